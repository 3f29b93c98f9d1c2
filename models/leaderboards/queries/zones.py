"""When windows are over for regions: where their people's clocks stand."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from models.kernel import work
from models.leaderboards.rules import closes_at

# The zones that people of these regions live in, and those of the land itself: somebody may have moved away since.
_ZONES = """
SELECT region.id, region.time_zone FROM regions AS region WHERE region.id = ANY($2)
UNION
SELECT region.id, code.time_zone
FROM regions AS region
JOIN regions AS leaf ON starts_with(leaf.path, region.path)
JOIN postal_codes AS code ON code.region_id = leaf.id
WHERE region.id = ANY($2)
UNION
SELECT region.id, person.time_zone
FROM regions AS region
JOIN people AS person ON person.account_id = $1 AND person.region_path LIKE region.path || '%'
WHERE region.id = ANY($2)
"""


async def closing_times(account_id: UUID, ends_on: date, region_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When a window with that last date is over for each region: when the last of its zones has passed it (G15)."""
    zones: dict[UUID, list[str]] = {}
    for region_id, zone in await work.fetch(_ZONES, account_id, list(region_ids)):
        zones.setdefault(region_id, []).append(zone)
    return {region_id: closes_at(ends_on, found) for region_id, found in zones.items()}
