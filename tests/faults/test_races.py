"""Many processes want the same places, and the same people: what is scarce is given out exactly once."""

from collections import Counter
from typing import Any

import asyncpg
import pytest

from tests.faults.client import STARTING_GUN
from tests.faults.processes import Process
from tests.faults.stage import Stage, until
from tests.size import scaled

PROCESSES = 4
PEOPLE = 50
PLACES = 10


@pytest.mark.parametrize("join_waiting_list", [False, True], ids=["refused", "queued"])
async def test_ten_places_go_to_ten_people(stage: Stage, join_waiting_list: bool) -> None:
    (campaign,) = await stage.run_client("seed_people", count=PEOPLE)
    rounds = scaled(20)
    (made,) = await stage.run_client("seed_shifts", account_id=campaign["account_id"], count=rounds, capacity=PLACES)
    answers = await race(stage, "sign_up", **campaign, **made, join_waiting_list=join_waiting_list)
    placed = await stage.ask("SELECT shift_id, person_id FROM assignments WHERE state = 'confirmed'")
    assert Counter(str(row["shift_id"]) for row in placed) == dict.fromkeys(made["shift_ids"], PLACES)
    assert {row["confirmed"] for row in await stage.ask("SELECT confirmed FROM shifts")} == {PLACES}
    winners = {(str(row["shift_id"]), str(row["person_id"])) for row in placed}
    told = {(answer["shift_id"], answer["person_id"]) for answer in answers if answer["result"] == "confirmed"}
    assert told == winners
    queued = await stage.ask("SELECT shift_id, queued_at FROM assignments WHERE state = 'waitlisted'")
    assert len({tuple(row) for row in queued}) == len(queued) == join_waiting_list * rounds * (PEOPLE - PLACES)
    others = "waitlisted" if join_waiting_list else "SHIFT_FULL"
    assert Counter(answer["result"] for answer in answers) == {
        "confirmed": PROCESSES * rounds * PLACES,
        others: PROCESSES * rounds * (PEOPLE - PLACES),
    }


async def test_nobody_is_asked_more_than_they_bear(stage: Stage) -> None:
    (campaign,) = await stage.run_client("seed_people", count=scaled(1_000))
    people = campaign["people"]
    (made,) = await stage.run_client("seed_asks", **campaign, tasks=PROCESSES)
    for person_ids, days in ((people[::4], [5]), (people[1::4], [2]), (people[2::4], [4, 5])):
        await ask_before(stage, campaign["account_id"], person_ids, made["task_ids"][0], days)
    await stage.run_client("count_attention", account_id=campaign["account_id"])
    before = await stage.count("SELECT count(*) FROM asks")
    each = [made["task_ids"][at:] + made["task_ids"][:at] for at in range(PROCESSES)]
    answers = await race(stage, "choose", account_id=campaign["account_id"], task_ids=each)
    fresh = await stage.ask("SELECT person_id FROM asks WHERE chosen_at > now() - interval '1 h'")
    may_be_asked = (
        people[::4] + people[3::4]
    )  # one ask five days ago, or none; the others had two this week, or one just now
    assert Counter(str(row["person_id"]) for row in fresh) == dict.fromkeys(may_be_asked, 1)
    assert sum(answer["chosen"] for answer in answers) == len(may_be_asked)
    assert await stage.count("SELECT count(*) FROM asks") == before + len(may_be_asked)
    assert await stage.count("SELECT count(*) FROM deliveries") == len(may_be_asked)


async def ask_before(stage: Stage, account_id: str, people: list[str], task_id: str, days: list[int]) -> None:
    """People were asked these numbers of days ago, and did not answer."""
    await stage.ask(
        """
        INSERT INTO asks (id, account_id, person_id, kind, task_id, shift_id, reasons, score, chance, probability, status,
                          chosen_on, chosen_at, corrected, arm, possible_arms, arm_chances, missed_arms)
        SELECT gen_random_uuid(), $1, person_id, 'shift', $3, shifts.id, '[]', 1, 1, 1, 'sent',
               current_date - days, now() - days * interval '1 day', '{}', 0, 0, 0, 0
        FROM unnest($2::uuid[]) AS person_id, unnest($4::int[]) AS days, shifts WHERE shifts.task_id = $3
        """,
        account_id,
        people,
        task_id,
        days,
    )


async def race(stage: Stage, verb: str, **told: Any) -> list[dict[str, Any]]:
    """Start clients, wait until all stand at the line, fire; returns what all of them answered."""
    connection = await asyncpg.connect(stage.postgres.url)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", STARTING_GUN)
        clients = [stage.start_client(verb, **_share(told, number)) for number in range(PROCESSES)]
        await until(lambda: _all_wait(stage, clients))
    finally:
        await connection.close()
    await stage.wait_for_end(*clients)
    return [answer for client in clients for answer in client.said()]


def _share(told: dict[str, Any], number: int) -> dict[str, Any]:
    """What one client is told: its own list of tasks, where each has one."""
    tasks = told.get("task_ids")
    return told | {"task_ids": tasks[number]} if tasks else told


async def _all_wait(stage: Stage, clients: list[Process]) -> bool:
    for client in clients:
        assert client.is_running(), client.story()
    return await stage.count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == len(
        clients
    )
