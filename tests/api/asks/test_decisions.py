"""What was decided about asking somebody, as the API tells it."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from uuid import UUID

from api.ids import global_id
from models.asks import export_decisions
from models.asks.actions import choose_asks
from models.kernel import clock
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from models.people.tables import Person
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_organizer, make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)
FIELDS = "{ edges { node { decision sentence until byOrganizer task { title } shift { startsAt } } } pageInfo { hasNextPage } }"
MINE = f"{{ me {{ askDecisions {FIELDS} }} }}"
THEIRS = f"query($id: ID!) {{ askDecisions(personId: $id) {FIELDS} }}"


async def make_decided(account: Account) -> Person:
    person = await make_person(account, paused_until=NOON + timedelta(hours=5))
    await agree(person)
    task = await make_task(account)
    await make_matches(task, await make_shift(task, starts_at=NOON + timedelta(days=5)), person)
    with clock.freeze(NOON):
        assert await choose_asks(system_actor(account.id)) == 0
    return person


async def read_theirs(account: Account, actor: Actor, person_id: UUID) -> object:
    context = context_for(account, actor)
    return (await data_of(THEIRS, context, id=global_id("Person", person_id)))["askDecisions"]


async def test_a_person_and_their_organizer_read_what_was_decided_and_why(account: Account) -> None:
    person = await make_decided(account)
    organizer = await make_organizer(account, "US/NY/")
    with clock.freeze(NOON):
        mine = (await data_of(MINE, context_for(account, actor_for(person))))["me"]["askDecisions"]
        theirs = await read_theirs(account, organizer, person.id)
    (edge,) = mine["edges"]
    assert edge["node"] == {
        "decision": "PAUSED",
        "sentence": "Not asked: there is a pause.",
        "until": (NOON + timedelta(hours=5)).isoformat(),
        "byOrganizer": False,
        "task": {"title": "Saturday doors"},
        "shift": {"startsAt": (NOON + timedelta(days=5)).isoformat()},
    }
    assert theirs == mine


async def test_others_read_nothing(account: Account) -> None:
    person = await make_decided(account)
    for actor in (await make_organizer(account, "US/CA/"), actor_for(await make_person(account))):
        assert await read_theirs(account, actor, person.id) is None
    assert await read_theirs(account, await make_organizer(account), UUID(int=7)) is None


async def test_whoever_takes_their_data_along_reads_all_decisions_in_words(account: Account) -> None:
    person = await make_decided(account)
    with clock.freeze(NOON), patch.object(export_decisions, "FIRST_MAXIMUM", 1):
        await choose_asks(system_actor(account.id))
        data = (await data_of("{ myData }", context_for(account, actor_for(person))))["myData"]["askDecisions"]
        others = await data_of("{ myData }", context_for(account, actor_for(await make_person(account))))
    expected = {
        "decidedAt": NOON.isoformat(),
        "decision": "paused",
        "reason": "Not asked: there is a pause.",
        "until": (NOON + timedelta(hours=5)).isoformat(),
        "byOrganizer": False,
        "task": "Saturday doors",
        "shiftStartsAt": (NOON + timedelta(days=5)).isoformat(),
        "about": None,
    }
    assert data == [expected, expected]
    assert others["myData"]["askDecisions"] == []
