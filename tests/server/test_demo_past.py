"""What the demo campaign's people did before it was loaded: plausible, and enough to learn from."""

from collections import Counter
from datetime import timedelta
from random import Random

from models.asks.learning.dimensions import AskDimension
from models.kernel import clock
from models.kernel.tables import Account
from models.tasks.tables import AssignmentState
from server.demo.answers import QUIET_DAYS, Past, PastShift, live
from tests.factories import make_person, make_shift, make_task

PEOPLE = 40


async def _life(account: Account) -> Past:
    task = await make_task(account, remote=True, latitude=None, longitude=None)
    shifts = [
        PastShift(task, await make_shift(task, starts_at=clock.now() - timedelta(days=days))) for days in range(9, 60)
    ]
    past = Past()
    for number in range(PEOPLE):
        person = await make_person(account, created_at=clock.now() - timedelta(days=55), willing=["canvass"])
        live(past, person, [(each, 0.0) for each in shifts], Random(number))
    return past


async def test_people_are_asked_at_most_once_a_day_and_not_lately(account: Account) -> None:
    past = await _life(account)
    assert len(past.asks) > 4 * PEOPLE
    assert max(Counter((ask.person_id, ask.chosen_on) for ask in past.asks).values()) == 1
    assert max(ask.chosen_at for ask in past.asks) < clock.now() - timedelta(days=QUIET_DAYS)
    assert all(ask.answered_at is None or ask.answered_at > ask.chosen_at for ask in past.asks)


async def test_who_said_yes_has_a_place_and_who_came_has_worked(account: Account) -> None:
    past = await _life(account)
    states = {(each.person_id, each.shift_id): each.state for each in past.assignments}
    assert len(states) == len(past.assignments)
    placed = {AssignmentState.ATTENDED, AssignmentState.NO_SHOW}
    assert all((states.get((ask.person_id, ask.shift_id)) in placed) == (ask.answer == "yes") for ask in past.asks)
    assert set(states.values()) == placed | {AssignmentState.DECLINED}
    came = sum(state is AssignmentState.ATTENDED for state in states.values())
    assert len(past.work) == came


async def test_how_each_was_asked_was_drawn_and_logged(account: Account) -> None:
    asks = (await _life(account)).asks
    hour, tone, size, asker = list(AskDimension)[:4]
    always = size.bit | asker.bit  # long canvasses, and organizers who lend their names
    assert {ask.possible_arms & (always | AskDimension.CHANNEL.bit) for ask in asks} == {always}
    assert {ask.possible_arms & (hour.bit | tone.bit) for ask in asks} == {0, hour.bit, tone.bit, hour.bit | tone.bit}
    assert all(ask.arm & ~ask.possible_arms == 0 and 0 < ask.probability < 1 for ask in asks)
    tried = sum(1 for ask in asks if ask.arm)
    assert 0.05 < tried / len(asks) < 0.15


async def test_the_holdout_is_not_asked(account: Account) -> None:
    task = await make_task(account, remote=True, latitude=None, longitude=None)
    shifts = [
        (PastShift(task, await make_shift(task, starts_at=clock.now() - timedelta(days=days))), 0.0)
        for days in (9, 19, 29)
    ]
    past = Past()
    for number in range(10):
        person = await make_person(account, created_at=clock.now() - timedelta(days=55), holdout=True)
        live(past, person, shifts, Random(number))
    assert (past.asks, len(past.work) > 0) == ([], True)
