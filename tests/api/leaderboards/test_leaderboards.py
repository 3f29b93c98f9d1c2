"""Boards through the API: what anybody sees, what only I see, and how a change arrives."""

import asyncio
from typing import Any

import pytest

from api.context import Context
from api.execution import Endpoint, Request
from api.ids import global_id
from api.schema import schema
from models.kernel import clock
from models.kernel.tables import Account
from models.leaderboards import stream as board_stream
from models.people.tables import Channel, Consent, Person, PublicName, Purpose
from tests.api.asking import ask, context_for, data_of
from tests.factories import actor_for, make_consent, make_person
from tests.models.leaderboards.stage import KINGS_COUNTY, NEW_YORK, Made, record, settle

BOARD = """
query Board($kind: BoardKind!, $region: ID) {
  leaderboard(kind: $kind, window: WEEK, regionId: $region) {
    title catchingUp state rows { place name points isMine activePeople pointsPerPerson region { code } }
  }
}
"""
AROUND = "query { standingsAroundMe(kind: PERSON, window: WEEK) { rows { place name points isMine } } }"
WATCH = """
subscription Watch($region: ID) {
  standingsChanged(kind: REGION, window: WEEK, regionId: $region) { rows { points region { code } } }
}
"""

WATCH_PEOPLE = "subscription { standingsChanged(kind: PERSON, window: WEEK) { rows { name } } }"


async def make_public(account: Account, first_name: str, **changes: Any) -> Person:
    person = await make_person(
        account, first_name=first_name, last_name="Lovelace", public_name=PublicName.INITIAL, birth_year=1985, **changes
    )
    await make_consent(person, Purpose.PUBLIC_BOARD, Channel.PUBLIC)
    return person


async def score(account: Account, person: Person, points: int, **changes: Any) -> None:
    await record(account, [Made(person.ledger_id, points, clock.now().date(), **changes)])


async def test_a_public_board_names_those_who_agreed_and_nobody_else(
    geography: None, committed_account: Account
) -> None:
    account = committed_account
    ada, hidden = await make_public(account, "Ada"), await make_person(account)
    await score(account, ada, 5_000)
    await score(account, hidden, 9_000)
    await settle()
    data = await data_of(BOARD, context_for(account, actor_for(ada)), kind="PERSON")
    assert data["leaderboard"]["title"] == "Volunteers this week"
    assert data["leaderboard"]["rows"] == [
        {
            "place": 1,
            "name": "Ada L.",
            "points": 5_000,
            "isMine": True,
            "activePeople": None,
            "pointsPerPerson": None,
            "region": None,
        }
    ]


async def test_regions_show_their_rate_beside_the_sum(geography: None, committed_account: Account) -> None:
    account = committed_account
    for number in range(5):
        await score(account, await make_person(account), 1_000 + number)
        await score(account, await make_person(account), 2_000, region_id=KINGS_COUNTY)
    await settle()
    data = await data_of(BOARD, context_for(account), kind="REGION", region=new_york())
    rows = data["leaderboard"]["rows"]
    assert [row["region"]["code"] for row in rows] == ["US-NY-047", "US-NY-061"]
    assert [(row["points"], row["activePeople"], row["pointsPerPerson"]) for row in rows] == [
        (10_000, 5, 2_000),
        (5_010, 5, 1_002),
    ]


async def test_a_region_with_one_active_person_is_not_shown_nor_to_be_guessed(
    geography: None, committed_account: Account
) -> None:
    account = committed_account
    for _ in range(5):
        await score(account, await make_person(account), 1_000)
    await score(account, await make_person(account), 99_000, region_id=KINGS_COUNTY)
    await settle()
    data = await data_of(BOARD, context_for(account), kind="REGION", region=new_york())
    assert (data["leaderboard"]["rows"], data["leaderboard"]["state"]) == ([], "NOBODY_SHOWN")


async def test_i_see_myself_between_neighbours_without_names(geography: None, committed_account: Account) -> None:
    account = committed_account
    me, above = await make_person(account, first_name="Ada"), await make_person(account, first_name="Grace")
    await score(account, me, 1_000)
    await score(account, above, 2_000)
    await settle()
    data = await data_of(AROUND, context_for(account, actor_for(me)))
    assert data["standingsAroundMe"]["rows"] == [
        {"place": 1, "name": "A neighbour", "points": 2_000, "isMine": False},
        {"place": 2, "name": "Ada", "points": 1_000, "isMine": True},
    ]


async def test_a_stranger_has_no_standings_of_their_own(geography: None, account: Account) -> None:
    answer = await ask(AROUND, context_for(account))
    assert [error["extensions"]["code"] for error in answer.errors] == ["SIGN_IN_REQUIRED"]


async def test_an_unknown_region_is_not_found(geography: None, account: Account) -> None:
    answer = await ask(BOARD, context_for(account), kind="REGION", region="nonsense")
    assert [error["extensions"]["code"] for error in answer.errors] == ["NOT_FOUND"]


async def test_a_change_arrives_at_those_who_watch(geography: None, committed_account: Account) -> None:
    account = committed_account
    people = [await make_person(account) for _ in range(5)]
    for person in people:
        await score(account, person, 1_000)
    await settle()
    async for points in _watched(context_for(account)):
        if points == 5_000:
            await score(account, people[0], 700)
            await settle()
        if points == 5_700:
            break


async def test_who_withdraws_consent_disappears_from_those_who_watch(
    geography: None, committed_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_stream, "QUIET_SECONDS", 0.05)
    account = committed_account
    ada = await make_public(account, "Ada")
    await score(account, ada, 1_000)
    await settle()
    shown = []
    stream = await Endpoint(schema).subscribe(Request(WATCH_PEOPLE, {}, None), context_for(account))
    async with asyncio.timeout(60):
        async for answer in stream:
            shown.append([row["name"] for row in answer.data["standingsChanged"]["rows"]])
            if not shown[-1]:
                break
            await Consent.filter(account_id=account.id, person_id=ada.id).update(granted=False)
    assert shown == [["Ada L."], []]


async def _watched(context: Context) -> Any:
    """The points of New York County, as the subscription tells them; gives up after a minute."""
    stream = await Endpoint(schema).subscribe(Request(WATCH, {"region": new_york()}, None), context)
    async with asyncio.timeout(60):
        async for answer in stream:
            yield answer.data["standingsChanged"]["rows"][0]["points"]


def new_york() -> str:
    """New York State as clients know it."""
    return global_id("Region", NEW_YORK)
