"""An account that is too big for one worker is matched by many: like one, whatever is done twice."""

from datetime import timedelta

import pytest

from models.activity.tables import ActivityKind
from models.kernel import clock, ids, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account, OutboxRow
from models.matching.actions import match_all, match_tasks
from models.matching.actions import shards as steps
from models.matching.actions.match_all import MOST_AT_ONCE, configure
from models.matching.queries import care_certificate_of, certificate_of
from models.matching.tables import Match, MatchPrice, MatchRun, MatchShard, MatchTurn, TaskMatchRun
from models.people.tables import Person
from models.tasks.tables import AssignmentState
from tests.factories import make_assignment, make_shift, make_task, make_volunteer
from workers.looking import look

NAMES = ("matching.all", "matching.shard", "matching.border", "matching.conclude", "matching.unite")
COUNTIES = {"US/NY/061/": (40.75, -74.0), "US/NY/119/": (41.0, -73.8), "US/MA/025/": (42.36, -71.06)}


@pytest.fixture
def small_shards():
    """Of about 15 people."""
    configure(15)
    yield
    configure(MOST_AT_ONCE)


async def _stage(account: Account) -> list[object]:
    """36 people in three counties, of which two are within reach of each other, with two tasks each; and one from home."""
    soon = clock.now() + timedelta(days=4)
    tasks = []
    for county, (latitude, longitude) in COUNTIES.items():
        for number in range(12):
            place = {"latitude": latitude + 0.01 * number, "longitude": longitude, "region_path": county}
            await make_volunteer(account, **place, willing=["canvass"] if number % 3 else [])
        for number in range(2):
            place = {"latitude": latitude + 0.1, "longitude": longitude + 0.1, "region_path": county}
            tasks.append(await make_task(account, **place, urgency=number + 1))
            starts_at = soon + timedelta(hours=number)
            await make_shift(tasks[-1], capacity=4, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    tasks.append(await make_task(account, remote=True, latitude=None, longitude=None))
    await make_shift(tasks[-1], capacity=5, starts_at=soon)
    return [task.id for task in tasks]


async def _came(person: Person, times: int, **task_changes: object) -> None:
    task = await make_task(await Account.get(id=person.account_id), **task_changes)
    for day in range(1, times + 1):
        shift = await make_shift(task, starts_at=clock.now() - timedelta(days=day))
        await make_assignment(shift, person, state=AssignmentState.ATTENDED)


async def _work_off(names: tuple[str, ...] = NAMES) -> None:
    """Do all jobs of runs that have these names."""
    while sum([await look(name) for name in names]):
        pass


async def _matched(account: Account) -> list[tuple[object, ...]]:
    rows = await Match.filter(account_id=account.id).order_by("task_id", "rank")
    return [(row.task_id, row.person_id, row.rank, row.reserve, round(row.score, 9)) for row in rows]


async def test_a_run_in_shards_is_like_one_on_one_machine(committed_account: Account, small_shards: None) -> None:
    tasks = await _stage(committed_account)
    system = system_actor(committed_account.id)
    with clock.freeze(clock.now()):
        alone = await match_tasks(system)
        run_id = ids.new_id()
        await match_all(system, run_id=run_id)
        await match_all(system, run_id=run_id)
        await _work_off()
    run = await MatchRun.get(account_id=committed_account.id, id=run_id)
    assert (run.shards, run.trigger, run.tasks, run.people, run.pairs) == (3, "nightly", 7, 36, alone.pairs)
    assert run.finished_at is not None
    assert certificate_of(run).share >= 0.98
    care = care_certificate_of(run)
    assert care is not None
    assert 0.95 <= care.share <= 1.0
    assert run.core_value <= alone.bound + 1e-9
    assert alone.core_value <= run.bound + 1e-9
    assert run.value >= 0.99 * alone.value
    pointers = await TaskMatchRun.filter(account_id=committed_account.id)
    assert {row.task_id: row.run_id for row in pointers} == dict.fromkeys(tasks, run.id)
    assert {row.run_id for row in await Match.filter(account_id=committed_account.id)} == {run.id}
    places = sum(len(row.prices) for row in await MatchPrice.filter(account_id=committed_account.id))
    assert places == 6 * 4 + 5


async def test_a_step_up_keeps_a_place_for_somebody_for_whom_it_is_new(
    committed_account: Account, small_shards: None
) -> None:
    await _stage(committed_account)
    leaders = [await make_volunteer(committed_account, willing=["canvass"]) for _ in range(12)]
    ready = [await make_volunteer(committed_account, willing=["cooking"]) for _ in range(2)]
    for person in leaders + ready:
        await _came(person, 2)
    for person in leaders:
        await _came(person, 1, step_up_kind=ActivityKind.CANVASS, step_up_times=2)
    task = await make_task(committed_account, step_up_kind=ActivityKind.CANVASS, step_up_times=2)
    shift = await make_shift(task, capacity=10, starts_at=clock.now() + timedelta(days=2))
    await match_all(system_actor(committed_account.id), run_id=ids.new_id())
    await _work_off()
    rows = await Match.filter(account_id=committed_account.id, task_id=task.id, reserve=False)
    assert len(rows) == 10
    assert len({row.person_id for row in rows} & {person.id for person in ready}) == 1
    assert len((await MatchPrice.get(account_id=committed_account.id, shift_id=shift.id)).prices) == 10


async def test_ranks_are_those_of_all_shards_together(committed_account: Account, small_shards: None) -> None:
    await _stage(committed_account)
    await match_all(system_actor(committed_account.id), run_id=ids.new_id())
    await _work_off()
    rows = await Match.filter(account_id=committed_account.id).order_by("task_id", "rank")
    for task_id in {row.task_id for row in rows}:
        own = [row for row in rows if row.task_id == task_id]
        assert [row.rank for row in own] == list(range(1, len(own) + 1))
        assert own == sorted(own, key=lambda row: (row.reserve, -row.score))
        assert sum(not row.reserve for row in own) <= 5


async def test_each_turn_is_told_with_what_it_cost_and_done_once(
    committed_account: Account, small_shards: None
) -> None:
    await _stage(committed_account)
    system = system_actor(committed_account.id)
    run_id = ids.new_id()
    await match_all(system, run_id=run_id)
    await _work_off()
    before = await _matched(committed_account)
    turns = await MatchTurn.filter(account_id=committed_account.id).order_by("turn", "shard")
    last = turns[-1].turn
    assert [(row.turn, row.shard) for row in turns] == [
        (-1, -1),
        *((0, shard) for shard in range(3)),
        *((turn, shard) for turn in range(1, last + 1) for shard in range(-1, 3)),
    ]
    assert all(row.contents is None for row in turns)
    assert all(row.contents is None for row in await MatchShard.filter(account_id=committed_account.id))
    assert all(row.cpu_seconds > 0 for row in turns[1:])
    await steps.take_shards_turn(system, run_id=run_id, number=0, turn=0)
    await steps.settle_border(system, run_id=run_id, turn=1)
    await steps.conclude_shard(system, run_id=run_id, number=0, turn=last - 1)
    assert await steps.unite_shards(system, run_id=run_id, turn=last - 1) is None
    assert await _matched(committed_account) == before
    assert await OutboxRow.filter(account_id=committed_account.id).count() == 0


async def test_a_step_that_is_done_twice_before_the_next_leaves_the_same(
    committed_account: Account, small_shards: None
) -> None:
    """As when a worker dies between the commit and its telling that the job is done."""
    await _stage(committed_account)
    system = system_actor(committed_account.id)
    with clock.freeze(clock.now()):
        await match_all(system, run_id=ids.new_id())
        await _work_off()
        before = await _matched(committed_account)
        await match_all(system, run_id=(run_id := ids.new_id()))
        while jobs := await OutboxRow.filter(account_id=committed_account.id).order_by("id"):
            await _do_twice(system, jobs)
    assert {row.run_id for row in await Match.filter(account_id=committed_account.id)} == {run_id}
    assert await _matched(committed_account) == before


async def _do_twice(system, jobs: list[OutboxRow]) -> None:
    verbs = {
        "matching.shard": steps.take_shards_turn,
        "matching.border": steps.settle_border,
        "matching.conclude": steps.conclude_shard,
        "matching.unite": steps.unite_shards,
    }
    for job in jobs:
        for _ in range(2):
            await verbs[job.name](system, **job.payload)
    await OutboxRow.filter(id__in=[job.id for job in jobs]).delete()


async def test_a_run_that_was_not_brought_to_its_end_gives_way_to_the_next(
    committed_account: Account, small_shards: None
) -> None:
    await _stage(committed_account)
    system = system_actor(committed_account.id)
    await match_all(system, run_id=(first := ids.new_id()))
    assert await look("matching.shard") == 1
    await match_all(system, run_id=(second := ids.new_id()))
    await _work_off()
    runs = await MatchRun.filter(account_id=committed_account.id).values_list("id", flat=True)
    assert list(runs) == [second]
    assert await MatchTurn.filter(run_id=first).count() == 0


async def test_what_shards_have_stored_is_seen_by_nobody_and_pruned_by_nobody(
    committed_account: Account, small_shards: None
) -> None:
    tasks = await _stage(committed_account)
    system = system_actor(committed_account.id)
    await match_all(system, run_id=(run_id := ids.new_id()))
    await _work_off(NAMES[:-1])
    stored = await Match.filter(account_id=committed_account.id, run_id=run_id).count()
    assert stored > 20
    assert await TaskMatchRun.filter(account_id=committed_account.id).count() == 0
    with clock.freeze(clock.now() - timedelta(hours=1)):
        await match_tasks(system, task_ids=tasks[:1])
    assert await Match.filter(account_id=committed_account.id, run_id=run_id).count() == stored
    assert await look("matching.unite") == 1
    assert await Match.filter(account_id=committed_account.id).count() == stored


async def test_a_look_does_one_such_job_so_that_others_find_the_rest(
    committed_account: Account, small_shards: None
) -> None:
    await _stage(committed_account)
    await match_all(system_actor(committed_account.id), run_id=ids.new_id())
    assert await look("matching.shard") == 1
    waiting = "SELECT count(*) FROM outbox_rows WHERE name = 'matching.shard' AND leased_until IS NULL"
    assert await work.fetch_value(waiting) == 2
