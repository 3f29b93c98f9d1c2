"""How many people were active in each part of a region: the denominator of its rate, and what decides if it is shown."""

import time
from dataclasses import dataclass
from uuid import UUID

from models.kernel import work
from models.leaderboards.queries.frame import Frame

EXPENSIVE_SECONDS = 0.1
SHARE_OF_TIME = 0.05
MOST_KEPT = 1000

# Whoever moved counts in each region in which they have points, and once in every region above these.
_COUNT = """
WITH active AS MATERIALIZED (
    SELECT ledger_id, region_id FROM ledger_entries
    WHERE account_id = $1 AND local_date BETWEEN $2 AND $3
    GROUP BY 1, 2 HAVING sum(points) > 0
),
parts AS (
    SELECT leaves.region_id, part.id AS part_id
    FROM (SELECT DISTINCT region_id FROM active) AS leaves
    JOIN regions AS leaf ON leaf.id = leaves.region_id
    JOIN regions AS part ON part.parent_id = $4 AND starts_with(leaf.path, part.path)
)
SELECT part_id, count(DISTINCT ledger_id) AS people FROM active JOIN parts USING (region_id) GROUP BY 1
"""
_VERSION = """
SELECT version FROM totals
WHERE account_id = $1 AND kind = 'region' AND window_kind = $2 AND window_start = $3 AND member_id = $4
"""


@dataclass(frozen=True, slots=True)
class _Kept:
    version: int
    people: dict[UUID, int]
    fresh_until: float


_kept: dict[tuple[UUID, object], _Kept] = {}


async def active_people(account_id: UUID, frame: Frame) -> dict[UUID, int]:
    """
    People with points in the window, by part of the frame's region.

    The answer is kept while the region's own total has not changed. Where counting takes long (100 ms) it is also kept
    until a twentieth of the time has gone into it, however busy the region is.
    """
    if frame.region is None:
        return {}
    key = (account_id, frame.name)
    kept = _kept.get(key)
    name = frame.name
    version = await work.fetch_value(_VERSION, account_id, name.window, name.starts_on, frame.region.id) or 0
    if kept and (kept.version == version or time.monotonic() < kept.fresh_until):
        return kept.people
    return await _count(account_id, frame, version)


async def _count(account_id: UUID, frame: Frame, version: int) -> dict[UUID, int]:
    began = time.monotonic()
    region_id = frame.region.id if frame.region else None
    rows = await work.fetch(_COUNT, account_id, frame.name.starts_on, frame.ends_on, region_id)
    took = time.monotonic() - began
    people = {row["part_id"]: row["people"] for row in rows}
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    rest = took / SHARE_OF_TIME if took > EXPENSIVE_SECONDS else 0.0
    _kept[(account_id, frame.name)] = _Kept(version, people, began + took + rest)
    return people
