"""The ledger as an outsider adds it up: by one plain query that shares nothing with the code under test."""

from typing import Any
from uuid import UUID

from models.kernel import work

NET = """
SELECT activity.client_key, activity.kind, activity.quantity, activity.started_at, activity.region_id, activity.team_id,
       entry.formula_version, coalesce(sum(entry.points), 0)::bigint AS points
FROM (
    SELECT DISTINCT ON (ledger_id, client_key) * FROM activities
    WHERE account_id = $1 ORDER BY ledger_id, client_key, revision DESC
) AS activity
LEFT JOIN ledger_entries AS entry ON entry.account_id = activity.account_id
  AND entry.ledger_id = activity.ledger_id AND entry.client_key = activity.client_key
GROUP BY activity.ledger_id, 1, 2, 3, 4, 5, 6, 7 ORDER BY activity.ledger_id, 1
"""
FACETS = """
SELECT ledger_id, client_key, local_date, kind, region_id, team_id, formula_version, sum(points)::bigint AS points
FROM ledger_entries WHERE account_id = $1 GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(points) <> 0 ORDER BY 1, 2, 3, 4
"""


async def net_ledger(account_id: UUID) -> list[tuple[Any, ...]]:
    """client_key, kind, quantity, started_at, region, team, formula version, net points of every activity."""
    return [tuple(row) for row in await work.fetch(NET, account_id)]


async def facets(account_id: UUID) -> list[tuple[Any, ...]]:
    """Where the points are booked, without what sums up to zero."""
    return [tuple(row) for row in await work.fetch(FACETS, account_id)]


async def counts(account_id: UUID) -> tuple[int, int, int]:
    """How many activities, reviews, entries there are."""
    row = await work.fetch_row(
        """SELECT (SELECT count(*) FROM activities WHERE account_id = $1),
                  (SELECT count(*) FROM activity_reviews WHERE account_id = $1),
                  (SELECT count(*) FROM ledger_entries WHERE account_id = $1)""",
        account_id,
    )
    assert row is not None
    return row[0], row[1], row[2]
