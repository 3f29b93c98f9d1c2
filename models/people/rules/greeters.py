"""Who may be given newcomers, and where they are looked for."""

from datetime import timedelta
from math import cos, radians

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


def box_around(latitude: float, longitude: float) -> tuple[float, float, float, float]:
    """South, north, west and east of what is near: in degrees, about as wide as it is high."""
    sideways = NEAR_DEGREES / max(cos(radians(latitude)), 0.1)
    return latitude - NEAR_DEGREES, latitude + NEAR_DEGREES, longitude - sideways, longitude + sideways
