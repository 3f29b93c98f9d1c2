"""
How fast asks are chosen, and whether anybody is asked too often meanwhile.

Starts servers of its own in a temporary folder and prints one JSON object:

* `race`: several campaigns of one account want the same people at once, through several worker processes. Each campaign
  decides about each person, by `models.asks.actions.choose_asks`: the whole path, with candidates, consent, row locks, asks and
  messages stored. `decisions_per_second` counts a decision for each campaign and person (`asked` of them were to ask), over
  the wall clock from the first worker's begin to the last one's end. `over_cap` is counted afterwards by a query of its own,
  from the asks as they are stored: people with two asks in three days, three in seven or six in thirty.
* `choose`: a daily round as a worker does it, places for a fiftieth of the people: `shifts` by `choose_asks`, then, for those
  whose turn it is, `next_steps` by `ask_next_steps`; both together at the top. `megabytes` is the peak of the choosing process
  until then.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.asks_crowd import make_crowd, make_past_work
from bench.planning import vacuum
from bench.replay import servers
from models.asks.actions import ask_next_steps, choose_asks
from models.asks.next_steps import LOOKED_AT
from models.kernel import clock, work
from models.kernel.actor import system_actor
from server.database import close_database, open_database
from server.migrate import create_schema

OVER_CAP = """
SELECT count(*) FROM (
    SELECT person_id FROM asks WHERE account_id = $1 AND status <> 'recalled'
     GROUP BY person_id
    HAVING count(*) FILTER (WHERE coalesce(sent_at, chosen_at) > $2::timestamptz - interval '3 days') > 1
        OR count(*) FILTER (WHERE coalesce(sent_at, chosen_at) > $2::timestamptz - interval '7 days') > 2
        OR count(*) FILTER (WHERE coalesce(sent_at, chosen_at) > $2::timestamptz - interval '30 days') > 5) AS over
"""
"""How many people were asked too often: $1 account, $2 now."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a worker did: begin and end by the wall, processor seconds, megabytes at the peak until then."""

    asked: int
    begin: float
    end: float
    cpu: float
    megabytes: float


async def prepare(url: str, people: int, campaigns: int, places: int, *, past_work: bool) -> tuple[UUID, list[UUID]]:
    """An empty database becomes one with the account, as it lies there when it has rested for some minutes."""
    await create_schema(url)
    await open_database(url, patient=True, owner=True)
    try:
        async with work.unit_of_work(system_actor(UUID(int=0))), work.patiently():
            made = await make_crowd(people, campaigns, places)
            if past_work:
                await make_past_work(made[0])
    finally:
        await close_database()
    await vacuum(url)
    return made


def choose_in_process(
    url: str, account_id: UUID, tasks: list[UUID | None], ready: Barrier, told: "Queue[list[Part]]"
) -> None:
    """Choose asks for these tasks, one after the other, as soon as all are ready; for no task: a daily round."""
    told.put(asyncio.run(_choose(url, account_id, tasks, ready)))


async def _choose(url: str, account_id: UUID, tasks: list[UUID | None], ready: Barrier) -> list[Part]:
    await open_database(url, patient=True)
    try:
        await asyncio.to_thread(ready.wait)
        actor = system_actor(account_id)
        parts = [await _measured(choose_asks(actor, task_id=task)) for task in tasks]
        return parts if any(tasks) else [*parts, await _measured(ask_next_steps(actor))]
    finally:
        await close_database()


async def _measured(asking: Awaitable[int]) -> Part:
    begin, used = time.time(), time.process_time()
    asked = await asking
    used = time.process_time() - used
    return Part(asked, begin, time.time(), used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def run_workers(url: str, account_id: UUID, shares: list[list[UUID | None]]) -> list[list[Part]]:
    """A process for each share of the tasks, all begin at once."""
    context = multiprocessing.get_context("spawn")
    ready, told = context.Barrier(len(shares)), context.Queue()
    workers = [
        context.Process(target=choose_in_process, args=(url, account_id, share, ready, told)) for share in shares
    ]
    for worker in workers:
        worker.start()
    answers = [told.get(timeout=3600) for _ in workers]
    for worker in workers:
        worker.join()
    return answers


async def over_cap(url: str, account_id: UUID) -> int:
    """How many people were asked too often, counted from what is stored."""
    await open_database(url, patient=True)
    try:
        return int(await work.fetch_value(OVER_CAP, account_id, clock.now()))
    finally:
        await close_database()


def race(url: str, chosen: argparse.Namespace) -> dict[str, Any]:
    """Campaigns against each other."""
    account_id, tasks = asyncio.run(prepare(url, chosen.people, chosen.campaigns, chosen.people, past_work=False))
    shares: list[list[UUID | None]] = [list(tasks[number :: chosen.workers]) for number in range(chosen.workers)]
    answers = run_workers(url, account_id, [share for share in shares if share])
    parts = [part for answer in answers for part in answer]
    return {
        **_summary(parts, chosen.people * chosen.campaigns),
        "over_cap": asyncio.run(over_cap(url, account_id)),
        "campaigns": chosen.campaigns,
        "workers": len(answers),
    }


def choose(url: str, chosen: argparse.Namespace) -> dict[str, Any]:
    """One daily round for everybody."""
    places = max(1, chosen.people // 50)
    account_id, _ = asyncio.run(prepare(url, chosen.people, 1, places, past_work=True))
    ((shifts, next_steps),) = run_workers(url, account_id, [[None]])
    return {
        **_summary([shifts, next_steps], chosen.people),
        "over_cap": asyncio.run(over_cap(url, account_id)),
        "shifts": _summary([shifts], chosen.people),
        "next_steps": _summary([next_steps], min(chosen.people, LOOKED_AT)),
    }


def _summary(parts: list[Part], decisions: int) -> dict[str, Any]:
    seconds = max(part.end for part in parts) - min(part.begin for part in parts)
    return {
        "seconds": round(seconds, 2),
        "decisions_per_second": round(decisions / seconds),
        "asked": sum(part.asked for part in parts),
        "decisions": decisions,
        "cpu_seconds_of_workers": round(sum(part.cpu for part in parts), 2),
        "megabytes": round(max(part.megabytes for part in parts)),
    }


def main() -> None:
    """Read the arguments, run once, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("race", "choose"))
    parser.add_argument("--people", type=int, help="race: 200,000; choose: 1,000,000")
    parser.add_argument("--campaigns", type=int, default=4)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--json", action="store_true", help="print JSON on one line, for machines")
    chosen = parser.parse_args()
    chosen.people = chosen.people or (200_000 if chosen.what == "race" else 1_000_000)
    load = os.getloadavg()[0]
    with servers() as (url, _):
        found = race(url, chosen) if chosen.what == "race" else choose(url, chosen)
    result = {"people": chosen.people, **found, "cores": os.cpu_count(), "load": round(load, 2)}
    json.dump(result, sys.stdout, indent=None if chosen.json else 2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
