"""Stop an appeal: no wave follows, and what is not sent yet may be taken back."""

from uuid import UUID

from models.asks.actions.recall_asks import recall_asks_of_appeal
from models.asks.actions.take_wave import end_appeal
from models.asks.appeals import lock_appeal, visible_appeal
from models.asks.tables import Appeal, AppealState
from models.kernel import database_clock, work
from models.kernel.actor import Actor

_OPEN = frozenset({AppealState.DRAFT, AppealState.RUNNING})


async def stop_appeal(actor: Actor, appeal_id: UUID, *, recall: bool = True) -> tuple[Appeal, int]:
    """
    Stop a running appeal, or throw a draft away; for one that is over, only what waits to be sent is taken back.

    Returns it, and how many messages will not go out. Raises NotFound. Idempotent.
    """
    await visible_appeal(actor, appeal_id)
    async with work.unit_of_work(actor):
        appeal = await lock_appeal(actor.account_id, appeal_id)
        if appeal.state in _OPEN:
            now = await database_clock.now()
            recalled = await end_appeal(actor, appeal, AppealState.STOPPED, now, recall=recall)
        else:
            recalled = await recall_asks_of_appeal(actor, appeal_id) if recall else 0
    return await Appeal.get(account_id=actor.account_id, id=appeal_id), recalled
