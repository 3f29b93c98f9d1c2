"""One's own week on the first page: both sides of what is usual, and the switch."""

from typing import Any

import pytest

from api.operations import named_operations
from models.kernel import clock
from models.kernel.tables import Account
from models.leaderboards.rules import span_of
from models.leaderboards.tables import BoardKind, Total, Window
from models.people.tables import Person
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_person, make_region


async def give(person: Person, points: int) -> None:
    """Points of this week."""
    span = span_of(Window.WEEK, clock.local_date(clock.now(), "UTC"), [])
    await Total.create(
        member_id=person.ledger_id,
        account_id=person.account_id,
        kind=BoardKind.PERSON,
        window_kind=Window.WEEK,
        window_start=span.starts_on,
        points=points,
        version=1,
    )


async def progress(account: Account, person: Person) -> Any:
    """What the first page says of it."""
    data = await data_of(named_operations()["Home"], context_for(account, actor_for(person)))
    return data["me"]["progress"]


@pytest.fixture
async def five(account: Account) -> list[Person]:
    """Five neighbours with 10, 20, 30, 40 and 50 points."""
    for code in ("US", "US-NY", "US-NY-061"):
        await make_region(code)
    people = [await make_person(account) for _ in range(5)]
    for number, person in enumerate(people, 1):
        await give(person, 10_000 * number)
    return people


async def test_below_what_is_usual_it_is_said_with_two_neighbours_on_either_side(
    account: Account, five: list[Person]
) -> None:
    told = await progress(account, five[1])
    assert (told["points"], told["nextStep"], told["norm"]) == (20_000, "REACH_NORM", 30_000)
    assert told["goal"] is None
    assert [(row["place"], row["points"], row["isMine"]) for row in told["around"]["rows"]] == [
        (2, 40_000, False),
        (3, 30_000, False),
        (4, 20_000, True),
        (5, 10_000, False),
    ]
    assert {row["name"] for row in told["around"]["rows"] if not row["isMine"]} == {"A neighbour"}


async def test_at_what_is_usual_nothing_is_said_of_others(account: Account, five: list[Person]) -> None:
    told = await progress(account, five[2])
    assert (told["nextStep"], told["norm"]) == ("MENTOR", None)


async def test_switched_off_there_is_neither_a_place_nor_a_norm(account: Account, five: list[Person]) -> None:
    await Person.filter(account_id=account.id, id=five[0].id).update(rank_hidden=True)
    told = await progress(account, five[0])
    assert (told["nextStep"], told["norm"], told["around"]) == ("MENTOR", None, None)


async def test_four_active_people_have_no_norm(account: Account, five: list[Person]) -> None:
    await Total.filter(account_id=account.id, member_id=five[4].ledger_id).delete()
    told = await progress(account, five[0])
    assert (told["nextStep"], told["norm"]) == ("MENTOR", None)
