"""
The nightly run as the product does it: people and tasks in PostgreSQL, matched by one worker alone, and in shards as jobs.

    python bench/matching_jobs.py --people 100000 --tasks 1000 --shards 8 --json

People and tasks are those of `bench/matching_instances.py`, stored in a database of its own in a temporary folder. Prints one
JSON object: of the run `alone` and of the one `in_shards` the certificate (`core`), the one with care limits on (`care`), what the
matches are worth, pairs, matches, and processor seconds of the worker; `part_of_one` is the sum of work of all shards by
that of the worker alone. Jobs are done here one after the other, in one process, as any number of workers would share them.
`megabytes` is the peak of the process.
"""

import argparse
import asyncio
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.matching_campaign import make_campaign
from bench.replay import servers
from models.kernel import ids
from models.kernel.actor import system_actor
from models.matching.actions import match_all, match_tasks
from models.matching.actions.match_all import configure
from models.matching.solver.warm_up import compile_everything
from models.matching.tables import Match, MatchRun
from server.database import close_database, open_database
from server.migrate import create_schema
from workers.looking import look

NAMES = ("matching.shard", "matching.border", "matching.conclude", "matching.unite")


async def measure(url: str, chosen: argparse.Namespace) -> dict[str, Any]:
    """Both runs over one campaign."""
    await create_schema(url)
    await open_database(url, patient=True, owner=True)
    try:
        account_id = await make_campaign(chosen.people, chosen.tasks, chosen.seed)
        alone = await _told(account_id, _alone)
        configure(chosen.people // chosen.shards)
        in_shards = await _told(account_id, _in_shards)
        part = round(in_shards["cpu_seconds"] / alone["cpu_seconds"], 3)
        return {"alone": alone, "in_shards": {**in_shards, "part_of_one": part}}
    finally:
        await close_database()


async def _alone(account_id: UUID) -> None:
    await match_tasks(system_actor(account_id), trigger="bench")


async def _in_shards(account_id: UUID) -> None:
    await match_all(system_actor(account_id), run_id=ids.new_id(), trigger="bench")
    while sum([await look(name) for name in NAMES]):
        pass


async def _told(account_id: UUID, make_run: Any) -> dict[str, Any]:
    began, used = time.perf_counter(), time.process_time()
    await make_run(account_id)
    seconds, used = time.perf_counter() - began, time.process_time() - used
    run = await MatchRun.filter(account_id=account_id).order_by("-started_at").first()
    assert run is not None
    return {
        "shards": run.shards,
        "people": run.people,
        "pairs": run.pairs,
        "matches": await Match.filter(account_id=account_id, run_id=run.id, reserve=False).count(),
        "value": round(run.value, 3),
        "core": round(run.core_value / run.bound, 5),
        "care": round((run.care_value or 0) / (run.care_bound or 1), 5),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(used, 2),
    }


def main() -> None:
    """Read the arguments, run once, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--shards", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print JSON on one line, for machines")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    compile_everything()
    with servers() as (url, _):
        found = asyncio.run(measure(url, chosen))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    shape = {"people": chosen.people, "tasks": chosen.tasks, "seed": chosen.seed}
    result = shape | found | {"megabytes": round(peak), "cores": os.cpu_count(), "load": round(load, 2)}
    json.dump(result, sys.stdout, indent=None if chosen.json else 2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
