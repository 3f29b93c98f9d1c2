"""
Workers die at random while they queue what people hear of their shifts (`rules.md` A14), and while they send it.

Each letter exists once, none is missing, and the mail server's own count says that none arrived twice.
"""

import asyncio
import random
from collections import Counter
from functools import partial

from tests.faults.sink import Sink
from tests.faults.stage import Stage, until
from tests.faults.test_sending import (
    WORKERS,
    end_all_leases,
    nobody_connected,
    sending_is_over,
    states_of,
    zone_of_noon,
)
from tests.size import patience, scaled

LETTERS_BY_HOUR = {
    105.6: ["shift_near"],
    30: ["shift_tomorrow"],
    23: ["shift_tomorrow"],
    5: ["shift_soon"],
    0.4: ["shift_soon"],
    -3: ["shift_feedback"],
    -15: ["shift_feedback", "shift_thanks"],
    -26: ["shift_feedback", "shift_thanks"],
}
"""What people hear of a shift of an hour that begins so many hours from now; some of it is due, some only later."""
KNOWN = [23.5, 105.5]
"""For shifts that begin then people signed up just now: there is nothing to tell them."""
TAKES_A_WHILE = (
    "CREATE FUNCTION take_a_while() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.001); RETURN NEW; END'",
    "CREATE TRIGGER takes_a_while BEFORE INSERT ON deliveries FOR EACH ROW EXECUTE FUNCTION take_a_while()",
)
"""Else few would die in the middle of it."""
AT_ONCE = ("DROP TRIGGER takes_a_while ON deliveries",)
SIGNED_UP = """
    SELECT a.person_id, s.id AS shift_id, round(extract(epoch FROM s.starts_at - min(s.starts_at) OVER ()) / 360) AS nth
    FROM assignments a JOIN shifts s ON s.id = a.shift_id
"""
QUEUED = "SELECT count(*) FROM deliveries"
WANTED = "SELECT count(*) FROM outbox_rows WHERE name = 'asks.shift_letters'"
HOURS_PASS = (
    "UPDATE deliveries SET due_at = now() WHERE state = 'pending'",
    "UPDATE outbox_rows SET due_at = now() WHERE name = 'asks.deliver'",
)


async def test_each_letter_about_a_shift_is_queued_once_and_none_is_missing(stage: Stage) -> None:
    async with Sink() as sink:
        stage.settings = sink.settings()
        (campaign,) = await stage.run_client("seed_people", count=scaled(2_000), time_zone=zone_of_noon())
        told = {"hours": list(LETTERS_BY_HOUR), "late": KNOWN, "groups": scaled(100)}
        await stage.run_client("seed_sign_ups", **campaign, **told)
        expected = await letters_of(stage)
        await do_all(stage, TAKES_A_WHILE)
        in_flight, queued = await kill_who_queue(stage, campaign["account_id"], scaled(40))
        assert any(0 < number < len(expected) for number in queued)
        await do_all(stage, AT_ONCE)
        await stage.start_workers(WORKERS)
        await until(lambda: has_looked(stage))
        assert await queued_letters(stage) == dict.fromkeys(expected, 1)

        await do_all(stage, HOURS_PASS)
        await stage.run_client("request_shift_letters", account_id=campaign["account_id"])
        await stage.do_all_jobs(patience(120))
        await until(lambda: sending_is_over(stage, len(expected)))
        assert await queued_letters(stage) == dict.fromkeys(expected, 1)
        states = await states_of(stage)
        assert set(sink.arrived.values()) == {1}
        assert {name for name, state in states.items() if state == "sent"} <= set(sink.arrived) <= set(states)
        assert {name for name, state in states.items() if state == "unknown"} == in_flight
        assert Counter(states.values()) == Counter(sent=len(expected) - len(in_flight), unknown=len(in_flight))


async def letters_of(stage: Stage) -> list[tuple[str, str, str]]:
    """Who is to hear what of which shift, as the judge knows it from those who signed up."""
    first = min(LETTERS_BY_HOUR)
    by_tenths = {round((hour - first) * 10): letters for hour, letters in LETTERS_BY_HOUR.items()}
    return [
        (str(row["person_id"]), str(row["shift_id"]), letter)
        for row in await stage.ask(SIGNED_UP)
        for letter in by_tenths.get(int(row["nth"]), ())
    ]


async def queued_letters(stage: Stage) -> Counter[tuple[str, str, str]]:
    """How often each letter exists."""
    rows = await stage.ask("SELECT person_id, parameters::jsonb->>'shift_id' AS shift_id, template FROM deliveries")
    return Counter((str(row["person_id"]), row["shift_id"], row["template"]) for row in rows)


async def kill_who_queue(stage: Stage, account_id: str, times: int) -> tuple[set[str], list[int]]:
    """
    Kill all workers again and again, each time when they have queued a page or more and are at the next one, or send; everybody
    is told to look anew, as by the schedule.

    Returns the Message-IDs of what they had in their hands, and how many letters there were after each time.
    """
    chance, in_flight, queued = random.Random(20261129), set[str](), [0]
    for _ in range(times):
        await stage.run_client("request_shift_letters", account_id=account_id)
        workers = await stage.start_workers(WORKERS)
        await until(partial(has_gone_on, stage, queued[-1]))
        await asyncio.sleep(chance.uniform(0.0, 0.5))
        for worker in workers:
            worker.kill()
        await until(lambda: nobody_connected(stage))
        queued.append(await stage.count(QUEUED))
        in_hand = await stage.ask("SELECT id FROM deliveries WHERE state = 'attempting'")
        in_flight |= {f"<{row['id']}@campaign.example>" for row in in_hand}
        await end_all_leases(stage)
    return in_flight, queued


async def has_gone_on(stage: Stage, before: int) -> bool:
    """Whether more is queued than before, or there is nothing to queue any more."""
    return await stage.count(QUEUED) > before or await has_looked(stage)


async def has_looked(stage: Stage) -> bool:
    """Whether nobody is told to look any more."""
    return await stage.count(WANTED) == 0


async def do_all(stage: Stage, statements: tuple[str, ...]) -> None:
    """What the judge changes, one after the other."""
    for statement in statements:
        await stage.ask(statement)
