"""What every active person did in a window, for the parts of every region at once."""

from uuid import UUID

import numpy as np

from models.kernel import work
from models.leaderboards.rules import WindowSpan
from models.leaderboards.rules.fair.arrays import Integers
from models.leaderboards.tables import Window

# Who moved counts in each region in which they have points, and once in every region above these.
_POINTS = """
WITH RECURSIVE active AS MATERIALIZED (
    SELECT ledger_id, region_id, sum(points) AS points FROM ledger_entries
    WHERE account_id = $1 AND local_date BETWEEN $2 AND $3
    GROUP BY 1, 2 HAVING sum(points) > 0
),
lineage (region_id, part_id) AS (
    SELECT DISTINCT region_id, region_id FROM active
    UNION
    SELECT lineage.region_id, regions.parent_id
    FROM lineage JOIN regions ON regions.id = lineage.part_id
    WHERE regions.parent_id IS NOT NULL
),
people AS (
    SELECT part_id, ledger_id, sum(points)::bigint AS points FROM active JOIN lineage USING (region_id) GROUP BY 1, 2
)
SELECT regions.parent_id, people.part_id, array_agg(people.points ORDER BY people.points) AS points
FROM people JOIN regions ON regions.id = people.part_id
WHERE regions.parent_id IS NOT NULL
GROUP BY 1, 2 ORDER BY 1, 2
"""
_VERSION = """
SELECT coalesce(sum(version), 0)::bigint FROM totals
WHERE account_id = $1 AND kind = 'region' AND window_kind = $2 AND window_start = $3
"""

PointsByPart = dict[UUID, dict[UUID, Integers]]
"""By parent region and part: the points (thousandths) of each person who had any."""


async def points_by_part(account_id: UUID, span: WindowSpan) -> PointsByPart:
    """Read the ledger once for all boards of a window."""
    await work.execute("SET LOCAL statement_timeout = 0")
    found: PointsByPart = {}
    for parent_id, part_id, points in await work.fetch(_POINTS, account_id, span.starts_on, span.ends_on):
        found.setdefault(parent_id, {})[part_id] = np.array(points, dtype=np.int64)
    return found


async def version_of_totals(account_id: UUID, window: Window, span: WindowSpan) -> int:
    """Rises whenever the total of any region changes in that window."""
    return int(await work.fetch_value(_VERSION, account_id, window, span.starts_on))
