"""What nobody could clear up counts as sent after three days."""

from datetime import timedelta
from uuid import UUID

from models.asks.actions.follow_delivery import follow_delivery
from models.asks.tables import AskStatus
from models.kernel import clock, work
from models.kernel.actor import system_actor
from models.kernel.database_clock import NOW
from models.kernel.tables import Account

PRESUMED_AFTER = timedelta(hours=72)
A_PAGE = 1000

_PRESUME = f"""
    WITH old AS (
        SELECT account_id, id FROM deliveries
        WHERE account_id = $2 AND state = 'unknown' AND coalesce(attempted_at, due_at) < {NOW} - $3::interval
        LIMIT $4 FOR UPDATE SKIP LOCKED
    )
    UPDATE deliveries d SET state = 'presumed', sent_at = coalesce(d.attempted_at, d.due_at)
    FROM old WHERE d.account_id = old.account_id AND d.id = old.id
    RETURNING d.ask_id, d.sent_at
"""


async def presume_sent() -> int:
    """What is unknown for three days counts as sent from then on, and is never sent again. Returns how many that were."""
    return sum([await _presume(account.id) for account in await Account.all()])


async def _presume(account_id: UUID) -> int:
    async with work.unit_of_work(system_actor(account_id)):
        old = await work.fetch(_PRESUME, clock.stopped(), account_id, PRESUMED_AFTER, A_PAGE)
        for row in old:
            if row["ask_id"]:
                await follow_delivery(account_id, row["ask_id"], AskStatus.SENT, row["sent_at"])
    return len(old)
