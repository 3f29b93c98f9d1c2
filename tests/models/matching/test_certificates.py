"""Every run is near the best possible, and leaves the proof behind."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings

from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.matching.actions import match_tasks
from models.matching.queries import care_certificate_of, certificate_of, match_runs_by_task, suggestions_of_me
from models.matching.rules import Opening, crowding, gain, score, within_limits
from models.matching.rules.candidates import Candidates, rank
from models.matching.rules.care import table_of
from models.matching.rules.core import form_problem, slots_of_openings
from models.matching.rules.crowd import Crowd
from models.matching.rules.match import match
from models.matching.rules.plan import Elsewhere
from models.matching.solver import dual_bound
from models.matching.tables import Match, MatchPrice
from tests.factories import actor_for, make_organizer, make_shift, make_task, make_volunteer
from tests.models.matching.crowds import Someone, crowd_of, crowds, opening, openings


def _candidates(crowd: Crowd, shifts: tuple[Opening, ...]) -> list[Candidates]:
    reaches = [within_limits(crowd, shift) for shift in shifts]
    return [rank(shift, reach, score(crowd, shift, reach)) for shift, reach in zip(shifts, reaches, strict=True)]


@settings(max_examples=60, deadline=None)
@given(crowds, openings)
def test_the_prices_alone_prove_the_bound(people: list[Someone], shifts: tuple[Opening, ...]) -> None:
    crowd = crowd_of(*people)
    core = match(crowd, shifts).core
    prices = np.array([price for of_shift in core.prices for price in of_shift], dtype=np.float64)
    assert dual_bound(form_problem(crowd, _candidates(crowd, shifts)), prices) == pytest.approx(core.bound)
    assert core.value >= 0.999 * core.bound - 1e-9
    assert core.value == pytest.approx(sum(holder.value for holder in core.holders))


@settings(max_examples=60, deadline=None)
@given(openings)
def test_openings_of_one_slot_overlap(shifts: tuple[Opening, ...]) -> None:
    slots = slots_of_openings(shifts)
    for slot in set(slots):
        together = [shift for shift, of_shift in zip(shifts, slots, strict=True) if of_shift == slot]
        assert max(shift.start for shift in together) < min(shift.end for shift in together)


def test_what_other_runs_plan_is_not_planned_again() -> None:
    crowd, shift = crowd_of(Someone(), Someone()), opening(free=2)
    elsewhere = Elsewhere(table_of([(0, shift.engagement)]))
    choices = match(crowd, [shift], elsewhere).choices
    assert [(choice.number, choice.reserve) for choice in choices] == [(1, False), (0, True)]
    full = Elsewhere(minutes_in_week={shift.week: {0: 20 * 60}})
    choices = match(crowd, [shift], full).choices
    assert [(choice.number, choice.reserve) for choice in choices] == [(1, False), (0, True)]


def test_nobody_better_who_is_free_is_passed_over() -> None:
    people = [Someone(yes=yes) for yes in range(12)]
    choices = match(crowd_of(*people), [opening(free=3)]).choices
    assert [choice.number for choice in choices if not choice.reserve] == [11, 10, 9]


def test_what_somebody_adds_is_their_score_less_the_price() -> None:
    assert gain(0.5, 1, []) == 0.5 * crowding(1)
    assert gain(0.5, 0, [0.6, 0.1]) == pytest.approx(0.5 * crowding(1) - 0.1)
    assert gain(0.5, 0, [0.6, 0.6]) == pytest.approx(-0.1)


async def test_a_run_keeps_its_prices_and_organizers_read_its_certificate(account: Account) -> None:
    person = await make_volunteer(account)
    task = await make_task(account)
    shift = await make_shift(task, capacity=2)
    run = await match_tasks(system_actor(account.id))
    (price,) = await MatchPrice.filter(account_id=account.id)
    assert (price.run_id, price.shift_id, len(price.prices)) == (run.id, shift.id, 2)
    organizer = await make_organizer(account, "US/NY/")
    found = (await match_runs_by_task(organizer, [task.id]))[task.id]
    certificate = certificate_of(found)
    assert (found.id, certificate.value) == (run.id, pytest.approx(run.value))
    care = care_certificate_of(found)
    assert care is not None
    assert care.value == pytest.approx(run.value)
    assert 0.995 <= care.share <= 1.0
    assert 0.999 <= certificate.share <= 1.0
    assert await match_runs_by_task(actor_for(person), [task.id]) == {}
    again = await match_tasks(system_actor(account.id))
    assert [row.run_id for row in await MatchPrice.filter(account_id=account.id)] == [again.id]


async def test_a_run_of_one_task_leaves_people_where_others_plan_them(account: Account) -> None:
    await make_volunteer(account)
    first, second = await make_task(account), await make_task(account)
    await make_shift(first, capacity=1)
    await make_shift(second, capacity=1)
    await match_tasks(system_actor(account.id), task_ids=[first.id])
    await match_tasks(system_actor(account.id), task_ids=[second.id])
    assert {row.task_id: row.reserve for row in await Match.filter(account_id=account.id)} == {
        first.id: False,
        second.id: True,
    }


async def test_newcomers_are_led_to_where_nobody_better_is_waiting(account: Account) -> None:
    wanted, lonely = await make_task(account), await make_task(account, urgency=0)
    day = (await make_shift(wanted, capacity=1)).starts_at
    await make_shift(lonely, capacity=1, starts_at=day + timedelta(days=1), ends_at=day + timedelta(days=1, hours=2))
    weekday = day.astimezone(ZoneInfo(wanted.time_zone)).weekday()  # at night it is not the day of UTC
    for _ in range(2):
        await make_volunteer(account, availability=7 << 3 * weekday)
    await match_tasks(system_actor(account.id))
    newcomer = await make_volunteer(account, willing=["phone_bank"])
    assert [each.task_id for each in await suggestions_of_me(actor_for(newcomer))] == [lonely.id, wanted.id]
