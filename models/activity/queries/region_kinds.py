"""How many people of a region have done which kind of work."""

from uuid import UUID

from models.activity.queries.effective import COUNTS, VERDICT
from models.activity.tables import ActivityKind
from models.kernel import work

_KINDS = f"""
SELECT activity.kind, count(DISTINCT activity.ledger_id) AS people
FROM people AS person
JOIN activities AS activity ON activity.account_id = person.account_id AND activity.ledger_id = person.ledger_id
{VERDICT}
WHERE person.account_id = $1 AND starts_with(person.region_path, $2) AND {COUNTS}
GROUP BY 1 ORDER BY 2 DESC, 1
"""


async def people_by_kind(account_id: UUID, region_path: str) -> dict[ActivityKind, int]:
    """
    Distinct people living below `region_path` ('' is everywhere) by kind of past work, most people first.

    The caller has checked that the actor may know (`rules.md` D: small counts are for those who organize there).
    """
    rows = await work.fetch(_KINDS, account_id, region_path)
    return {ActivityKind(row["kind"]): row["people"] for row in rows}
