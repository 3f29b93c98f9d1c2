"""Counts to how many shifts of a kind of work somebody came."""

from uuid import UUID

from models.activity.tables import ActivityKind
from models.kernel import work

_CAME = """
SELECT count(*) FROM assignments a
JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
JOIN tasks t ON t.account_id = s.account_id AND t.id = s.task_id
WHERE a.account_id = $1 AND a.person_id = $2 AND a.state = 'attended' AND t.kind = $3
"""


async def count_earlier(account_id: UUID, person_id: UUID, kind: ActivityKind) -> int:
    """How often the person attended."""
    return int(await work.fetch_value(_CAME, account_id, person_id, kind.value))
