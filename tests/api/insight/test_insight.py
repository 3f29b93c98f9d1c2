"""Insight through the API."""

from datetime import timedelta

from api.ids import global_id
from models.kernel import clock, ids
from models.kernel.actor import Role, Scope
from models.kernel.tables import Account
from models.people.rules.greeting import GreetingResult
from models.people.tables import GreetingLease
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_assignment, make_organizer, make_person, make_region, make_shift, make_task

OVERUSED = "{ overused { person { id } strains { sign number } } }"
FAIRNESS = """query($region: ID) { fairness(regionId: $region) { days tables {
  dimension groups { key region { name } people suggested }
} } }"""

IN_TIME = """query($region: ID) { greetedInTime(regionId: $region) {
  days hours regions { place newcomers percent region { name } }
} }"""


async def test_who_gives_too_much(account: Account) -> None:
    person = await make_person(account)
    task = await make_task(account)
    for day in range(1, 6):
        await make_assignment(await make_shift(task, starts_at=clock.now() + timedelta(days=day)), person)
    data = await data_of(OVERUSED, context_for(account, await make_organizer(account)))
    assert data["overused"] == [
        {"person": {"id": global_id("Person", person.id)}, "strains": [{"sign": "DAYS_IN_A_ROW", "number": 5}]}
    ]


async def test_fairness_of_a_region(account: Account) -> None:
    region = await make_region()
    for _ in range(6):
        await make_person(account)
    elsewhere = await make_person(account, region_path="US/CA/037/")
    organizer = actor_for(elsewhere, Scope(Role.ORGANIZER, "US/NY/061/"))
    given = {"region": global_id("Region", region.id)}
    data = await data_of(FAIRNESS, context_for(account, organizer), **given)
    tables = {table["dimension"]: table["groups"] for table in data["fairness"]["tables"]}
    assert tables["REGION"] == [
        {"key": "US/NY/061/", "region": {"name": "New York County"}, "people": 6, "suggested": None}
    ]
    assert tables["AGE"] == [{"key": "unknown", "region": None, "people": 6, "suggested": None}]
    unknown = {"region": global_id("Region", ids.new_id())}
    assert (await data_of(FAIRNESS, context_for(account, organizer), **unknown))["fairness"] is None


async def test_greeted_in_time(account: Account) -> None:
    region = await make_region()
    came = clock.now() - timedelta(days=5)
    for number in range(5):
        await GreetingLease.create(
            id=ids.new_id(),
            account_id=account.id,
            person_id=(await make_person(account)).id,
            region_path="US/NY/061/",
            started_at=came,
            due_at=came + timedelta(hours=72),
            leased_at=came,
            leased_until=came,
            result=GreetingResult.REACHED,
            recorded_at=came + timedelta(hours=71 + number),
        )
    context = context_for(account, await make_organizer(account, "US/NY/061/"))
    here = {"place": 1, "newcomers": 5, "percent": 40, "region": {"name": "New York County"}}
    told = {"greetedInTime": {"days": 30, "hours": 72, "regions": [here]}}
    assert await data_of(IN_TIME, context, region=global_id("Region", region.id)) == told
    assert await data_of(IN_TIME, context) == told
    assert await data_of(IN_TIME, context, region=global_id("Region", ids.new_id())) == {"greetedInTime": None}
