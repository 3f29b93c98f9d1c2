"""Write an appeal, or change it while it is a draft: nobody is asked yet."""

from typing import Any
from uuid import UUID

from models.asks.appeal_texts import StoredTexts, read_texts
from models.asks.appeals import lock_appeal, visible_appeal
from models.asks.policy import ensure_may_ask
from models.asks.tables import Appeal, AppealState
from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor
from models.kernel.errors import Conflict, Invalid, SignInRequired
from models.tasks.visibility import visible_task

MOST_PER_WAVE = 500
WAITS = range(12, 169)
URGENT_WAITS = range(1, 25)


async def save_appeal(
    actor: Actor,
    *,
    appeal_id: UUID | None = None,
    task_id: UUID | None = None,
    texts: StoredTexts,
    per_wave: int,
    wait_hours: int,
    urgent: bool = False,
) -> Appeal:
    """
    Store a draft for a task, or change the one with `appeal_id`; its texts can be sent as they are from then on.

    Raises SignInRequired, NotFound, NotAllowed, Conflict if it was released, Invalid, and what `read_texts` raises.
    """
    if actor.person_id is None:
        raise SignInRequired
    read_texts(texts)
    _ensure_possible(per_wave, wait_hours, urgent=urgent)
    values = {
        "texts": {language: dict(text) for language, text in texts.items()},
        "per_wave": per_wave,
        "wait_hours": wait_hours,
        "urgent": urgent,
        "asked_by": actor.person_id,
    }
    async with work.unit_of_work(actor):
        appeal = await (_create(actor, task_id, values) if appeal_id is None else _change(actor, appeal_id, values))
        await audit.record(actor, "appeal.save", "appeal", appeal.id)
    return appeal


async def _create(actor: Actor, task_id: UUID | None, values: dict[str, Any]) -> Appeal:
    task = await visible_task(actor, task_id or UUID(int=0))
    ensure_may_ask(actor, task.region_path)
    return await Appeal.create(
        id=ids.new_id(), account_id=actor.account_id, task_id=task.id, created_at=clock.now(), **values
    )


async def _change(actor: Actor, appeal_id: UUID, values: dict[str, Any]) -> Appeal:
    await visible_appeal(actor, appeal_id)
    appeal = await lock_appeal(actor.account_id, appeal_id)
    if appeal.state is not AppealState.DRAFT:
        raise Conflict("This has been sent already. Stop it and write a new one.")
    await Appeal.filter(account_id=actor.account_id, id=appeal_id).update(**values)
    return await Appeal.get(account_id=actor.account_id, id=appeal_id)


def _ensure_possible(per_wave: int, wait_hours: int, *, urgent: bool) -> None:
    if not 1 <= per_wave <= MOST_PER_WAVE:
        raise Invalid("Ask between 1 and {most} people at a time.", field="perWave", most=MOST_PER_WAVE)
    waits = URGENT_WAITS if urgent else WAITS
    if wait_hours not in waits:
        raise Invalid(
            "Wait between {least} and {most} hours before the next are asked.",
            field="waitHours",
            least=waits[0],
            most=waits[-1],
        )
