"""Two people, and files that are taken in for them."""

from datetime import UTC, datetime
from typing import Any

from models.activity.imports import import_activities
from models.kernel import clock
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from models.people.imports.report import ImportReport
from models.people.tables import Person
from tests.factories import make_person

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


async def two_people(account: Account) -> tuple[Person, Person]:
    return (
        await make_person(account, email="ada@example.org", first_name="Ada", last_name="Lovelace"),
        await make_person(account, email="grace@example.org", first_name="Grace", last_name="Hopper"),
    )


async def take_in(account: Account, text: str, actor: Actor | None = None, **options: Any) -> ImportReport:
    with clock.freeze(NOW):
        return await import_activities(actor or system_actor(account.id), raw=text.encode(), **options)
