"""Release an appeal: from now on it asks, wave by wave, until it is filled, too late or stopped."""

from uuid import UUID

from models.asks.appeal_texts import read_texts
from models.asks.appeals import lock_appeal, visible_appeal
from models.asks.simulation import simulate
from models.asks.tables import Appeal, AppealState
from models.kernel import audit, database_clock, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import Conflict
from models.tasks.actions.lock_rows import lock_task


async def release_appeal(actor: Actor, appeal_id: UUID) -> Appeal:
    """
    Let a draft run; what the simulator foresees is stored with it. The first wave goes out at once, within quiet hours.

    Raises NotFound, Conflict if it was released before or another one of its task is running, and what `read_texts` raises.
    """
    appeal, task = await visible_appeal(actor, appeal_id)
    read_texts(appeal.texts)
    foreseen = await simulate(actor, appeal, task)
    async with work.unit_of_work(actor):
        await lock_task(actor, task.id)
        appeal = await lock_appeal(actor.account_id, appeal_id)
        if appeal.state is not AppealState.DRAFT:
            raise Conflict("This has been sent already. Stop it and write a new one.")
        if await Appeal.exists(account_id=actor.account_id, task_id=task.id, state=AppealState.RUNNING):
            raise Conflict("People are being asked for this task already. Stop that first.")
        now = await database_clock.now()
        rows = Appeal.filter(account_id=actor.account_id, id=appeal_id)
        await rows.update(
            state=AppealState.RUNNING,
            asked_by=actor.person_id,
            released_at=now,
            next_wave_at=now,
            simulation=foreseen.as_json(),
        )
        await outbox.enqueue("asks.wave", account_id=actor.account_id)
        await audit.record(actor, "appeal.release", "appeal", appeal_id)
    return await Appeal.get(account_id=actor.account_id, id=appeal_id)
