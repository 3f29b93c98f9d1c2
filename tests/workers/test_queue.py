"""The queue says when to look; whatever happens to it, no job is lost."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from models.kernel import outbox, redis_connection, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from tests.workers.running import work_until
from workers import queue
from workers.jobs import JOBS, ClaimedRow
from workers.sweep import sweep


@pytest_asyncio.fixture
async def open_queue(committed_db: str, redis_url: str) -> AsyncIterator[None]:
    await queue.connect(redis_url)
    work.bind_after_commit(queue.announce)
    yield
    work.bind_after_commit(None)
    await queue.close()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    numbers: list[int] = []

    async def handle(rows: list[ClaimedRow]) -> None:
        numbers.extend(row["payload"]["number"] for row in rows)

    monkeypatch.setitem(JOBS, "test.number", handle)
    return numbers


async def store(account: Account, *numbers: int) -> None:
    async with work.unit_of_work(system_actor(account.id)):
        for number in numbers:
            await outbox.enqueue("test.number", account_id=account.id, number=number)


async def store_and_fail(account: Account) -> None:
    async with work.unit_of_work(system_actor(account.id)):
        await outbox.enqueue("test.number", account_id=account.id, number=1)
        raise ZeroDivisionError


async def queue_length() -> int:
    return int(await redis_connection.redis().zcard(queue.QUEUE))


async def test_a_commit_wakes_a_worker(
    open_queue: None, committed_account: Account, done: list[int], redis_url: str
) -> None:
    await store(committed_account, 1, 2)
    assert await queue_length() == 1

    async def all_done() -> bool:
        return sorted(done) == [1, 2]

    await work_until(redis_url, all_done)


async def test_commits_within_a_tick_share_a_look(
    open_queue: None, committed_account: Account, done: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "TICK_SECONDS", 1e9)
    for number in range(5):
        await store(committed_account, number)
    assert await queue_length() == 1


async def test_a_rollback_announces_nothing(open_queue: None, committed_account: Account) -> None:
    with pytest.raises(ZeroDivisionError):
        await store_and_fail(committed_account)
    assert await queue_length() == 0
    assert await outbox.waiting() == 0


async def test_messages_are_json(open_queue: None, committed_account: Account, redis_url: str) -> None:
    await store(committed_account, 1)
    raw = Redis.from_url(redis_url)
    try:
        (key,) = [key async for key in raw.scan_iter(match="arq:job:look:*")]
        assert (await raw.get(key)).startswith(b'{"t":null,"f":"look","a":["test.number"]')
    finally:
        await raw.aclose()


async def test_without_redis_a_commit_still_stands(committed_account: Account, done: list[int]) -> None:
    await queue.connect("redis://127.0.0.1:1/0")
    work.bind_after_commit(queue.announce)
    try:
        await store(committed_account, 1)
    finally:
        await queue.close()
    assert await outbox.waiting() == 1


async def test_the_sweep_finds_what_was_never_announced(
    open_queue: None, committed_account: Account, done: list[int], redis_url: str
) -> None:
    work.bind_after_commit(None)
    await store(committed_account, 1)
    assert await queue_length() == 0
    await sweep()
    assert await queue_length() == 1

    async def all_done() -> bool:
        return done == [1]

    await work_until(redis_url, all_done)
    assert await outbox.waiting() == 0


async def test_the_worker_sweeps_by_itself(
    open_queue: None, committed_account: Account, done: list[int], redis_url: str
) -> None:
    await store(committed_account, 1)
    await redis_connection.redis().flushall()

    async def all_done() -> bool:
        return done == [1]

    await work_until(redis_url, all_done)


async def test_the_sweep_reports_names_without_a_handler_and_leaves_them(
    open_queue: None, committed_account: Account
) -> None:
    work.bind_after_commit(None)
    await store(committed_account, 1)
    await sweep()
    assert await queue_length() == 0
    assert await outbox.waiting() == 1
