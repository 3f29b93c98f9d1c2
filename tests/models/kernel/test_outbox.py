"""Jobs live and die with the transaction that wants them, and run at least once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from models.kernel import clock, database_clock, outbox, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account, OutboxRow


async def store(account: Account, *names: str, **payload: object) -> None:
    async with work.unit_of_work(system_actor(account.id)):
        for name in names:
            await outbox.enqueue(name, account_id=account.id, **payload)


async def store_and_fail(account: Account) -> None:
    async with work.unit_of_work(system_actor(account.id)):
        await outbox.enqueue("a", account_id=account.id)
        raise ZeroDivisionError


async def test_after_the_commit_the_queue_is_told_each_name_once(committed_account: Account) -> None:
    told: list[set[str]] = []

    async def hook(names: set[str]) -> None:
        assert await OutboxRow.filter(account_id=committed_account.id).count() == 3
        told.append(names)

    work.bind_after_commit(hook)
    await store(committed_account, "a", "a", "b")
    assert told == [{"a", "b"}]


async def test_a_rollback_leaves_no_job_and_tells_nobody(committed_account: Account) -> None:
    told: list[set[str]] = []

    async def hook(names: set[str]) -> None:
        told.append(names)

    work.bind_after_commit(hook)
    with pytest.raises(ZeroDivisionError):
        await store_and_fail(committed_account)
    assert told == []
    assert await outbox.waiting() == 0


async def test_a_nested_work_tells_only_with_the_outer_commit(committed_account: Account) -> None:
    told: list[set[str]] = []

    async def hook(names: set[str]) -> None:
        told.append(names)

    work.bind_after_commit(hook)
    async with work.unit_of_work(system_actor(committed_account.id)):
        await store(committed_account, "inner")
        assert told == []
    assert told == [{"inner"}]


async def test_a_job_outside_a_unit_of_work_is_refused(account: Account) -> None:
    with pytest.raises(RuntimeError, match="unit of work"):
        await outbox.enqueue("a", account_id=account.id)
    assert await outbox.waiting() == 0


async def test_claimed_jobs_come_in_order_and_to_one_worker_only(committed_account: Account) -> None:
    for number in range(6):
        await store(committed_account, "count", number=number)
    pages = await asyncio.gather(*(outbox.claim("count", 2) for _ in range(4)))
    numbers = sorted(row["payload"]["number"] for page in pages for row in page)
    assert numbers == [0, 1, 2, 3, 4, 5]
    assert all(
        [row["payload"]["number"] for row in page] == sorted(row["payload"]["number"] for row in page) for page in pages
    )


async def test_a_job_whose_worker_died_is_claimed_again_after_its_lease(account: Account) -> None:
    await store(account, "a")
    assert [row["attempt"] for row in await outbox.claim("a", 10)] == [1]
    assert await outbox.claim("a", 10) == []
    with clock.freeze(clock.now() + outbox.LEASE + timedelta(seconds=1)):
        assert [row["attempt"] for row in await outbox.claim("a", 10)] == [2]


async def test_a_finished_job_is_gone(account: Account) -> None:
    await store(account, "a")
    (row,) = await outbox.claim("a", 10)
    assert await outbox.finish([row["id"]]) == [row["id"]]
    assert await outbox.finish([row["id"]]) == []
    assert await outbox.waiting() == 0


async def test_a_failed_job_comes_back_later_and_says_why(account: Account) -> None:
    await store(account, "a")
    (row,) = await outbox.claim("a", 10)
    await outbox.fail(row["id"], row["attempt"], "no luck")
    assert await outbox.claim("a", 10) == []
    with clock.freeze(clock.now() + timedelta(seconds=3)):
        (again,) = await outbox.claim("a", 10)
    assert again["attempt"] == 2
    assert (await OutboxRow.get(id=row["id"])).last_error == "no luck"


async def test_a_job_for_later_is_not_due_before(account: Account) -> None:
    later = clock.now() + timedelta(hours=1)
    async with work.unit_of_work(system_actor(account.id)):
        await outbox.enqueue("a", account_id=account.id, due_at=later)
    assert await outbox.due_names() == set()
    with clock.freeze(later):
        assert await outbox.due_names() == {"a"}


@pytest.mark.parametrize("off", [timedelta(minutes=-10), timedelta(minutes=10)], ids=["behind", "ahead"])
async def test_due_times_and_leases_go_by_the_clock_of_the_database(
    account: Account, monkeypatch: pytest.MonkeyPatch, off: timedelta
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime.now(UTC) + off)
    moments = [await database_clock.now()]
    await store(account, "a")
    (job,) = await outbox.claim("a", 10)
    moments += [job["due_at"], (await OutboxRow.get()).leased_until - outbox.LEASE]
    await outbox.renew([job["id"]])
    moments.append((await OutboxRow.get()).leased_until - outbox.LEASE)
    await outbox.fail(job["id"], 1, "no luck")
    moments += [(await OutboxRow.get()).due_at - timedelta(seconds=2), await database_clock.now()]
    assert moments == sorted(moments)
    assert await outbox.claim("a", 10) == []
