"""Jobs are done page by page; a bad one harms only itself; what a dead worker held comes back."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from models.kernel import clock, outbox, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account, OutboxRow
from workers import job, looking
from workers.jobs import JOBS, ClaimedRow
from workers.looking import look


class Recorder:
    """A handler that writes down the numbers it was given, and fails on request."""

    def __init__(self) -> None:
        self.pages: list[list[int]] = []
        self.bad: set[int] = set()

    async def __call__(self, rows: list[ClaimedRow]) -> None:
        numbers = [row["payload"]["number"] for row in rows]
        self.pages.append(numbers)
        if self.bad & set(numbers):
            raise ValueError(f"cannot do {self.bad & set(numbers)}")


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    handler = Recorder()
    monkeypatch.setitem(JOBS, "test.number", handler)
    return handler


async def store(account: Account, *numbers: int, **options: Any) -> None:
    async with work.unit_of_work(system_actor(account.id)):
        for number in numbers:
            await outbox.enqueue("test.number", account_id=account.id, number=number, **options)


async def test_a_look_does_everything_that_is_due_and_nothing_else(
    committed_account: Account, recorder: Recorder
) -> None:
    await store(committed_account, 1, 2, 3)
    await store(committed_account, 4, due_at=clock.now() + timedelta(hours=1))
    assert await look("test.number") == 3
    assert recorder.pages == [[1, 2, 3]]
    assert [row.payload for row in await OutboxRow.all()] == [{"number": 4}]


async def test_many_jobs_come_in_pages(
    committed_account: Account, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "PAGE", 2)
    await store(committed_account, 1, 2, 3, 4, 5)
    assert await look("test.number") == 5
    assert recorder.pages == [[1, 2], [3, 4], [5]]
    assert await outbox.waiting() == 0


async def test_a_bad_job_does_not_hold_up_its_page(committed_account: Account, recorder: Recorder) -> None:
    recorder.bad = {2}
    await store(committed_account, 1, 2, 3)
    with clock.freeze(clock.now()) as moment:
        await look("test.number")
    assert recorder.pages == [[1, 2, 3], [1], [2], [3]]
    row = await OutboxRow.get()
    assert (row.payload, row.attempt, row.leased_until) == ({"number": 2}, 1, None)
    assert row.last_error == "ValueError('cannot do {2}')"
    assert row.due_at - moment == timedelta(seconds=2)


async def test_a_bad_job_is_tried_again_later_and_later(committed_account: Account, recorder: Recorder) -> None:
    recorder.bad = {1}
    await store(committed_account, 1)
    pauses = []
    for _ in range(4):
        row = await OutboxRow.get()
        with clock.freeze(row.due_at):
            await look("test.number")
            pauses.append((await OutboxRow.get()).due_at - row.due_at)
    assert pauses == [timedelta(seconds=seconds) for seconds in (2, 4, 8, 16)]
    recorder.bad = set()
    with clock.freeze((await OutboxRow.get()).due_at):
        assert await look("test.number") == 1
    assert await outbox.waiting() == 0


async def test_what_a_dead_worker_held_comes_back_when_its_lease_ends(
    committed_account: Account, recorder: Recorder
) -> None:
    await store(committed_account, 1)
    now = clock.now()
    with clock.freeze(now):
        (held,) = await outbox.claim("test.number", 10)
        assert await look("test.number") == 0
    with clock.freeze(now + outbox.LEASE + timedelta(seconds=1)):
        assert await look("test.number") == 1
    assert recorder.pages == [[1]]
    await outbox.fail(held["id"], held["attempt"], "too late")
    assert await outbox.waiting() == 0


async def test_a_late_failure_does_not_take_a_job_from_its_new_owner(
    committed_account: Account, recorder: Recorder
) -> None:
    await store(committed_account, 1)
    (first,) = await outbox.claim("test.number", 10)
    with clock.freeze(clock.now() + outbox.LEASE + timedelta(seconds=1)):
        (second,) = await outbox.claim("test.number", 10)
        await outbox.fail(first["id"], first["attempt"], "too late")
        row = await OutboxRow.get()
        assert (row.attempt, row.last_error) == (2, None)
        assert row.leased_until == clock.now() + outbox.LEASE
        await outbox.fail(second["id"], second["attempt"], "mine")
        assert (await OutboxRow.get()).leased_until is None


async def test_a_lease_is_renewed_while_the_work_goes_on(
    committed_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[UUID] = []
    renewed = asyncio.Event()

    async def renew(row_ids: list[UUID]) -> None:
        before = (await OutboxRow.get()).leased_until
        await outbox.renew(row_ids)
        assert (await OutboxRow.get()).leased_until > before
        renewed.set()

    async def slow(rows: list[ClaimedRow]) -> None:
        await renewed.wait()
        seen.extend(row["id"] for row in rows)

    monkeypatch.setattr(looking, "renew", renew)
    monkeypatch.setattr(looking, "RENEW_SECONDS", 0.01)
    monkeypatch.setitem(JOBS, "test.number", slow)
    await store(committed_account, 1)
    await look("test.number")
    assert len(seen) == 1
    assert await outbox.waiting() == 0


async def test_what_hangs_is_given_up_but_a_long_job_has_its_time(
    committed_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(_rows: list[ClaimedRow]) -> None:
        await asyncio.sleep(0.3)

    monkeypatch.setattr(job, "JOB_TIMEOUT_SECONDS", 0.1)
    for name in ("test.number", "matching.shard"):
        monkeypatch.setitem(JOBS, name, slow)
    await store(committed_account, 1)
    with pytest.raises(TimeoutError):
        await job.look({"job_id": "1"}, "test.number")
    assert await outbox.waiting() == 1
    await OutboxRow.all().update(name="matching.shard", leased_until=None)
    await job.look({"job_id": "2"}, "matching.shard")
    assert await outbox.waiting() == 0


async def test_a_look_during_a_look_is_not_lost(committed_account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    seconds: list[int] = []

    async def adding(rows: list[ClaimedRow]) -> None:
        done.extend(row["payload"]["number"] for row in rows)
        if len(done) == 1:
            await store(committed_account, 2)
            seconds.append(await look("test.number"))

    monkeypatch.setitem(JOBS, "test.number", adding)
    await store(committed_account, 1)
    assert await look("test.number") == 2
    assert (done, seconds) == ([1, 2], [0])


async def test_two_workers_never_do_the_same_job(committed_account: Account) -> None:
    await store(committed_account, *range(200))
    done: list[int] = []

    async def worker() -> None:
        while rows := await outbox.claim("test.number", 7):
            done.extend(row["payload"]["number"] for row in rows)
            await outbox.finish([row["id"] for row in rows])

    await asyncio.gather(*(worker() for _ in range(4)))
    assert sorted(done) == list(range(200))


async def test_finishing_says_who_was_first(committed_account: Account) -> None:
    await store(committed_account, 1, 2)
    rows = await outbox.claim("test.number", 10)
    assert await outbox.finish([rows[0]["id"]]) == [rows[0]["id"]]
    assert await outbox.finish([row["id"] for row in rows]) == [rows[1]["id"]]


async def test_an_unknown_name_is_left_alone(committed_account: Account) -> None:
    await store(committed_account, 1)
    assert await look("test.number") == 0
    assert (await OutboxRow.get()).attempt == 0
