"""What people read of their own work, and organizers of others'."""

from datetime import UTC, datetime, timedelta
from typing import Any

from api import ids
from models.activity import actions
from models.activity.tables import ActivityKind
from models.kernel import clock
from models.kernel.actor import Actor
from models.kernel.tables import Account
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_organizer, make_person

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
MINE = """
query($first: Int, $after: String) { me {
  thanks { kind quantity minutes on }
  week { startsOn minutes points activities days { date minutes } }
  activities(first: $first, after: $after) {
    edges { node { clientKey points explanation { points } } } pageInfo { hasNextPage endCursor }
  }
} }
"""
THEIRS = """
query($id: ID!) { person(id: $id) { contributions {
  minutes points activities lastOn byKind { kind activities quantity minutes points }
} } }
"""


async def log(actor: Actor, number: int, **changes: Any) -> None:
    """Half an hour of cooking, ten meals, `number` days ago."""
    values = {"kind": ActivityKind.COOKING, "quantity": 10, "minutes": 30, "started_at": NOW - timedelta(days=number)}
    with clock.freeze(NOW):
        await actions.log_activity(actor, client_key=f"key-{number:08}", **values | changes)


async def mine(account: Account, actor: Actor, **variables: Any) -> Any:
    with clock.freeze(NOW):
        return (await data_of(MINE, context_for(account, actor), **variables))["me"]


async def test_my_work_my_week_my_thanks(account: Account) -> None:
    actor = actor_for(await make_person(account))
    for number in range(3):
        await log(actor, number)
    me = await mine(account, actor, first=2)
    assert me["thanks"] == {"kind": "COOKING", "quantity": 10, "minutes": 30, "on": "2026-03-04"}
    assert (me["week"]["startsOn"], me["week"]["minutes"], me["week"]["points"]) == ("2026-03-02", 90, 90_000)
    assert [day["minutes"] for day in me["week"]["days"]] == [30, 30, 30, 0, 0, 0, 0]
    page = me["activities"]
    assert [edge["node"] for edge in page["edges"]] == [
        {"clientKey": f"key-{number:08}", "points": 30_000, "explanation": [{"points": 30_000}]} for number in (0, 1)
    ]
    assert page["pageInfo"]["hasNextPage"]
    rest = (await mine(account, actor, first=2, after=page["pageInfo"]["endCursor"]))["activities"]
    assert [edge["node"]["clientKey"] for edge in rest["edges"]] == ["key-00000002"]


async def test_whoever_has_done_nothing_yet_is_shown_no_zero_thanks(account: Account) -> None:
    me = await mine(account, actor_for(await make_person(account)))
    assert me["thanks"] is None
    assert me["activities"]["edges"] == []


async def test_an_organizer_reads_what_somebody_did(account: Account) -> None:
    person = await make_person(account)
    await log(actor_for(person), 1)
    await log(actor_for(person), 0, kind=ActivityKind.DESIGN, quantity=0, minutes=90)
    organizer = await make_organizer(account, "US/NY/")
    given = ids.global_id("Person", person.id)
    assert (await data_of(THEIRS, context_for(account, organizer), id=given))["person"]["contributions"] == {
        "minutes": 120,
        "points": 120_000,
        "activities": 2,
        "lastOn": "2026-03-04",
        "byKind": [
            {"kind": "DESIGN", "activities": 1, "quantity": 0, "minutes": 90, "points": 90_000},
            {"kind": "COOKING", "activities": 1, "quantity": 10, "minutes": 30, "points": 30_000},
        ],
    }
    elsewhere = await make_organizer(account, "US/CA/")
    assert (await data_of(THEIRS, context_for(account, elsewhere), id=given))["person"] is None
