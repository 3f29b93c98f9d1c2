"""What the workers do about matches."""

from datetime import timedelta

from models.kernel import clock, ids
from models.kernel.tables import Account, OutboxRow
from models.matching.tables import Match, MatchRun
from models.people.tables import Person
from models.tasks.actions import sign_up_for_shift
from models.tasks.tables import Assignment, Shift, Task
from tests.factories import actor_for, jobs_of, make_account, make_shift, make_task, make_volunteer
from workers.jobs import JOBS
from workers.jobs.matching import match_nightly
from workers.looking import look
from workers.schedule import SCHEDULE


async def _stage(account: Account) -> tuple[Person, Task, Shift]:
    person = await make_volunteer(account)
    task = await make_task(account)
    return person, task, await make_shift(task, starts_at=clock.now() + timedelta(days=4))


def _job(account: Account, **payload: list[str]) -> dict[str, object]:
    return {"id": ids.new_id(), "account_id": account.id, "payload": payload, "attempt": 1, "due_at": clock.now()}


async def test_many_changes_of_tasks_are_one_run_per_account(db: None) -> None:
    accounts = [await make_account(), await make_account()]
    stages = [await _stage(account) for account in accounts]
    rows = [
        _job(account, task_ids=[str(task.id)])
        for account, (_, task, _) in zip(accounts, stages, strict=True)
        for _ in range(3)
    ]
    await JOBS["matching.tasks_changed"](rows)
    for account, (person, task, shift) in zip(accounts, stages, strict=True):
        (run,) = await MatchRun.filter(account_id=account.id)
        assert (run.trigger, run.tasks) == ("tasks_changed", 1)
        (match,) = await Match.filter(account_id=account.id)
        assert (match.task_id, match.shift_id, match.person_id) == (task.id, shift.id, person.id)


async def test_who_gets_a_place_is_told_a_chance_and_the_night_asks_for_all_again(account: Account) -> None:
    person, _, shift = await _stage(account)
    await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    for _ in range(2):
        await JOBS["matching.places_changed"]([_job(account, shift_ids=[str(shift.id)])])
    assignment = await Assignment.get(account_id=account.id)
    assert assignment.show_chance is not None
    assert 0 < assignment.show_chance < 1
    assert (await Shift.get(account_id=account.id, id=shift.id)).expected == assignment.show_chance
    await OutboxRow.filter(account_id=account.id).delete()
    await JOBS["matching.all"]([_job(account)])
    assert await jobs_of(account) == [("matching.places_changed", {"shift_ids": [str(shift.id)]})]


async def test_doing_it_twice_leaves_the_same_matches(account: Account) -> None:
    person, task, _ = await _stage(account)
    for _ in range(2):
        await JOBS["matching.people_changed"]([_job(account, person_ids=[str(person.id)])])
    assert await Match.filter(account_id=account.id).values_list("task_id", "person_id") == [(task.id, person.id)]


async def test_every_night_everything_is_matched(committed_account: Account) -> None:
    _, task, _ = await _stage(committed_account)
    line = next(line for line in SCHEDULE if line.name == "matching.nightly")
    assert line.run is match_nightly
    await line.run()
    assert await look("matching.all") == 1
    assert [row.task_id for row in await Match.filter(account_id=committed_account.id)] == [task.id]
    assert await OutboxRow.filter(account_id=committed_account.id, name="matching.all").count() == 0
