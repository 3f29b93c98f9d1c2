"""Where volunteers live, region by region."""

from uuid import UUID

from models.kernel import work
from models.matching.rules.shards import Settled

_SETTLED = """
SELECT region_path AS path, count(*) AS people,
       coalesce(min(latitude), 'NaN') AS south, coalesce(max(latitude), 'NaN') AS north,
       coalesce(min(longitude), 'NaN') AS west, coalesce(max(longitude), 'NaN') AS east,
       bool_or(latitude IS NULL OR longitude IS NULL) AS somewhere
FROM people WHERE account_id = $1 AND kind = 'volunteer' GROUP BY region_path ORDER BY region_path COLLATE "C"
"""
_VOLUNTEERS = "SELECT count(*) FROM people WHERE account_id = $1 AND kind = 'volunteer'"


async def load_settled(account_id: UUID) -> list[Settled]:
    """The regions of all volunteers, by path."""
    return [Settled(**dict(row)) for row in await work.fetch(_SETTLED, account_id)]


async def count_volunteers(account_id: UUID) -> int:
    """How many there are."""
    return int(await work.fetch_value(_VOLUNTEERS, account_id))
