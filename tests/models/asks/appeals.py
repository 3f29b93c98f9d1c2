"""Appeals that are ready to be released, and the people they would ask."""

from datetime import UTC, datetime, timedelta
from typing import Any

from models.asks.actions import release_appeal, save_appeal
from models.asks.tables import Appeal
from models.kernel.actor import Actor
from models.kernel.tables import Account
from models.people.tables import Person
from models.tasks.tables import Shift, Task
from tests.factories import make_organizer, make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)
TEXTS = {"en": {"subject": "Help with {task}?", "body": "We need you, {first_name|friend}."}}
HOUR = timedelta(hours=1)


async def make_appeal(actor: Actor, task: Task, **changes: Any) -> Appeal:
    """A draft that asks two people at a time, every two days."""
    values: dict[str, Any] = {"texts": TEXTS, "per_wave": 2, "wait_hours": 48}
    return await save_appeal(actor, task_id=task.id, **values | changes)


async def make_running(actor: Actor, task: Task, **changes: Any) -> Appeal:
    """An appeal that was just released."""
    return await release_appeal(actor, (await make_appeal(actor, task, **changes)).id)


async def make_wanted(
    account: Account, people: int, *, capacity: int = 20, days: int = 20
) -> tuple[Actor, Task, Shift, list[Person]]:
    """An organizer, and a shift that so many people fit who agree to be asked, best first."""
    crowd = [await make_person(account) for _ in range(people)]
    for person in crowd:
        await agree(person)
    task = await make_task(account)
    shift = await make_shift(task, capacity=capacity, starts_at=NOON + timedelta(days=days))
    await make_matches(task, shift, *crowd)
    return await make_organizer(account, "US/NY/"), task, shift, crowd
