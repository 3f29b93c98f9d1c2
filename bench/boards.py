"""
How fast boards keep up, beside the fastest that Redis can do.

Starts servers of its own in a temporary folder and prints one JSON object:

* `writes`: activities a second, each on 12 boards (a person, a team and a region in four windows). `ours` is the fenced,
  batched path (`copies.write_everywhere`), `bare` a loop over one socket that packs the same number of ZADD commands by
  hiredis and reads the answers, nothing else. Both in turns, over the same members.
* `latency`: from storing an activity to a watcher that has read a board with it, at a steady rate, through fold, push and
  publication in this one process; seconds.
* `reads`: milliseconds that Redis itself spends (commandstats) on rank with neighbours and on the top 100.
* `bytes_per_entry`: memory of one member of one board, with its fence.
* `rebuild`: see `bench/boards_rebuild.py`.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

import hiredis

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.boards_latency import latency
from bench.boards_rebuild import rebuild
from bench.replay import servers
from models.kernel import ids, redis_connection
from models.leaderboards import copies
from models.leaderboards.names import BoardName
from models.leaderboards.tables import BoardKind, Window
from models.leaderboards.totals import TotalRow, lines_of
from server.database import close_database, open_database
from server.migrate import create_schema

BATCH = 500
ROUNDS = 5
DAY = date(2026, 11, 18)
STARTS = {
    Window.DAY: DAY,
    Window.WEEK: date(2026, 11, 16),
    Window.MONTH: date(2026, 11, 1),
    Window.SEASON: date(2026, 9, 1),
}
UNITED_STATES = ids.id_for("region:US")
BOARDS = [
    BoardName(kind, window, start, UNITED_STATES if kind is BoardKind.REGION else None)
    for kind in BoardKind
    for window, start in STARTS.items()
]

Batch = list[TotalRow]


def batches(dice: random.Random, people: list[UUID], count: int, version: int) -> Iterator[Batch]:
    """Batches of activities as the totals that they change: 12 for each, of members of their own."""
    for number in range(count):
        members = dice.sample(people, BATCH)
        yield [
            TotalRow(board, member, dice.randint(1, 10**7), version + number) for board in BOARDS for member in members
        ]


def connect(url: str) -> socket.socket:
    """A socket to a Redis at `redis://host:port` or `unix://path`."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        found = socket.socket(socket.AF_UNIX)
        found.connect(unquote(parts.path))
        return found
    return socket.create_connection((parts.hostname or "localhost", parts.port or 6379))


def _zadd(row: TotalRow) -> bytes:
    """The command of one write, as it goes over the wire."""
    command: Any = ("ZADD", f"bare:{row.board}", row.points, row.member_id.hex)
    packed: bytes = hiredis.pack_command(command)
    return packed


def bare_seconds(url: str, found: list[Batch]) -> float:
    """Seconds to write all rows by ZADD, one command each, a batch in one go."""
    connection, reader = connect(url), hiredis.Reader()
    began = time.perf_counter()
    for batch in found:
        connection.sendall(b"".join(_zadd(row) for row in batch))
        answers = 0
        while answers < len(batch):
            reader.feed(connection.recv(1 << 16))
            while reader.gets() is not False:
                answers += 1
    seconds = time.perf_counter() - began
    connection.close()
    return seconds


async def our_seconds(account_id: UUID, found: list[Batch]) -> float:
    """Seconds to write all rows as a worker does."""
    began = time.perf_counter()
    for batch in found:
        await copies.write_everywhere(account_id, lines_of(batch))
    return time.perf_counter() - began


async def writes(url: str, people: int, count: int) -> dict[str, Any]:
    """Both paths in turns; the middle of the rounds."""
    dice, account_id = random.Random(4), ids.new_id()
    members = [ids.new_pseudonym() for _ in range(people)]
    await copies.make_live(account_id, await copies.begin_generation(account_id))
    ours, bare = [], []
    for round_ in range(ROUNDS + 1):
        found = list(batches(dice, members, count, 1 + round_ * count))
        bare.append(count * BATCH / bare_seconds(url, found))
        ours.append(count * BATCH / await our_seconds(account_id, found))
    ratios = sorted(one / other for one, other in zip(ours[1:], bare[1:], strict=True))
    return {
        "boards_per_activity": len(BOARDS),
        "ours_per_second": round(sorted(ours[1:])[ROUNDS // 2]),
        "bare_per_second": round(sorted(bare[1:])[ROUNDS // 2]),
        "share_of_bare": round(ratios[ROUNDS // 2], 3),
        "shares": [round(ratio, 3) for ratio in ratios],
    }


async def reads(people: int) -> dict[str, Any]:
    """A board of so many people: what Redis spends on reading it, and how much memory it takes."""
    redis, account_id, board = redis_connection.redis(), ids.new_id(), BOARDS[0]
    before = (await redis.info("memory"))["used_memory"]
    await copies.make_live(account_id, await copies.begin_generation(account_id))
    dice, members = random.Random(5), [ids.new_pseudonym() for _ in range(people)]
    for start in range(0, people, 10_000):
        rows = [TotalRow(board, member, dice.randint(1, 10**6), 1) for member in members[start : start + 10_000]]
        await copies.write_everywhere(account_id, lines_of(rows))
    after = (await redis.info("memory"))["used_memory"]
    around = await _at_the_server([copies.around(account_id, board, dice.choice(members), 2) for _ in range(200)])
    top = await _at_the_server([copies.top(account_id, board, 0, 100) for _ in range(200)])
    return {
        "people": people,
        "rank_and_neighbours_ms": around,
        "top_100_ms": top,
        "both_ms": round(around + top, 4),
        "bytes_per_entry": round((after - before) / people, 1),
    }


async def _at_the_server(calls: list[Any]) -> float:
    """Milliseconds a call, as Redis counts them; the first call loads the script."""
    redis = redis_connection.redis()
    await calls[0]
    await redis.config_resetstat()
    for call in calls[1:]:
        await call
    stats = await redis.info("commandstats")
    return round(float(stats["cmdstat_evalsha"]["usec"]) / len(calls[1:]) / 1000, 4)


def _say(parts: dict[str, Any]) -> None:
    """Progress, on standard error: the part that is done."""
    name = list(parts)[-1]
    print(f"{name}: {json.dumps(parts[name])}", file=sys.stderr)


async def measure(postgres_url: str, redis_url: str, chosen: argparse.Namespace) -> dict[str, Any]:
    """One run of everything."""
    load, began, cpu = os.getloadavg()[0], time.monotonic(), time.process_time()
    await create_schema(postgres_url)
    await open_database(postgres_url, patient=True)
    redis_connection.connect(redis_url)
    try:
        parts: dict[str, Any] = {"writes": await writes(redis_url, min(chosen.people, 100_000), chosen.batches)}
        _say(parts)
        parts["latency"] = await latency(chosen.rate, timedelta(seconds=chosen.seconds))
        _say(parts)
        parts["reads"] = await reads(chosen.people)
        _say(parts)
        await redis_connection.redis().flushdb()
        parts["rebuild"] = await rebuild(chosen.people)
    finally:
        await redis_connection.close()
        await close_database()
    head = {"bench": "boards", "cores": os.cpu_count(), "load_before": round(load, 2), "machine_was_busy": load > 1}
    spent = {"seconds": round(time.monotonic() - began, 1), "cpu_seconds": round(time.process_time() - cpu, 1)}
    return head | parts | spent


def main() -> None:
    """Read the options, run once, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one line")
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--batches", type=int, default=20, help="batches of 500 activities in each round")
    parser.add_argument("--rate", type=int, default=1000, help="activities a second")
    parser.add_argument("--seconds", type=int, default=20, help="how long the rate is kept up")
    chosen = parser.parse_args()
    with servers() as (postgres_url, redis_url):
        result = asyncio.run(measure(postgres_url, redis_url, chosen))
    print(json.dumps(result, indent=None if chosen.json else 2))


if __name__ == "__main__":
    main()
