"""Reading tasks through the API."""

from datetime import timedelta
from typing import Any

from api.ids import global_id
from models.asks import links
from models.kernel import clock, ids, work
from models.kernel.actor import Actor, Role
from models.kernel.tables import Account
from models.tasks.queries import calendar_token, feed_of_token
from models.tasks.tables import AssignmentState
from tests.api.asking import ask, context_for, data_of
from tests.api.tasks.stage import make_stage, person_id, shift_id, task_id
from tests.factories import actor_for, make_assignment, make_organizer, make_person, make_region, make_shift, make_task

TASKS = """query($filter: TaskFilter, $first: Int, $after: String) {
  tasks(filter: $filter, first: $first, after: $after) {
    edges { node { id title } } pageInfo { hasNextPage endCursor }
  }
}"""
TASK = """query($id: ID!) { task(id: $id) {
  id kind title description place remote timeZone minimumAge urgency status version distanceKm
  region { name } skills { label } host { displayName }
  shifts { id capacity confirmed freePlaces task { title }
    myAssignment { state queuePosition shift { id } }
    assignments { state queuePosition person { firstName } } }
} }"""


async def _titles(account: Account, actor: Actor | None, **variables: Any) -> list[str]:
    data = await data_of(TASKS, context_for(account, actor), **variables)
    return [edge["node"]["title"] for edge in data["tasks"]["edges"]]


async def test_tasks_near_me_page_by_page(account: Account) -> None:
    await make_region()
    for days, (title, latitude) in enumerate([("Near", 40.75), ("Far", 44.0), ("Near too", 40.8)], start=1):
        task = await make_task(account, title=title, latitude=latitude)
        await make_shift(task, starts_at=clock.now() + timedelta(days=days))
    remote = await make_task(account, title="Calls", kind="phone_bank", remote=True, latitude=None, longitude=None)
    await make_shift(remote, starts_at=clock.now() + timedelta(days=9))
    actor = actor_for(await make_person(account))
    assert await _titles(account, actor) == ["Near", "Far", "Near too", "Calls"]
    assert await _titles(account, actor, filter={"nearMe": True}) == ["Near", "Near too", "Calls"]
    assert await _titles(account, actor, filter={"nearMe": True, "remote": False}) == ["Near", "Near too"]
    assert await _titles(account, actor, filter={"kind": "PHONE_BANK"}) == ["Calls"]
    region = global_id("Region", ids.id_for("region:US-NY-061"))
    assert await _titles(account, actor, filter={"regionId": region}, first=1) == ["Near"]
    later = (clock.now() + timedelta(days=2, hours=3)).isoformat()
    assert await _titles(account, actor, filter={"from": later}) == ["Near too", "Calls"]
    assert await _titles(account, actor, filter={"to": later}) == ["Near", "Far"]
    assert await _titles(account, None) == []
    page = await data_of(TASKS, context_for(account, actor), first=2)
    rest = await _titles(account, actor, first=2, after=page["tasks"]["pageInfo"]["endCursor"])
    assert (page["tasks"]["pageInfo"]["hasNextPage"], rest) == (True, ["Near too", "Calls"])


async def test_an_organizer_finds_the_tasks_of_their_own_regions(account: Account) -> None:
    await make_stage(account)
    elsewhere = await make_task(account, title="Kings", region_path="US/NY/047/")
    await make_shift(elsewhere, starts_at=clock.now() + timedelta(days=9))
    own = {"filter": {"inMyRegions": True}}
    expected = {
        "US/NY/061/": ["Saturday doors"],
        "US/NY/": ["Saturday doors", "Kings"],
        "": ["Saturday doors", "Kings"],
    }
    for path, titles in expected.items():
        assert await _titles(account, await make_organizer(account, path), **own) == titles
    assert await _titles(account, await make_organizer(account, "US/PA/"), **own) == []
    assert await _titles(account, actor_for(await make_person(account)), **own) == []
    assert await _titles(account, await make_organizer(account, "US/PA/")) == ["Saturday doors", "Kings"]


async def test_where_nobody_knows_my_place_near_means_everywhere(account: Account) -> None:
    await make_stage(account, latitude=44.0)
    nowhere = actor_for(await make_person(account, latitude=None, longitude=None))
    assert await _titles(account, nowhere, filter={"nearMe": True}) == ["Saturday doors"]


async def test_an_unknown_region_and_a_wrong_cursor_are_refused(account: Account) -> None:
    actor = actor_for(await make_person(account))
    for variables, code in (({"filter": {"regionId": "nonsense"}}, "NOT_FOUND"), ({"after": "x"}, "INVALID")):
        answer = await ask(TASKS, context_for(account, actor), **variables)
        assert [error["extensions"]["code"] for error in answer.errors] == [code]


async def test_a_volunteer_sees_the_task_and_where_they_stand(account: Account) -> None:
    host = await make_person(account, first_name="Grace", last_name="Hopper")
    task, shift = await make_stage(account, host_person_id=host.id, minimum_age=16, urgency=2)
    other, me = await make_person(account), await make_person(account)
    await make_assignment(shift, other)
    await make_assignment(shift, me, state=AssignmentState.WAITLISTED)
    data = await data_of(TASK, context_for(account, actor_for(me)), id=task_id(task))
    assert data["task"] == {
        "id": task_id(task),
        "kind": "CANVASS",
        "title": "Saturday doors",
        "description": "",
        "place": "Chelsea",
        "remote": False,
        "timeZone": "America/New_York",
        "minimumAge": 16,
        "urgency": 2,
        "status": "OPEN",
        "version": 1,
        "distanceKm": 0.4,
        "region": {"name": "New York County"},
        "skills": [],
        "host": {"displayName": "Grace H."},
        "shifts": [
            {
                "id": shift_id(shift),
                "capacity": 2,
                "confirmed": 1,
                "freePlaces": 1,
                "task": {"title": "Saturday doors"},
                "myAssignment": {"state": "WAITLISTED", "queuePosition": 1, "shift": {"id": shift_id(shift)}},
                "assignments": None,
            }
        ],
    }


async def test_an_organizer_sees_who_comes(account: Account) -> None:
    task, shift = await make_stage(account)
    await make_assignment(shift, await make_person(account, first_name="Ada"))
    await make_assignment(shift, await make_person(account, first_name="Ben"), state=AssignmentState.WAITLISTED)
    organizer = await make_organizer(account, "US/NY/")
    data = await data_of(TASK, context_for(account, organizer), id=task_id(task))
    assert data["task"]["shifts"][0]["assignments"] == [
        {"state": "CONFIRMED", "queuePosition": None, "person": {"firstName": "Ada"}},
        {"state": "WAITLISTED", "queuePosition": 1, "person": {"firstName": "Ben"}},
    ]
    assert data["task"]["shifts"][0]["myAssignment"] is None


async def test_a_host_sees_who_comes_but_nothing_more_of_them(account: Account) -> None:
    host = await make_person(account)
    task, shift = await make_stage(account, host_person_id=host.id)
    await make_assignment(shift, await make_person(account))
    data = await data_of(TASK, context_for(account, actor_for(host)), id=task_id(task))
    assert data["task"]["shifts"][0]["assignments"] == [{"state": "CONFIRMED", "queuePosition": None, "person": None}]


async def test_what_people_say_of_a_shift_is_for_organizers_and_for_themselves(account: Account) -> None:
    host, person = await make_person(account), await make_person(account)
    task, shift = await make_stage(account, host_person_id=host.id)
    mine = await make_assignment(shift, person, state=AssignmentState.ATTENDED, rating=2, feedback="Cold")
    said, hidden = {"state": "ATTENDED", "rating": 2, "feedback": "Cold"}, {"state": "ATTENDED"}
    for actor, read in (
        (actor_for(person), said),
        (await make_organizer(account, "US/NY/"), said),
        (await make_organizer(account, "US/NY/", Role.ANALYST), hidden),
        (actor_for(host), hidden),
        (await make_organizer(account, "US/CA/"), None),
        (actor_for(await make_person(account)), None),
    ):
        found = "query($id: ID!) { node(id: $id) { ... on Assignment { state rating feedback } } }"
        data = await data_of(found, context_for(account, actor), id=global_id("Assignment", mine.id))
        assert data["node"] == (read and {"rating": None, "feedback": None} | read)
    assert task.host_person_id == host.id


async def test_strangers_see_no_task(account: Account) -> None:
    task, _ = await make_stage(account)
    assert await data_of(TASK, context_for(account), id=task_id(task)) == {"task": None}


async def test_nodes_are_found_by_whoever_may_see_them(account: Account) -> None:
    _, shift = await make_stage(account)
    me, other = await make_person(account), await make_person(account)
    assignment = await make_assignment(shift, me)
    found = "query($id: ID!) { node(id: $id) { __typename } }"
    node = global_id("Assignment", assignment.id)
    assert await data_of(found, context_for(account, actor_for(me)), id=node) == {"node": {"__typename": "Assignment"}}
    assert await data_of(found, context_for(account, actor_for(other)), id=node) == {"node": None}
    assert await data_of(found, context_for(account, actor_for(other)), id=shift_id(shift)) == {
        "node": {"__typename": "Shift"}
    }


async def test_my_shifts_and_my_calendar(account: Account) -> None:
    links.configure("https://campaign.example")
    task, shift = await make_stage(account)
    person = await make_person(account)
    await make_assignment(shift, person)
    data = await data_of(
        "{ me { calendarUrl assignments { state checkedInAt rating person { id } shift { task { id } } } } }",
        context_for(account, actor_for(person)),
    )
    assert data["me"]["assignments"] == [
        {
            "state": "CONFIRMED",
            "checkedInAt": None,
            "rating": None,
            "person": {"id": person_id(person.id)},
            "shift": {"task": {"id": task_id(task)}},
        }
    ]
    token = calendar_token(person)
    assert data["me"]["calendarUrl"] == f"https://campaign.example/calendar/{token}.ics"
    assert "Saturday doors" in await feed_of_token(token)


async def _statements_for(account: Account, document: str, actor: Actor) -> int:
    statements: list[str] = []
    async with work.raw_connection() as connection:
        pass  # the transaction's connection; held on to, nobody else could use it
    with connection.query_logger(lambda record: statements.append(record.query)):
        await data_of(document, context_for(account, actor))
    return len(statements)


async def test_a_list_costs_as_many_statements_however_long(account: Account) -> None:
    document = "{ tasks { edges { node { region { name } distanceKm shifts { myAssignment { state } } } } } }"
    actor = actor_for(await make_person(account))
    await make_stage(account)
    one = await _statements_for(account, document, actor)
    for _ in range(5):
        await make_stage(account)
    assert await _statements_for(account, document, actor) == one == 7
