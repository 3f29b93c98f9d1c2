"""Workers whose clocks are ten minutes off: leases and due times go by the database's clock (`safety.md` 2)."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.faults.sink import Sink
from tests.faults.stage import Stage, until
from tests.faults.test_sending import sending_is_over, states_of, want_asks
from tests.size import scaled

OFF = 600
RIGHT = 0
ENOUGH_FOR_A_SWEEP = 45
"""Messages that three workers send in more than ten seconds at a second each: meanwhile each looks for ended leases."""

_SET = "UPDATE deliveries SET state = $2, due_at = now() + $3, leased_until = now() + $4, sent_at = NULL WHERE id = $1"
_HOLD_JOB = """
    INSERT INTO outbox_rows (id, account_id, name, payload, due_at, leased_until, attempt)
    SELECT gen_random_uuid(), id, 'asks.choose', '{}', now() - interval '1 h', now() + $1, 1 FROM accounts
"""
_SECOND, _FIVE_MINUTES = timedelta(seconds=1), timedelta(minutes=5)


async def test_clocks_that_differ_send_each_message_once(stage: Stage) -> None:
    async with Sink(seconds_a_message=1.0) as sink:
        stage.settings = sink.settings()
        people = await want_asks(stage, scaled(300, least=ENOUGH_FOR_A_SWEEP))
        await start_workers(stage, -OFF, RIGHT, OFF)
        await until(lambda: sending_is_over(stage, people))
        assert sink.arrived == dict.fromkeys(await states_of(stage), 1)
        rows = await stage.ask("SELECT state, attempt, count(*) FROM deliveries GROUP BY 1, 2")
        assert [tuple(row) for row in rows] == [("sent", 1, people)]
        assert await stage.count("SELECT count(DISTINCT person_id) FROM asks WHERE status = 'sent'") == people


@pytest.mark.parametrize("seconds", [-OFF, OFF], ids=["behind", "ahead"])
async def test_a_wrong_clock_ends_no_lease_and_prolongs_none(stage: Stage, seconds: int) -> None:
    """What another holds is left alone, what a dead one held is parked; what is due goes out, what is not yet waits."""
    async with Sink() as sink:
        stage.settings = sink.settings()
        held, abandoned, early, due = await some_sent(stage, sink)
        await stage.ask(_SET, held, "attempting", -_SECOND, _FIVE_MINUTES)
        await stage.ask(_SET, abandoned, "attempting", -_SECOND, -_SECOND)
        await stage.ask(_SET, early, "pending", _FIVE_MINUTES, None)
        await stage.ask(_SET, due, "pending", -_SECOND, None)
        for length in (_FIVE_MINUTES, -_SECOND):
            await stage.ask(_HOLD_JOB, length)
        await start_workers(stage, seconds)
        await until(lambda: is_parked(stage, abandoned))
        await stage.ask(_SET, abandoned, "attempting", -_SECOND, -_SECOND)
        await until(lambda: is_parked(stage, abandoned))  # the second look: all that the first one found is done
        states = {row["id"]: row["state"] for row in await stage.ask("SELECT id, state FROM deliveries")}
        assert states == {held: "attempting", abandoned: "unknown", early: "pending", due: "sent"}
        assert sink.arrived == {f"<{due}@campaign.example>": 1}
        assert [row["attempt"] for row in await stage.ask("SELECT attempt FROM outbox_rows")] == [1]


async def some_sent(stage: Stage, sink: Sink) -> list[UUID]:
    """Four messages that a worker has sent; it is gone, the sink has forgotten them, and so have the asks."""
    people = await want_asks(stage, 4)
    (worker,) = await stage.start_workers(1)
    await until(lambda: sending_is_over(stage, people))
    await stage.do_all_jobs()
    worker.kill()
    sink.arrived.clear()
    await stage.ask("UPDATE asks SET status = 'chosen'")
    return [row["id"] for row in await stage.ask("SELECT id FROM deliveries")]


async def start_workers(stage: Stage, *seconds: int) -> None:
    """A worker for each number of seconds that its clock is ahead."""
    workers = [stage.start(["tests.faults.wrong_clock", str(ahead), "work"]) for ahead in seconds]
    await until(lambda: all(worker.is_at_work() for worker in workers))


async def is_parked(stage: Stage, delivery_id: UUID) -> bool:
    """Whether a message is given up, for nobody knows whether it went out."""
    return await stage.count("SELECT count(*) FROM deliveries WHERE id = $1 AND state = 'unknown'", delivery_id) == 1
