"""What boards show, to whom, from Redis and from PostgreSQL alike."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from models.kernel import clock, ids, redis_connection
from models.kernel.actor import stranger
from models.kernel.errors import Invalid, NotFound, SignInRequired
from models.kernel.tables import Account
from models.leaderboards.queries import Board, board, standings_around
from models.leaderboards.queries.board import PAGE
from models.leaderboards.tables import BoardKind, Window
from models.people.tables import Channel, Person, PublicName, Purpose, Team
from tests.factories import actor_for, make_consent, make_person
from tests.models.leaderboards.stage import (
    CALIFORNIA,
    KINGS_COUNTY,
    LOS_ANGELES_COUNTY,
    NEW_YORK,
    NEW_YORK_COUNTY,
    Made,
    record,
    settle,
)
from workers.looking import look

NOON = clock.now().replace(year=2026, month=11, day=22, hour=17)
TODAY = date(2026, 11, 22)
LOS_ANGELES = {"region_id": LOS_ANGELES_COUNTY, "region_path": "US/CA/037/"}


async def score(account: Account, person: Person, points: int) -> None:
    await record(account, [Made(person.ledger_id, points, TODAY, person.region_id, person.team_id)])


async def consent(person: Person, *, granted: bool = True) -> None:
    await make_consent(person, Purpose.PUBLIC_BOARD, Channel.PUBLIC, granted=granted)


async def make_public(account: Account, name: str, **changes: Any) -> Person:
    person = await make_person(account, alias=name, public_name=PublicName.ALIAS, birth_year=1985, **changes)
    await consent(person)
    return person


async def make_team(account: Account, name: str, members: int, **changes: Any) -> Team:
    values = {"region_id": NEW_YORK_COUNTY, "region_path": "US/NY/061/", **changes}
    return await Team.create(
        id=ids.new_id(), account_id=account.id, name=name, member_count=members, created_at=clock.now(), **values
    )


def lines(found: Board | None) -> list[tuple[int, str | None, int]]:
    assert found is not None
    return [(row.place, row.name, row.points) for row in found.rows]


async def read(account: Account, kind: BoardKind, **options: Any) -> Board:
    with clock.freeze(NOON):
        return await board(stranger(account.id), kind=kind, window=Window.WEEK, **options)


async def around(person: Person, kind: BoardKind) -> Board | None:
    with clock.freeze(NOON):
        return await standings_around(actor_for(person), kind=kind, window=Window.WEEK)


@pytest.fixture(params=["from redis", "from postgres"])
def source(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def bring_about(source: str) -> None:
    """Fold all that was recorded; then leave Redis filled, or empty it."""
    await settle()
    if source == "from postgres":
        await redis_connection.redis().flushall()


async def test_only_adults_who_agreed_are_on_the_board_of_people(
    geography: object, committed_account: Account, source: str
) -> None:
    account = committed_account
    ada, grace = await make_public(account, "Ada"), await make_public(account, "Grace")
    minor = await make_public(account, "Minor")
    unknown = await make_public(account, "Unknown")
    withdrawn = await make_public(account, "Withdrawn")
    await Person.filter(id=minor.id).update(birth_year=2012)
    await Person.filter(id=unknown.id).update(birth_year=None)
    await consent(withdrawn, granted=False)
    for person, points in ((minor, 900), (unknown, 800), (withdrawn, 700), (await make_person(account), 600)):
        await score(account, person, points)
    await score(account, ada, 500)
    await score(account, grace, 500)
    await bring_about(source)
    found = await read(account, BoardKind.PERSON)
    assert sorted(lines(found)) == [(1, "Ada", 500), (1, "Grace", 500)]
    assert found.catching_up is (source == "from postgres")
    assert (found.starts_on, found.ends_on) == (date(2026, 11, 16), TODAY)


async def test_the_board_of_people_goes_on_reading_past_those_who_are_hidden(
    geography: object, committed_account: Account, source: str
) -> None:
    await record(committed_account, [Made(ids.new_id(), 10, TODAY) for _ in range(PAGE)])
    await score(committed_account, await make_public(committed_account, "Ada"), 5)
    await bring_about(source)
    assert lines(await read(committed_account, BoardKind.PERSON)) == [(1, "Ada", 5)]


async def test_teams_are_shown_from_five_members_on(geography: object, committed_account: Account, source: str) -> None:
    account = committed_account
    herons, pair = await make_team(account, "Herons", 5), await make_team(account, "Pair", 2)
    west = await make_team(account, "West", 9, **LOS_ANGELES)
    for team, points in ((herons, 300), (pair, 900), (west, 400)):
        await score(account, await make_person(account, team_id=team.id), points)
    await bring_about(source)
    assert lines(await read(account, BoardKind.TEAM)) == [(1, "West", 400), (2, "Herons", 300)]
    assert lines(await read(account, BoardKind.TEAM, first=1)) == [(1, "West", 400)]
    assert lines(await read(account, BoardKind.TEAM, region_id=NEW_YORK)) == [(1, "Herons", 300)]


async def test_people_of_a_region(geography: object, committed_account: Account) -> None:
    account = committed_account
    for name, changes in (("East", {}), ("West", LOS_ANGELES)):
        await score(account, await make_public(account, name, **changes), 100)
    await settle()
    assert lines(await read(account, BoardKind.PERSON, region_id=CALIFORNIA)) == [(1, "West", 100)]


async def populate(account: Account) -> None:
    """Ten people with 60 points in Los Angeles County, five each with 50 and 40 in two counties of New York."""
    for region_id, people, points in ((LOS_ANGELES_COUNTY, 10, 6), (NEW_YORK_COUNTY, 5, 10), (KINGS_COUNTY, 5, 8)):
        await record(account, [Made(ids.new_id(), points, TODAY, region_id) for _ in range(people)])


async def test_regions_by_their_parent_with_the_rate_beside(
    geography: object, committed_account: Account, source: str
) -> None:
    account = committed_account
    await populate(account)
    await bring_about(source)
    states = await read(account, BoardKind.REGION)
    assert lines(states) == [(1, "New York", 90), (2, "California", 60)]
    assert [(row.active_people, row.points_per_person) for row in states.rows] == [(10, 9), (10, 6)]
    counties = await read(account, BoardKind.REGION, region_id=NEW_YORK)
    assert [(row.place, row.region_id, row.points) for row in counties.rows] == [
        (1, NEW_YORK_COUNTY, 50),
        (2, KINGS_COUNTY, 40),
    ]
    county = await read(account, BoardKind.REGION, region_id=KINGS_COUNTY)
    assert lines(county) == lines(counties)
    assert county.region is not None
    assert county.region.id == NEW_YORK


async def test_somebody_who_moved_counts_once_above(geography: object, committed_account: Account) -> None:
    account = committed_account
    await populate(account)
    moved = ids.new_id()
    await record(account, [Made(moved, 1, TODAY, NEW_YORK_COUNTY), Made(moved, 1, TODAY, KINGS_COUNTY)])
    await settle()
    counties = await read(account, BoardKind.REGION, region_id=NEW_YORK)
    assert [row.active_people for row in counties.rows] == [6, 6]
    states = await read(account, BoardKind.REGION)
    assert [row.active_people for row in states.rows] == [11, 10]


async def test_whose_points_were_all_taken_back_is_not_active(geography: object, committed_account: Account) -> None:
    account = committed_account
    people = [ids.new_id() for _ in range(6)]
    await record(account, [Made(person, 10, TODAY) for person in people])
    await settle()
    assert [row.active_people for row in (await read(account, BoardKind.REGION)).rows] == [6]
    await record(account, [Made(people[0], -10, TODAY)])
    await settle()
    assert [row.active_people for row in (await read(account, BoardKind.REGION)).rows] == [5]
    await record(account, [Made(people[1], -10, TODAY)])
    await settle()
    assert (await read(account, BoardKind.REGION)).rows == ()


async def test_i_stand_between_two_neighbours_on_either_side(
    geography: object, committed_account: Account, source: str
) -> None:
    account = committed_account
    me = await make_person(account, first_name="Me")
    friend = await make_public(account, "Friend")
    for points in (100, 90, 70, 30, 20, 20):
        await score(account, await make_person(account), points)
    await score(account, friend, 60)
    await score(account, me, 50)
    await bring_about(source)
    found = await around(me, BoardKind.PERSON)
    assert lines(found) == [(3, None, 70), (4, "Friend", 60), (5, "Me", 50), (6, None, 30), (7, None, 20)]
    assert found is not None
    assert [row.is_mine for row in found.rows] == [False, False, True, False, False]


async def test_nothing_is_shown_to_whom_it_would_not_help(
    geography: object, committed_account: Account, source: str
) -> None:
    account = committed_account
    idle, private = await make_person(account), await make_person(account, rank_hidden=True)
    await score(account, private, 50)
    await bring_about(source)
    assert await around(idle, BoardKind.PERSON) is None
    assert await around(idle, BoardKind.TEAM) is None
    assert await around(private, BoardKind.PERSON) is None
    with pytest.raises(SignInRequired):
        await standings_around(stranger(account.id), kind=BoardKind.PERSON, window=Window.WEEK)


async def test_my_small_team_is_named_to_me_and_others_small_teams_are_not(
    geography: object, committed_account: Account, source: str
) -> None:
    account = committed_account
    mine, small = await make_team(account, "Mine", 2), await make_team(account, "Small", 3)
    me = await make_person(account, team_id=mine.id)
    await score(account, me, 10)
    await score(account, await make_person(account, team_id=small.id), 20)
    await bring_about(source)
    found = await around(me, BoardKind.TEAM)
    assert lines(found) == [(1, None, 20), (2, "Mine", 10)]
    assert found is not None
    assert [row.team_id for row in found.rows] == [None, mine.id]


async def test_a_region_without_a_place_is_stood_for_by_the_one_above(
    geography: object, committed_account: Account
) -> None:
    account = committed_account
    await populate(account)
    me = await make_person(account, region_id=ids.id_for("region:US-NY-001"), region_path="US/NY/001/")
    await score(account, me, 7)
    await settle()
    found = await around(me, BoardKind.REGION)
    assert lines(found) == [(1, "New York", 97), (2, "California", 60)]
    assert found is not None
    assert [row.is_mine for row in found.rows] == [True, False]


async def test_what_cannot_be_asked_for(geography: object, committed_account: Account) -> None:
    with pytest.raises(NotFound):
        await read(committed_account, BoardKind.REGION, region_id=UUID(int=7))
    with pytest.raises(Invalid):
        await read(committed_account, BoardKind.PERSON, first=101)


async def test_another_accounts_boards_are_not_seen(geography: object, committed_account: Account) -> None:
    await populate(committed_account)
    await look("activity.recorded")
    other = await Account.create(id=ids.new_id(), slug="other", name="Other", created_at=clock.now())
    await settle()
    assert (await read(other, BoardKind.REGION)).rows == ()


@pytest.mark.parametrize("window", Window)
@pytest.mark.parametrize("on", [date.min, date.max, date(1999, 12, 31)])
async def test_a_day_beyond_this_century_is_refused(account: Account, window: Window, on: date) -> None:
    with pytest.raises(Invalid) as refusal:
        await board(stranger(account.id), kind=BoardKind.PERSON, window=window, on=on)
    assert refusal.value.field == "date"
