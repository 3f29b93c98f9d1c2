"""
The judge: adds up the ledger with its own few lines, reads Redis with its own client, and compares.

It uses nothing of what is tested but the names of boards.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from redis.asyncio import Redis

from tests.faults.stage import Stage, until

Board = dict[str, dict[str, int]]
"""Points in thousandths by board and member (hexadecimal)."""


async def add_up(stage: Stage) -> Board:
    """What every board should say: each entry for its person, team, region and the regions above."""
    parents = {row["id"]: row["parent_id"] for row in await stage.ask("SELECT id, parent_id FROM regions")}
    boards: dict[str, Counter[str]] = {}
    for entry in await stage.ask("SELECT ledger_id, team_id, region_id, local_date, points FROM ledger_entries"):
        for name, member in _places(entry, parents):
            boards.setdefault(name, Counter())[member.hex] += entry["points"]
    return {name: dict(members) for name, members in boards.items()}


def _places(entry: Any, parents: dict[UUID, UUID | None]) -> Iterable[tuple[str, UUID]]:
    for window in _windows(entry["local_date"]):
        yield f"person:{window}", entry["ledger_id"]
        if entry["team_id"]:
            yield f"team:{window}", entry["team_id"]
        region = entry["region_id"]
        while region:
            yield f"region:{window}:{parents[region] or 'world'}", region
            region = parents[region]


def _windows(day: date) -> list[str]:
    monday = day - timedelta(days=day.weekday())
    return [f"day:{day}", f"week:{monday}", f"month:{day.replace(day=1)}", f"season:{day.replace(month=1, day=1)}"]


async def totals(stage: Stage) -> Board:
    """What PostgreSQL's totals say."""
    rows = await stage.ask(
        """
        SELECT t.*, r.parent_id FROM totals t LEFT JOIN regions r ON t.kind = 'region' AND r.id = t.member_id
        """
    )
    boards: Board = {}
    for row in rows:
        name = f"{row['kind']}:{row['window_kind']}:{row['window_start']}"
        if row["kind"] == "region":
            name += f":{row['parent_id'] or 'world'}"
        boards.setdefault(name, {})[row["member_id"].hex] = row["points"]
    return boards


async def copies(stage: Stage, account_id: str) -> Board:
    """What the boards that Redis shows say."""
    redis = Redis.from_url(stage.redis.url, decode_responses=True)
    try:
        live = await redis.hget(f"boards:{account_id}", "live")
        head = f"board:{account_id}:{live}:"
        names = [key async for key in redis.scan_iter(match=f"{head}*") if not key.endswith(":versions")]
        return {
            name.removeprefix(head): {
                member: int(score) for member, score in await redis.zrange(name, 0, -1, withscores=True)
            }
            for name in names
        }
    finally:
        await redis.aclose()


async def ensure_boards_are_the_ledger(stage: Stage, account_id: str) -> int:
    """Assert that totals and boards are sums of the ledger, entry for entry; returns the number of entries."""
    expected = await add_up(stage)
    assert await totals(stage) == expected

    async def shown() -> bool:
        return await copies(stage, account_id) == expected

    await until(shown, pause=0.5)
    return sum(len(members) for members in expected.values())


async def ensure_each_counted_once(stage: Stage, keys: Iterable[str], answers: Iterable[dict[str, Any]]) -> None:
    """Assert that every key is in the ledger's activities once, and whatever was acknowledged with whom it belongs to."""
    rows = await stage.ask("SELECT ledger_id, client_key, revision FROM activities")
    assert Counter(row["client_key"] for row in rows) == Counter(keys)
    assert {row["revision"] for row in rows} == {0}
    stored = {(str(row["ledger_id"]), row["client_key"]) for row in rows}
    assert {(answer["ledger_id"], answer["key"]) for answer in answers} == stored
