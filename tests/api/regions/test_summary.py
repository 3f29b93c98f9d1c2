"""A region in numbers, and who may read them."""

from datetime import UTC, datetime, timedelta

import pytest

from models.kernel import clock, ids
from models.kernel.actor import Actor, Role
from models.kernel.tables import Account
from models.people.tables import Evidence, Person, PersonKind, PersonSkill
from models.skills.queries import skill_id
from models.tasks.tables import TaskStatus
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_organizer, make_person
from tests.models.asks.stage import make_shift, make_task

pytestmark = pytest.mark.usefixtures("geography", "skills")

WEDNESDAY = datetime(2026, 11, 25, 17, tzinfo=UTC)
SUMMARY = """query($code: String!) { region(code: $code) { summary {
    people activeThisWeek newcomersWaiting openTasks unfilledPlaces
    bySkill { skill { label } people } byKind { kind people } byWillingness { kind people }
} } }"""


async def _summary(account: Account, actor: Actor | None, code: str = "US-NY-061") -> object:
    data = await data_of(SUMMARY, context_for(account, actor), code=code)
    return data["region"]["summary"]


async def _give_skill(person: Person, code: str) -> None:
    await PersonSkill.create(
        id=ids.new_id(),
        account_id=person.account_id,
        person_id=person.id,
        skill_id=skill_id(code),
        evidence=Evidence.DECLARED,
        since=clock.now(),
    )


async def test_an_organizer_reads_the_region_in_numbers(account: Account) -> None:
    with clock.freeze(WEDNESDAY):
        organizer = await make_organizer(account, "US/NY/", kind=PersonKind.CONTACT)
        ada = await make_person(account, willing=["canvass", "cooking"], last_active_at=WEDNESDAY - timedelta(days=1))
        await make_person(
            account, willing=["canvass"], greeted_at=WEDNESDAY, last_active_at=WEDNESDAY - timedelta(days=4)
        )
        await make_person(account, kind=PersonKind.CONTACT)
        await make_person(account, region_path="US/NY/071/", willing=["rally"])
        await _give_skill(ada, "first-aid")
        task = await make_task(account)
        await make_shift(task, capacity=5, confirmed=2)
        await make_shift(task, capacity=4, cancelled_at=WEDNESDAY)
        await make_shift(task, capacity=7, starts_at=WEDNESDAY - timedelta(days=1))
        await make_shift(await make_task(account, status=TaskStatus.CANCELLED))
        assert await _summary(account, organizer) == {
            "people": 2,
            "activeThisWeek": 1,
            "newcomersWaiting": 1,
            "openTasks": 1,
            "unfilledPlaces": 3,
            "bySkill": [{"skill": {"label": "First aid"}, "people": 1}],
            "byKind": [],
            "byWillingness": [{"kind": "CANVASS", "people": 2}, {"kind": "COOKING", "people": 1}],
        }


async def test_nobody_else_does(account: Account) -> None:
    volunteer = actor_for(await make_person(account))
    elsewhere = await make_organizer(account, "US/CA/")
    analyst = await make_organizer(account, "US/NY/061/", Role.ANALYST)
    for actor in (None, volunteer, elsewhere):
        assert await _summary(account, actor) is None
    assert await _summary(account, analyst, "US-NY") is None
    assert await _summary(account, analyst) is not None
