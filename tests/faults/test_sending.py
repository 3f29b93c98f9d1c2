"""Workers die, freeze and lose their lines while they send: the sink counts what arrived (`safety.md` 2)."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial

import asyncpg

from models.kernel import clock
from tests.faults.processes import Process
from tests.faults.proxy import Fault, Proxy
from tests.faults.sink import Sink
from tests.faults.stage import SECONDS_OF_PATIENCE, Stage, until
from tests.size import scaled

WORKERS = 2
NOON = 13
END_LEASES = "UPDATE deliveries SET leased_until = now() - interval '1 s' WHERE leased_until IS NOT NULL"
SETTLE_NOW = "UPDATE outbox_rows SET due_at = now() - interval '1 s' WHERE name = 'asks.settle'"
UNFINISHED = "SELECT count(*) FROM deliveries WHERE state IN ('pending', 'attempting')"


async def test_by_smtp_nothing_arrives_twice_and_what_was_in_flight_is_parked(stage: Stage) -> None:
    async with Sink(seconds_a_message=0.02) as sink:
        stage.settings = sink.settings()
        people = await want_asks(stage, scaled(1_000))
        in_flight = await kill_senders(stage, lambda: arrived_at(sink), scaled(20))
        await send_the_rest(stage)
        states = await states_of(stage)
        assert set(sink.arrived.values()) == {1}
        assert Counter(states.values()) == Counter(sent=people - in_flight, unknown=in_flight)
        assert {name for name, state in states.items() if state == "sent"} <= set(sink.arrived) <= set(states)


async def test_into_the_mailbox_each_arrives_once(stage: Stage) -> None:
    people = await want_asks(stage, scaled(1_000))
    await kill_senders(stage, lambda: stage.count("SELECT count(*) FROM mailbox_messages"), scaled(20))
    await send_the_rest(stage)
    states = await states_of(stage)
    arrived = Counter(row["message_id"] for row in await stage.ask("SELECT message_id FROM mailbox_messages"))
    assert Counter(states.values()) == {"sent": people}
    assert arrived == dict.fromkeys(states, 1)


async def test_an_answer_that_is_lost_leads_to_no_second_message(stage: Stage) -> None:
    """The server has taken the message, but the line breaks before it can say so."""
    line = Proxy(target=0)
    every = 5

    def on_arrival(number: int) -> None:
        if number % every == 0:
            line.fault = Fault.MUTE_ONCE

    async with Sink(on_arrival=on_arrival) as sink:
        line.target = sink.port
        await line.start()
        stage.settings = sink.settings(line.port)
        people = await want_asks(stage, scaled(300))
        await choose_asks(stage)
        await stage.run_client("deliver")  # one sender: the answer that is lost is the one to the message
        await line.stop()
        states = await states_of(stage)
        assert sink.arrived == dict.fromkeys(states, 1)
        assert Counter(states.values()) == {"sent": people - people // every, "unknown": people // every}


async def test_who_slept_beyond_the_lease_cannot_say_that_it_sent(stage: Stage) -> None:
    async with Sink() as sink:
        sink.may_answer.clear()
        stage.settings = sink.settings()
        await want_asks(stage, 1)
        sleeper = await freeze_a_sender(stage, lambda: sink.arrived.total() == 1)
        await stage.start_workers(1)
        await until(lambda: has_state(stage, "unknown"))
        sink.may_answer.set()
        await wake_and_wait(sleeper)
        assert await states_of(stage) == dict.fromkeys(sink.arrived, "unknown")
        assert sink.arrived.total() == 1


async def test_who_slept_beyond_the_lease_puts_no_second_letter_into_the_mailbox(stage: Stage) -> None:
    await want_asks(stage, 1)
    blocker = await asyncpg.connect(stage.postgres.url)
    try:
        await blocker.execute("BEGIN; LOCK TABLE mailbox_messages IN ACCESS EXCLUSIVE MODE")
        sleeper = await freeze_a_sender(stage, lambda: waits_for_mailbox(stage))
    finally:
        await blocker.close()
    await stage.start_workers(1)
    await until(lambda: has_state(stage, "sent"))
    await wake_and_wait(sleeper)
    (row,) = await stage.ask("SELECT state, attempt, owner FROM deliveries")
    assert tuple(row) == ("sent", 2, None)
    assert await stage.count("SELECT count(*) FROM mailbox_messages") == 1


async def want_asks(stage: Stage, count: int) -> int:
    """People for whom it is early afternoon now, all of them to be asked."""
    (campaign,) = await stage.run_client("seed_people", count=count, time_zone=zone_of_noon())
    await stage.run_client("seed_asks", **campaign, tasks=1)
    await stage.run_client("request_asks", account_id=campaign["account_id"])
    return count


async def choose_asks(stage: Stage) -> None:
    """Choose the asks without a worker."""
    (task,) = await stage.ask("SELECT account_id, id FROM tasks")
    await stage.run_client("choose", account_id=task["account_id"], task_ids=[task["id"]])


def zone_of_noon() -> str:
    """A time zone far from the quiet hours; POSIX counts westward."""
    return f"Etc/GMT{clock.now().hour - NOON:+d}"


async def kill_senders(stage: Stage, arrived: Callable[[], Awaitable[int]], times: int) -> int:
    """Kill all workers again and again while messages go out; returns how many messages they had in their hands."""
    chance = random.Random(20261122)
    in_flight: set[object] = set()
    for _ in range(times):
        workers = await stage.start_workers(WORKERS)
        await until(partial(has_moved_on, stage, arrived, await arrived()))
        await asyncio.sleep(chance.uniform(0.0, 0.3))
        for worker in workers:
            worker.kill()
        await until(lambda: nobody_connected(stage))
        in_flight |= set(await stage.ask("SELECT id FROM deliveries WHERE state = 'attempting'"))
        await end_all_leases(stage)
    return len(in_flight)


async def has_moved_on(stage: Stage, arrived: Callable[[], Awaitable[int]], before: int) -> bool:
    """Whether something arrived since, or nothing is left to arrive."""
    asked = await stage.count("SELECT count(*) FROM asks")
    return await arrived() > before or (asked > 0 and await stage.count(UNFINISHED) == 0)


async def arrived_at(sink: Sink) -> int:
    """How many messages a sink has taken."""
    return sink.arrived.total()


async def send_the_rest(stage: Stage, seconds: float = SECONDS_OF_PATIENCE) -> None:
    """Let workers finish in peace."""
    await stage.start_workers(WORKERS)
    await stage.do_all_jobs(seconds)
    await until(lambda: sending_is_over(stage, 1))


async def sending_is_over(stage: Stage, at_least: int) -> bool:
    """Whether there are messages and all have an end."""
    made = await stage.count("SELECT count(*) FROM deliveries")
    return made >= at_least and await stage.count(UNFINISHED) == 0


async def nobody_connected(stage: Stage) -> bool:
    """Whether PostgreSQL has noticed that the workers are gone: nothing of theirs is committed any more."""
    return await stage.connected("groundswell worker") == 0


async def end_all_leases(stage: Stage) -> None:
    """Let some minutes pass."""
    await stage.end_leases()
    await stage.ask(END_LEASES)
    await stage.ask(SETTLE_NOW)


async def states_of(stage: Stage) -> dict[str, str]:
    """Every delivery's state, by the Message-ID that it has or would have had."""
    rows = await stage.ask("SELECT id, state FROM deliveries")
    return {f"<{row['id']}@campaign.example>": row["state"] for row in rows}


async def freeze_a_sender(stage: Stage, is_sending: Callable[[], bool | Awaitable[bool]]) -> Process:
    """Start a worker, let it sleep in the middle of a message, and let its leases end."""
    (sleeper,) = await stage.start_workers(1)
    await until(is_sending)
    sleeper.freeze()
    await end_all_leases(stage)
    return sleeper


async def wake_and_wait(sleeper: Process) -> None:
    """Let it go on, and wait until it has tried to write its result."""
    sleeper.thaw()
    await until(lambda: b'"delivery.finished"' in sleeper.log.read_bytes())
    assert b'"written": false' in sleeper.log.read_bytes()


async def has_state(stage: Stage, state: str) -> bool:
    """Whether all deliveries are in a state."""
    return set((await states_of(stage)).values()) == {state}


async def waits_for_mailbox(stage: Stage) -> bool:
    """Whether somebody stands before the locked mailbox."""
    return await stage.count("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'") == 1
