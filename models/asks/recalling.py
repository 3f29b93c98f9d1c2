"""Asks that were chosen, and not sent, are taken back: in the current unit of work."""

from collections.abc import Sequence
from uuid import UUID

from models.asks.folding import fold_asks
from models.kernel import work

_RECALL = """
    WITH recalled AS (
        UPDATE asks SET status = 'recalled'
        WHERE account_id = $1 AND status = 'chosen' AND {where}
        RETURNING account_id, id, person_id, shift_id
    ), stopped AS (
        UPDATE deliveries d SET state = 'recalled' FROM recalled r
        WHERE d.account_id = r.account_id AND d.ask_id = r.id AND d.state = 'pending'
        RETURNING d.ask_id
    )
    SELECT r.person_id, r.shift_id, s.ask_id IS NOT NULL AS stopped FROM recalled r LEFT JOIN stopped s ON s.ask_id = r.id
"""


async def recall(account_id: UUID, where: str, which: Sequence[UUID] | UUID) -> int:
    """Recall what is `chosen` and meets a condition on asks with `which` as $2; returns how many messages will not go out."""
    recalled = await work.fetch(_RECALL.format(where=where), account_id, which)
    people, shifts = ({row[name] for row in recalled} for name in ("person_id", "shift_id"))
    await fold_asks(account_id, sorted(people), list(shifts))
    return sum(row["stopped"] for row in recalled)
