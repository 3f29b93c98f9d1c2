"""Who may be given newcomers, and where they are looked for."""

from datetime import timedelta

HERE_FOR = timedelta(days=14)
"""How long somebody has been here before newcomers are given to them because they said they like to greet."""
SEEN_WITHIN = timedelta(days=60)
"""Within which they have done something."""
NEAR_DEGREES = 0.5
"""How far around a newcomer's home the nearest greeter is looked for first, in degrees of latitude: 55 km."""


def paths_outwards(region_path: str) -> list[str]:
    """A region's path and those above it, the smallest first: `US/NY/061/`, `US/NY/`, `US/`."""
    parts = region_path.strip("/").split("/")
    return ["/".join(parts[:number]) + "/" for number in range(len(parts), 0, -1)]
