"""The next rung: who is ready for it, whom its reserved places are for, and how that is said."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.activity.tables import ActivityKind
from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.errors import Invalid
from models.kernel.tables import Account
from models.matching.actions import match_tasks
from models.matching.rules import Opening, Reader, within_limits, word_reason
from models.matching.rules.crowd import Crowd
from models.matching.rules.limits import Limit
from models.matching.rules.match import match
from models.matching.tables import Match
from models.people.tables import Person
from models.tasks.actions import sign_up_for_shift, update_task
from models.tasks.errors import NotReady
from models.tasks.tables import Assignment, AssignmentState, Task
from tests.factories import (
    actor_for,
    make_assignment,
    make_organizer,
    make_person,
    make_region,
    make_shift,
    make_task,
    make_volunteer,
)
from tests.models.matching.crowds import Someone, crowd_of, opening

CANVASS = ActivityKind.CANVASS


def _crowd(leaders: int, ready: int, others: int) -> Crowd:
    """So many who led before and answer every ask, who are ready and hardly answer, and who came too seldom."""
    people = [Someone(yes=9, came=9)] * leaders + [Someone(no=5, came=3)] * ready + [Someone(yes=9, came=2)] * others
    crowd = crowd_of(*people)
    came = {number: int(times) for number, times in enumerate(crowd.came)}
    return replace(crowd, attended={CANVASS: came}, stepped_up={CANVASS: frozenset(range(leaders))})


def _leading(free: int) -> Opening:
    return opening(free=free, step_up_kind=CANVASS, step_up_times=3)


def test_only_who_came_often_enough_may() -> None:
    crowd = _crowd(leaders=2, ready=3, others=4)
    assert within_limits(crowd, _leading(2)).numbers.tolist() == [0, 1, 2, 3, 4]
    assert len(within_limits(crowd, _leading(2), without={Limit.EXPERIENCE}).numbers) == 9


@pytest.mark.parametrize(("free", "ready", "new"), [(10, 3, 1), (20, 3, 2), (9, 3, 0), (10, 0, 0)])
def test_a_tenth_of_the_places_is_for_those_for_whom_it_is_new(free: int, ready: int, new: int) -> None:
    leaders = 24
    matched = match(_crowd(leaders, ready, others=5), [_leading(free)])
    chosen = [choice.number for choice in matched.choices if not choice.reserve]
    assert len(chosen) == free
    assert sum(number >= leaders for number in chosen) == new
    for proven in (matched.core, matched.care):
        assert proven.value <= proven.bound + 1e-9
    assert [len(prices) for prices in matched.core.prices] == [free]


def test_newcomers_keep_theirs_beside_a_step_up() -> None:
    crowd = _crowd(leaders=12, ready=3, others=0)
    crowd.newcomer[12:14] = True
    first = opening(number=2, free=10, hours=40)
    chosen = [each for each in match(crowd, [_leading(10), first]).choices if not each.reserve]
    assert sum(each.opening == 1 and each.number in (12, 13) for each in chosen) >= 1


@pytest.mark.parametrize(
    ("organizes", "sentence"),
    [
        (False, "It is your next step: you came 4 times to this work: Canvassing."),
        (True, "Is ready for the next step: came 4 times to this work: Canvassing."),
    ],
)
def test_it_is_said_why(organizes: bool, sentence: str) -> None:
    reason = {"code": "step_up", "kind": "canvass", "times": 4}
    assert word_reason(reason, Reader("en", miles=False, organizes=organizes)) == sentence


async def _came(person: Person, times: int) -> None:
    account = await Account.get(id=person.account_id)
    for day in range(1, times + 1):
        shift = await make_shift(await make_task(account), starts_at=clock.now() - timedelta(days=day))
        await make_assignment(shift, person, state=AssignmentState.ATTENDED)


async def test_from_the_history_to_the_match_and_the_place(account: Account) -> None:
    ready, early = await make_volunteer(account), await make_volunteer(account)
    await _came(ready, 2)
    await _came(early, 1)
    task = await make_task(account, title="Lead a canvass", step_up_kind=CANVASS, step_up_times=2)
    shift = await make_shift(task)
    await match_tasks(system_actor(account.id), task_ids=[task.id])
    (found,) = await Match.filter(account_id=account.id, task_id=task.id)
    assert found.person_id == ready.id
    assert found.reasons[0] == {"code": "step_up", "kind": "canvass", "times": 2}
    before = await Assignment.filter(account_id=account.id).count()
    with pytest.raises(NotReady) as refused:
        await sign_up_for_shift(actor_for(early), shift_id=shift.id)
    assert (refused.value.times, refused.value.came) == (2, 1)
    assert await Assignment.filter(account_id=account.id).count() == before
    assert (await sign_up_for_shift(actor_for(ready), shift_id=shift.id)).state is AssignmentState.CONFIRMED


async def test_half_a_step_is_refused(account: Account) -> None:
    await make_region()
    task, organizer = await make_task(account), await make_organizer(account, "US/NY/")
    with pytest.raises(Invalid) as refused:
        await update_task(organizer, task_id=task.id, version=1, changes={"step_up_times": 3})
    assert refused.value.field == "stepUpTimes"
    await update_task(organizer, task_id=task.id, version=1, changes={"step_up_times": 3, "step_up_kind": CANVASS})
    assert ((await Task.get(id=task.id)).step_up_kind, (await make_person(account)).version) == (CANVASS, 1)
