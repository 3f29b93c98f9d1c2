"""A stage for asks: a task with a shift, and people matched with it."""

from typing import Any

from models.asks.actions import recount_attention
from models.asks.invitations import end_sums
from models.asks.tables import Ask
from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.matching.tables import Match, MatchRun, TaskMatchRun
from models.people.tables import Channel, Person, Purpose
from models.tasks.tables import Shift, Task
from tests.factories import make_consent, make_shift, make_task

__all__ = ["agree", "change_asks", "make_matches", "make_shift", "make_task"]


async def make_matches(task: Task, shift: Shift, *people: Person) -> None:
    """A run in which these people match the shift, best first."""
    run = await MatchRun.create(
        id=ids.new_id(), account_id=task.account_id, trigger="test", started_at=clock.now(), finished_at=clock.now()
    )
    await TaskMatchRun.filter(account_id=task.account_id, task_id=task.id).delete()
    await TaskMatchRun.create(id=ids.new_id(), account_id=task.account_id, task_id=task.id, run_id=run.id)
    for rank, person in enumerate(people, start=1):
        await Match.create(
            id=ids.new_id(),
            account_id=task.account_id,
            run_id=run.id,
            task_id=task.id,
            shift_id=shift.id,
            person_id=person.id,
            rank=rank,
            score=1 / (rank + 1),
            yes_chance=0.3,
            show_chance=0.8,
            distance_km=3.1,
            reasons=[{"code": "near", "km": 3.1}],
        )


async def agree(person: Person, purpose: Purpose = Purpose.ASKS, *, granted: bool = True) -> None:
    """Have a person give (or take back) consent to a purpose by e-mail; whoever gives one takes part."""
    if granted:
        await make_consent(person, Purpose.PARTICIPATION, Channel.APP)
    await make_consent(person, purpose, Channel.EMAIL, granted=granted)


async def change_asks(account: Account, **changes: Any) -> None:
    """Have all asks of an account be so, as if that had happened by itself, and count it in."""
    asks = Ask.filter(account_id=account.id)
    await asks.update(**changes)
    await end_sums(account.id, [ask.shift_id for ask in await asks])
    await recount_attention(system_actor(account.id))
