"""What became of its message is what becomes of an ask."""

from datetime import datetime
from uuid import UUID

from models.asks.folding import fold_asks
from models.asks.tables import AskStatus
from models.kernel import work

_WHOSE = "SELECT person_id, shift_id, status FROM asks WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE"
# An ask that was recalled while its message was in our hands has gone out all the same, and has cost attention.
_ASK = """
    UPDATE asks SET status = $3, sent_at = $4
    WHERE account_id = $1 AND id = $2 AND (status = 'chosen' OR status = 'recalled' AND $3 = 'sent')
"""


async def follow_delivery(account_id: UUID, ask_id: UUID, status: AskStatus, sent_at: datetime | None) -> None:
    """
    In the current unit of work: an ask whose message was looked at again by itself. One that has gone out as it should
    brings what it did before.
    """
    ask = await work.fetch_row(_WHOSE, account_id, ask_id)
    if ask is None:
        return
    await work.execute(_ASK, account_id, ask_id, status.value, sent_at)
    goes_on = ask["status"] == AskStatus.CHOSEN and status is not AskStatus.RECALLED
    await fold_asks(account_id, [ask["person_id"]], [] if goes_on else [ask["shift_id"]])
