"""Urgent cover: who is asked first, and what is waived for whom (`rules.md` A13)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.activity.actions import log_activity
from models.activity.tables import ActivityKind
from models.asks import links
from models.asks.actions import recount_attention, take_waves
from models.asks.rules.cover import Standing, worth_of_cover
from models.asks.tables import Ask, AskKind, AskStatus, Delivery
from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people.tables import Person, Purpose
from models.tasks.tables import Shift, Task
from tests.factories import actor_for, make_assignment
from tests.models.asks.appeals import HOUR, NOON, make_running, make_wanted
from tests.models.asks.stage import agree, make_shift, make_task

DAY = timedelta(days=1)
MOMENTS = st.none() | st.integers(1, 300).map(lambda hours: NOON - hours * HOUR)
STANDINGS = st.lists(st.builds(Standing, st.booleans(), st.booleans(), st.booleans(), MOMENTS), max_size=12)


@given(STANDINGS)
def test_tiers_come_first_then_whom_nobody_contacted_lately(standings: list[Standing]) -> None:
    worth = worth_of_cover(standings, np.zeros(len(standings)))
    assert sorted(worth.tolist()) == list(range(1, len(standings) + 1))
    ordered = [standings[number] for number in np.argsort(-worth).tolist()]
    asked = [(each.tier, each.contacted_at or NOON - 999 * DAY) for each in ordered]
    assert asked == sorted(asked)


def test_among_equals_the_better_match_is_asked_first() -> None:
    same = Standing(interested=True, idle=True, did_it=False, contacted_at=None)
    assert worth_of_cover([same, same, same], np.array([0.1, 0.9, 0.5])).tolist() == [1, 3, 2]


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    links.configure("https://campaign.example")
    with clock.freeze(NOON):
        yield


async def make_gap(account: Account, people: int) -> tuple[Task, Shift, list[Person]]:
    """A shift tomorrow for which an urgent appeal runs, one person an hour."""
    organizer, task, shift, crowd = await make_wanted(account, people, days=1)
    await make_running(organizer, task, urgent=True, per_wave=1, wait_hours=1)
    return task, shift, crowd


async def asked_before(person: Person, shift: Shift, *moments: datetime) -> None:
    """They were asked for something else then."""
    other = await make_shift(await make_task(await Account.get(id=person.account_id)))
    for at in moments:
        await Ask.create(
            id=ids.new_id(), account_id=person.account_id, person_id=person.id, kind=AskKind.SHIFT, task_id=other.task_id,
            shift_id=other.id, reasons=[], score=1.0, status=AskStatus.SENT, chosen_on=at.date(), chosen_at=at, sent_at=at,
        )  # fmt: skip
    await recount_attention(system_actor(person.account_id))


async def work_once(person: Person) -> None:
    """Half an hour of canvassing, a month ago."""
    with clock.freeze(NOON - 30 * DAY):
        await log_activity(
            actor_for(person), client_key="half-an-hour", kind=ActivityKind.CANVASS, quantity=4, minutes=30
        )


async def asked_at(account: Account, hours: float) -> list[Person]:
    """Whom the wave of that hour asks."""
    known = {ask.id for ask in await Ask.filter(account_id=account.id)}
    with clock.freeze(NOON + hours * HOUR):
        await take_waves(system_actor(account.id))
    new = [ask for ask in await Ask.filter(account_id=account.id) if ask.id not in known]
    return [await Person.get(account_id=account.id, id=ask.person_id) for ask in new]


async def test_a_gap_tomorrow_is_covered_in_the_order_of_tiers_and_at_once(account: Account) -> None:
    _, _, (other, did_it, busy, idle) = await make_gap(account, 4)
    await Person.filter(account_id=account.id, id__in=[busy.id, idle.id]).update(willing=["canvass"])
    await make_assignment(await make_shift(await make_task(account)), busy)
    await work_once(did_it)
    found = [await asked_at(account, hours) for hours in (0, 0.5, 1, 2, 3, 4)]
    assert [[person.id for person in wave] for wave in found] == [
        [idle.id],
        [],
        [did_it.id],
        [other.id],
        [busy.id],
        [],
    ]
    assert {row.due_at - row.created_at for row in await Delivery.filter(account_id=account.id)} == {timedelta(0)}
    assert {ask.possible_arms for ask in await Ask.filter(account_id=account.id)} == {0}


async def test_within_a_tier_whoever_was_contacted_least_recently_comes_first(account: Account) -> None:
    _, shift, (lately, long_ago, never) = await make_gap(account, 3)
    await asked_before(lately, shift, NOON - 5 * DAY)
    await asked_before(long_ago, shift, NOON - 20 * DAY)
    found = [(await asked_at(account, hours))[0].id for hours in (0, 1, 2)]
    assert found == [never.id, long_ago.id, lately.id]


async def test_quiet_days_are_waived_for_those_alone_who_opted_in(account: Account) -> None:
    _, shift, (quiet, opted_in) = await make_gap(account, 2)
    await agree(opted_in, Purpose.URGENT_CALLS)
    for person in (quiet, opted_in):
        await asked_before(person, shift, NOON - DAY)
    assert [person.id for person in await asked_at(account, 0)] == [opted_in.id]
    assert await asked_at(account, 1) == []


async def test_whoever_took_it_back_is_left_alone(account: Account) -> None:
    _, shift, (person,) = await make_gap(account, 1)
    await agree(person, Purpose.URGENT_CALLS)
    await agree(person, Purpose.URGENT_CALLS, granted=False)
    await asked_before(person, shift, NOON - DAY)
    assert await asked_at(account, 0) == []


@pytest.mark.parametrize("days_ago", [(1, 6), (1, 10, 15, 20, 25)], ids=["two in seven days", "five in thirty days"])
async def test_two_in_a_week_and_five_in_a_month_are_never_waived(account: Account, days_ago: tuple[int, ...]) -> None:
    _, shift, (person,) = await make_gap(account, 1)
    await agree(person, Purpose.URGENT_CALLS)
    await asked_before(person, shift, *(NOON - days * DAY for days in days_ago))
    assert await asked_at(account, 0) == []


async def test_an_ordinary_appeal_waives_nothing(account: Account) -> None:
    organizer, task, shift, (person,) = await make_wanted(account, 1)
    await agree(person, Purpose.URGENT_CALLS)
    await asked_before(person, shift, NOON - DAY)
    await make_running(organizer, task)
    assert await asked_at(account, 0) == []
    assert [each.id for each in await asked_at(account, 48)] == [person.id]
