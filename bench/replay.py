"""
How fast a stream of real actions is taken in, beside the fastest that the same database can do: COPY of the bare rows.

Starts servers of its own in a temporary folder, loads the geography (not counted), copies the bare rows of the stream
into a table without indexes, then replays the stream with points, totals and boards, and verifies every board entry.
Prints one JSON object. The machine should be idle: the load average before the run is part of the object.
"""

import argparse
import asyncio
import gzip
import io
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import asyncpg

from models.kernel import redis_connection
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.leaderboards.actions import verify_boards
from models.regions.loading import load_geography
from server.database import close_database, open_database
from server.embedded.postgres import start_postgres
from server.embedded.redis import start_redis
from server.migrate import create_schema
from server.replay import replay
from server.replay.stream import FILE


@contextmanager
def servers() -> Iterator[tuple[str, str]]:
    """A PostgreSQL and a Redis that keep what they are given, for the length of the block: their addresses."""
    folder = Path(tempfile.mkdtemp(prefix="gs-bench-"))
    folder.chmod(0o755)
    postgres = start_postgres(folder / "postgres")
    redis = start_redis(folder / "redis")
    try:
        yield postgres.url, redis.url
    finally:
        redis.stop()
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def seconds_to_copy_bare_rows(url: str, folder: Path, limit: int | None) -> float:
    """Read the file and COPY its rows (the first `limit`) as they are, with one index that refuses repetition."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(
            "CREATE TABLE bare_rows (id text PRIMARY KEY, at text, person text, kind text, object text)"
        )
        began = time.perf_counter()
        with gzip.open(folder / FILE, "rb") as file:
            rows = io.BytesIO(b"".join(islice(file, None if limit is None else limit + 1)))
        await connection.copy_to_table("bare_rows", source=rows, format="csv", header=True)
        return time.perf_counter() - began
    finally:
        await connection.execute("DROP TABLE bare_rows")
        await connection.close()


async def measure(folder: Path, postgres_url: str, redis_url: str, limit: int | None) -> dict[str, Any]:
    """One run."""
    load_before = os.getloadavg()[0]
    await create_schema(postgres_url)
    await open_database(postgres_url, patient=True)
    redis_connection.connect(redis_url)
    try:
        await load_geography()
        bare = await seconds_to_copy_bare_rows(postgres_url, folder, limit)
        began = time.perf_counter()
        summary = await replay(folder, account="bench", limit=limit)
        seconds = time.perf_counter() - began
        actor = system_actor((await Account.get(slug="bench")).id)
        began = time.perf_counter()
        differences = len(await verify_boards(actor))
        verifying = time.perf_counter() - began
    finally:
        await redis_connection.close()
        await close_database()
    actions = summary["actions"]
    assert isinstance(actions, int)
    return {
        **summary,
        "total_seconds": round(seconds, 2),
        "activities_per_second": round(actions / seconds),
        "bare_copy_seconds": round(bare, 3),
        "times_the_bare_copy": round(seconds / bare, 1),
        "verify_seconds": round(verifying, 2),
        "differences": differences,
        "cores": os.cpu_count(),
        "load_before": round(load_before, 2),
        "machine_was_busy": load_before > 1,
    }


def main() -> None:
    """Read the arguments, run once, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the stream")
    parser.add_argument("--json", action="store_true", help="print JSON on one line, for machines")
    parser.add_argument("--limit", type=int, help="take in only the first so many actions")
    chosen = parser.parse_args()
    with servers() as (postgres_url, redis_url):
        result = asyncio.run(measure(chosen.folder, postgres_url, redis_url, chosen.limit))
    json.dump(result, sys.stdout, indent=None if chosen.json else 2)
    print()


if __name__ == "__main__":
    main()
