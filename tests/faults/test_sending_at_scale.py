"""
Workers die at random while asks go to a mail server, Redis comes back empty, PostgreSQL crashes (`safety.md` 2).

The server's own log is the judge: nothing arrives twice, what nobody knows of is marked so, and the log clears it up.
"""

import asyncio
import random
from collections import Counter
from datetime import timedelta
from functools import partial

from models.kernel import clock
from tests.faults.processes import Process
from tests.faults.stage import CRASHES, Stage, until
from tests.faults.test_sending import (
    WORKERS,
    end_all_leases,
    has_moved_on,
    nobody_connected,
    send_the_rest,
    states_of,
    want_asks,
)
from tests.size import patience, scaled

IN_FLIGHT = 8
"""In the hands of a worker at once, at most."""
# What an earlier round's workers left has no lease any more, and is parked by a sweep within ten seconds: it counts there.
IN_HAND = "SELECT id FROM deliveries WHERE state = 'attempting' AND leased_until > now()"
A_MINUTE_AGO = "UPDATE deliveries SET attempted_at = attempted_at - interval '2 minutes' WHERE state = 'unknown'"


async def test_no_message_arrives_twice_or_is_lost_unmarked_and_the_log_clears_up_the_rest(stage: Stage) -> None:
    began = clock.now() - timedelta(hours=1)
    sink = await start_sink(stage)
    people = await want_asks(stage, scaled(20_000))
    rounds = scaled(25, least=3)
    in_flight = set()
    for number in range(rounds):
        in_flight |= await kill_all(stage, sink, number, rounds)
    await send_the_rest(stage, patience(480))
    states, arrived = await states_of(stage), log_of(sink)
    assert set(arrived.values()) == {1}
    unknown = {name for name, state in states.items() if state == "unknown"}
    assert unknown == in_flight
    assert Counter(states.values()) == Counter(sent=people - len(unknown), unknown=len(unknown))
    assert {name for name, state in states.items() if state == "sent"} <= set(arrived) <= set(states)
    assert len(unknown) <= rounds * WORKERS * IN_FLIGHT

    await stage.ask(A_MINUTE_AGO)
    log = stage.folder / "mail.log"
    log.write_text("".join(f"postfix/cleanup[1]: 4F: message-id={name}\n" for name in arrived))
    times = ("--since", f"{began:%Y-%m-%dT%H:%M:%S}", "--until", f"{clock.now():%Y-%m-%dT%H:%M:%S}")
    await stage.wait_for_end(stage.start(["server.cli", "mail", "reconcile", str(log), *times]))
    assert set((await states_of(stage)).values()) <= {"sent", "pending"}
    await send_the_rest(stage, patience(480))
    assert Counter((await states_of(stage)).values()) == {"sent": people}
    assert log_of(sink) == dict.fromkeys(states, 1)


async def start_sink(stage: Stage) -> Process:
    """A mail server that outlives everything else, and workers that will be told of it."""
    sink = stage.start(["tests.faults.sink_process"])
    await until(lambda: any(sink.said()))
    port = next(iter(sink.said()))["port"]
    stage.settings = {
        "GROUNDSWELL_MAIL_HOST": "127.0.0.1",
        "GROUNDSWELL_MAIL_PORT": str(port),
        "GROUNDSWELL_MAIL_SECURITY": "none",
    }
    return sink


def log_of(sink: Process) -> Counter[str]:
    """How often each Message-ID was taken."""
    return Counter(line["message_id"] for line in sink.said() if "message_id" in line)


async def kill_all(stage: Stage, sink: Process, number: int, rounds: int) -> set[str]:
    """Kill two workers at a random moment while they send; the Message-IDs of what they had in their hands."""
    chance = random.Random(number)

    async def arrived() -> int:
        return log_of(sink).total()

    workers = await stage.start_workers(WORKERS)
    await until(partial(has_moved_on, stage, arrived, await arrived()))
    if number % 8 == 1:
        await stage.crash_postgres(CRASHES[number // 8 % 2])
    if number % 8 == 2:
        stage.lose_redis()  # workers leave by themselves when it goes
        await asyncio.sleep(chance.uniform(0.0, 0.3))
        stage.find_redis()
    await asyncio.sleep(chance.uniform(0.0, 0.5))
    for worker in workers:
        worker.kill()
    await until(lambda: nobody_connected(stage))
    in_hand = await stage.ask(IN_HAND)
    assert len(in_hand) <= WORKERS * IN_FLIGHT
    await end_all_leases(stage)
    return {f"<{row['id']}@campaign.example>" for row in in_hand}
