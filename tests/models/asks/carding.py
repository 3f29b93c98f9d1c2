"""A team in which somebody asks personally, and people who fit a shift."""

from datetime import UTC, datetime, timedelta
from typing import Any

from models.asks.actions import choose_asks, offer_asking
from models.asks.tables import AskCard
from models.kernel import clock
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from models.people.tables import Channel, Person, Purpose, Team
from models.tasks.tables import Shift, Task
from tests.factories import actor_for, make_consent, make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=40)
DAY = timedelta(days=1)


async def make_asker(account: Account, team: Team | None, **changes: Any) -> Actor:
    """Somebody who may see teammates' numbers and offered to ask."""
    values = {"team_id": team.id if team else None, "birth_year": 1980, "confirmed_at": LONG_AGO}
    person = await make_person(account, **values | {"last_active_at": LONG_AGO, "first_name": "Rosa"} | changes)
    await offer_asking(actor_for(person), offer=True)
    return actor_for(person)


async def make_friend(account: Account, team: Team | None, *, open_to_teammates: bool = True, **changes: Any) -> Person:
    """Somebody who may be asked, by e-mail and by teammates."""
    values = {"team_id": team.id if team else None, "phone": "+12125550100", "last_name": "Baez"}
    person = await make_person(account, **values | {"first_name": "Joan"} | changes)
    await agree(person)
    if open_to_teammates:
        await make_consent(person, Purpose.ASKS, Channel.PERSON)
    return person


async def ask_for(account: Account, *people: Person, capacity: int = 20) -> tuple[Task, Shift]:
    """Have a shift in six days find these people, best first, and ask them."""
    task = await make_task(account)
    shift = await make_shift(task, starts_at=clock.now() + 6 * DAY, capacity=capacity)
    await make_matches(task, shift, *people)
    await choose_asks(system_actor(account.id), task_id=task.id)
    return task, shift


async def the_card(asker: Actor) -> AskCard:
    return await AskCard.get(account_id=asker.account_id, asker_person_id=asker.person_id)
