"""Runs against the database: who is matched, what is kept, what is read."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.activity.actions import log_activity
from models.activity.tables import ActivityKind
from models.kernel import clock, ids
from models.kernel.actor import stranger, system_actor
from models.kernel.errors import NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account
from models.matching.actions import match_people, match_tasks
from models.matching.queries import suggestions_of_me, suggestions_of_task
from models.matching.tables import Match, MatchRun, TaskMatchRun
from models.people.tables import Evidence, Person, PersonSkill
from models.skills.tables import Skill
from models.tasks.actions import cancel_task, decline_shift, sign_up_for_shift
from models.tasks.tables import Shift, Task
from tests.factories import (
    actor_for,
    make_account,
    make_organizer,
    make_person,
    make_shift,
    make_task,
    make_volunteer,
)

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)


async def _shift(account: Account, **changes: Any) -> tuple[Task, Shift]:
    task = await make_task(account, **changes)
    return task, await make_shift(task)


async def _matched(task: Task) -> list[Any]:
    return list(
        await Match.filter(account_id=task.account_id, task_id=task.id)
        .order_by("rank")
        .values_list("person_id", flat=True)
    )


async def test_matches_are_stored_ranked_with_their_reasons(account: Account) -> None:
    near = await make_volunteer(account, availability=(1 << 21) - 1)
    far = await make_volunteer(account, latitude=41.0)
    await make_volunteer(account, latitude=42.0)
    task, shift = await _shift(account)
    run = await match_tasks(system_actor(account.id), trigger="test")
    rows = await Match.filter(account_id=account.id).order_by("rank")
    assert [(row.person_id, row.rank, row.reserve, row.shift_id) for row in rows] == [
        (near.id, 1, False, shift.id),
        (far.id, 2, False, shift.id),
    ]
    assert (run.tasks, run.people, run.pairs, run.trigger) == (1, 2, 2, "test")
    assert run.value == pytest.approx(sum(row.score for row in rows))
    assert [reason["code"] for reason in rows[0].reasons] == ["near", "available", "newcomer"]
    assert rows[0].reasons[0] == {"code": "near", "km": 0.4}
    assert rows[1].distance_km == pytest.approx(28.2, abs=0.1)
    pointer = await TaskMatchRun.get(account_id=account.id, task_id=task.id)
    assert pointer.run_id == run.id


async def test_only_volunteers_who_agree_are_matched(account: Account) -> None:
    await make_person(account)
    await make_volunteer(account, granted=False)
    await make_volunteer(account, kind="contact")
    await make_volunteer(account, kind="unconfirmed")
    await make_volunteer(account, paused_until=clock.now() + timedelta(days=30))
    await make_volunteer(await make_account())
    agreed = await make_volunteer(account)
    task, _ = await _shift(account)
    await match_tasks(system_actor(account.id))
    assert await _matched(task) == [agreed.id]


async def test_who_signed_up_or_said_no_is_not_matched_again(account: Account) -> None:
    task, shift = await _shift(account)
    other = await make_shift(task, starts_at=clock.now() + timedelta(days=6))
    taken, declined, free = [await make_volunteer(account) for _ in range(3)]
    await sign_up_for_shift(actor_for(taken), shift_id=shift.id)
    await decline_shift(actor_for(declined), shift_id=shift.id)
    await match_tasks(system_actor(account.id))
    rows = await Match.filter(account_id=account.id)
    assert {(row.shift_id, row.person_id) for row in rows} == {
        (shift.id, free.id),
        (other.id, free.id),
        (other.id, taken.id),
    }


async def test_past_work_and_skills_count(account: Account) -> None:
    skill = await Skill.create(
        id=ids.new_id(),
        code="test-wheel",
        uri="test",
        label="steer",
        label_key="steer",
        names={"pl": "sterować"},
        description="",
    )
    did, knows, neither = [await make_volunteer(account) for _ in range(3)]
    with clock.freeze(NOW):
        for number in range(2):
            await log_activity(
                actor_for(did), client_key=f"drive-{number}-key", kind=ActivityKind.DRIVING, quantity=1, minutes=30
            )
    await PersonSkill.create(
        id=ids.new_id(),
        account_id=account.id,
        person_id=knows.id,
        skill_id=skill.id,
        evidence=Evidence.TAUGHT,
        since=NOW,
    )
    task, _ = await _shift(account, kind=ActivityKind.DRIVING, skill_ids=[skill.id])
    await match_tasks(system_actor(account.id))
    rows = {row.person_id: row for row in await Match.filter(account_id=account.id)}
    assert rows[did.id].reasons[0] == {"code": "did_before", "kind": "driving", "times": 2, "month": "2026-10"}
    assert rows[knows.id].reasons[0] == {
        "code": "skill",
        "skill_id": str(skill.id),
        "labels": {"en": "steer", "pl": "sterować"},
        "evidence": "taught",
        "month": "2026-10",
    }
    assert [reason["code"] for reason in rows[neither.id].reasons] == ["near", "newcomer"]
    assert (await _matched(task))[-1] == neither.id


async def test_a_new_run_replaces_the_matches_of_its_tasks_alone(account: Account) -> None:
    await make_volunteer(account)
    (first, _), (second, _) = await _shift(account), await _shift(account, remote=True, latitude=None, longitude=None)
    before = await match_tasks(system_actor(account.id))
    after = await match_tasks(system_actor(account.id), task_ids=[first.id])
    runs = {row.task_id: row.run_id for row in await Match.filter(account_id=account.id)}
    assert runs == {first.id: after.id, second.id: before.id}
    assert await MatchRun.filter(account_id=account.id).count() == 2


async def test_old_runs_without_matches_go(account: Account) -> None:
    await make_volunteer(account)
    task, _ = await _shift(account)
    with clock.freeze(clock.now() - timedelta(days=31)):
        await match_tasks(system_actor(account.id))
    latest = await match_tasks(system_actor(account.id), task_ids=[task.id])
    assert [run.id for run in await MatchRun.filter(account_id=account.id)] == [latest.id]


async def test_a_slower_run_does_not_replace_a_later_one(account: Account) -> None:
    await make_volunteer(account)
    task, _ = await _shift(account)
    latest = await match_tasks(system_actor(account.id))
    with clock.freeze(clock.now() - timedelta(minutes=1)):
        await match_tasks(system_actor(account.id))
    assert {row.run_id for row in await Match.filter(account_id=account.id, task_id=task.id)} == {latest.id}


async def test_a_cancelled_task_loses_its_matches(account: Account) -> None:
    await make_volunteer(account)
    task, _ = await _shift(account)
    await match_tasks(system_actor(account.id))
    await cancel_task(await make_organizer(account), task_id=task.id)
    await match_tasks(system_actor(account.id), task_ids=[task.id])
    assert await _matched(task) == []


async def test_a_change_of_a_person_matches_what_they_had_and_what_is_near_now(account: Account) -> None:
    person, neighbour = await make_volunteer(account), await make_volunteer(account)
    chelsea, _ = await _shift(account)
    boston, _ = await _shift(account, latitude=42.36, longitude=-71.06)
    await match_tasks(system_actor(account.id))
    await Person.filter(account_id=account.id, id=person.id).update(latitude=42.37, longitude=-71.05)
    await match_people(system_actor(account.id), person_ids=[person.id])
    assert (await _matched(chelsea), await _matched(boston)) == ([neighbour.id], [person.id])
    assert await match_people(system_actor(account.id), person_ids=[ids.new_id()]) is None


async def test_who_would_do_no_better_than_who_is_planned_changes_nothing(account: Account) -> None:
    task = await make_task(account)
    await make_shift(task, capacity=1)
    best, _ = await make_volunteer(account, willing=["canvass"]), await make_volunteer(account)
    await match_tasks(system_actor(account.id))
    far = await make_volunteer(account, latitude=40.90)
    assert await match_people(system_actor(account.id), person_ids=[far.id]) is None
    assert (await _matched(task))[0] == best.id
    assert far.id not in await _matched(task)
    keener = await make_volunteer(account, willing=["canvass"], availability=(1 << 21) - 1)
    assert await match_people(system_actor(account.id), person_ids=[keener.id]) is not None
    assert (await _matched(task))[0] == keener.id


async def test_suggestions_are_for_organizers_and_leave_out_who_cannot_any_more(account: Account) -> None:
    task, shift = await _shift(account)
    elsewhere, same_time = await _shift(account, region_path="US/CA/037/", latitude=34.0, longitude=-118.0)
    taken, paused, busy, declined, far, free = [await make_volunteer(account) for _ in range(6)]
    await match_tasks(system_actor(account.id))
    await sign_up_for_shift(actor_for(taken), shift_id=shift.id)
    await sign_up_for_shift(actor_for(busy), shift_id=same_time.id)
    await decline_shift(actor_for(declined), shift_id=shift.id)
    await Person.filter(account_id=account.id, id=paused.id).update(paused_until=clock.now() + timedelta(days=60))
    await Person.filter(account_id=account.id, id=far.id).update(region_path="US/NJ/017/")
    organizer = await make_organizer(account, "US/NY/061/")
    found = await suggestions_of_task(organizer, task.id)
    assert found is not None
    assert [(each.person_id, each.shift_id) for each in found] == [(free.id, shift.id)]
    assert await suggestions_of_task(actor_for(free), task.id) is None
    assert await suggestions_of_task(organizer, elsewhere.id) is None
    with pytest.raises(NotFound):
        await suggestions_of_task(stranger(account.id), task.id)


async def test_a_newcomer_has_suggestions_before_any_run(account: Account) -> None:
    person = await make_volunteer(account)
    chelsea, shift = await _shift(account)
    later = await make_shift(chelsea, starts_at=clock.now() + timedelta(days=8))
    remote, _ = await _shift(account, remote=True, latitude=None, longitude=None)
    await _shift(account, latitude=42.36, longitude=-71.06)
    found = await suggestions_of_me(actor_for(person))
    assert [(each.task_id, each.rank) for each in found] == [(chelsea.id, 1), (remote.id, 2)]
    assert (found[0].shift_id, found[0].distance_km) == (shift.id, pytest.approx(0.45, abs=0.01))
    assert [reason["code"] for reason in found[1].reasons] == ["remote", "newcomer"]
    await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    assert [each.shift_id for each in await suggestions_of_me(actor_for(person), first=1)] == [later.id]
    assert await suggestions_of_me(stranger(account.id)) == []
    assert await suggestions_of_me(actor_for(await make_person(account))) == []


async def test_what_was_planned_leads(account: Account) -> None:
    person = await make_volunteer(account, willing=["canvass"])
    await make_volunteer(account, latitude=41.0)
    chelsea = await make_task(account)
    await make_shift(chelsea, capacity=1)
    remote = await make_task(account, remote=True, latitude=None, longitude=None)
    await make_shift(remote, capacity=1, starts_at=clock.now() + timedelta(days=6))
    await match_tasks(system_actor(account.id))
    await Match.filter(account_id=account.id, task_id=chelsea.id, person_id=person.id).update(reserve=True)
    planned = await Match.filter(account_id=account.id, reserve=False).values_list("person_id", "task_id")
    assert (person.id, remote.id) in list(planned)
    assert [each.task_id for each in await suggestions_of_me(actor_for(person))] == [remote.id, chelsea.id]


async def test_who_may_match(account: Account) -> None:
    task, _ = await _shift(account)
    with pytest.raises(NotAllowed):
        await match_tasks(await make_organizer(account, "US/CA/"), task_ids=[task.id])
    with pytest.raises(NotAllowed):
        await match_tasks(await make_organizer(account, "US/NY/"))
    with pytest.raises(SignInRequired):
        await match_tasks(stranger(account.id))
    with pytest.raises(NotFound):
        await match_tasks(await make_organizer(account), task_ids=[ids.new_id()])
    assert await MatchRun.filter(account_id=account.id).count() == 0
    run = await match_tasks(await make_organizer(account, "US/NY/"), task_ids=[task.id])
    assert run.tasks == 1
