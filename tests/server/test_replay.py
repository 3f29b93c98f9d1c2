"""A replay counts everything once, however often it is killed, and its boards equal the ledger."""

import asyncio
import os
import sys
from pathlib import Path
from random import Random

import pytest

from models.activity.tables import Activity, LedgerEntry
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.leaderboards.actions import verify_boards
from models.people.tables import Consent, Import, Person, Team
from server.replay import replay, taking_in
from server.replay.settling import find_or_settle
from server.replay.stream import read_stream
from tests.factories import make_account
from tests.server.replaying import SOME, STREAM, boards, net_ledger
from workers.looking import look

FEW = 800
_REPLAY = """
import asyncio, sys
from pathlib import Path
from models.kernel import redis_connection
from server.database import open_database
from server.replay import replay, taking_in

async def main():
    postgres, redis, folder, slug, limit = sys.argv[1:]
    taking_in.BATCH = 250
    await open_database(postgres, patient=True)
    redis_connection.connect(redis)
    print("begun", flush=True)
    await replay(Path(folder), account=slug, limit=int(limit), report=lambda step, done, whole: print(step, done, flush=True))

asyncio.run(main())
"""


async def verified(slug: str) -> bool:
    account = await Account.get(slug=slug)
    return await verify_boards(system_actor(account.id)) == []


async def test_the_stream_with_points_and_boards(geography: object, committed_db: str) -> None:
    said: list[str] = []
    summary = await replay(STREAM, account="tenth", limit=SOME, report=lambda step, *_: said.append(step))
    assert (summary["actions"], summary["new"]) == (SOME, SOME)
    account = await Account.get(slug="tenth")
    assert await Activity.filter(account_id=account.id).count() == SOME
    people = {action.person for action in read_stream(STREAM, SOME).actions}
    assert await Person.filter(account_id=account.id).count() == len(people)
    assert await verified("tenth")
    assert {"Activities", "Adding up the ledger", "Copying the boards"} <= set(said)
    sizes = [team.member_count for team in await Team.filter(account_id=account.id)]
    assert min(sizes) >= 5
    assert max(sizes) <= 15


async def test_twice_counts_nothing_twice(geography: object, committed_db: str) -> None:
    await replay(STREAM, account="twice", limit=FEW)
    once = await net_ledger("twice"), await boards("twice"), await LedgerEntry.all().count()
    summary = await replay(STREAM, account="twice", limit=FEW)
    assert summary["new"] == 0
    assert (await net_ledger("twice"), await boards("twice"), await LedgerEntry.all().count()) == once
    assert await Account.all().count() == 1


async def test_what_was_taken_in_without_saying_so_counts_once(geography: object, committed_db: str) -> None:
    await replay(STREAM, account="forgetful", limit=FEW)
    once = await net_ledger("forgetful"), await boards("forgetful")
    await Import.all().update(counts={"taken": 300})
    summary = await replay(STREAM, account="forgetful", limit=FEW)
    assert summary["new"] == 0
    assert (await net_ledger("forgetful"), await boards("forgetful")) == once


async def test_workers_beside_a_replay_change_nothing(
    geography: object, committed_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await replay(STREAM, account="alone", limit=FEW)
    monkeypatch.setattr(taking_in, "BATCH", 100)
    running = asyncio.create_task(replay(STREAM, account="beside", limit=FEW))
    while not running.done():
        await look("activity.recorded")
        await look("boards.push")
        await asyncio.sleep(0)
    await look("boards.push")
    assert await net_ledger("beside") == await net_ledger("alone")
    assert await boards("beside") == await boards("alone")
    assert await verified("beside")


async def test_people_settle_all_or_none(geography: object, committed_db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    account = await make_account(slug="empty")
    stream = read_stream(STREAM, 100)

    def fall(*_: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as patched:
        patched.setattr("server.replay.settling._consent_rows", fall)
        with pytest.raises(ConnectionResetError):
            await find_or_settle(system_actor(account.id), stream)
    assert await Person.all().count() == await Team.all().count() == await Import.all().count() == 0
    await find_or_settle(system_actor(account.id), stream)
    assert await Consent.all().count() >= 3 * await Person.all().count() > 0


@pytest.mark.fault
async def test_killed_at_any_moment_and_resumed_it_comes_to_the_same(
    geography: object, committed_db: str, redis_url: str
) -> None:
    limit = 2_000
    await replay(STREAM, account="undisturbed", limit=limit)
    dice = Random(6)
    kills = 0
    for _ in range(4):
        killed = await run_and_kill(
            committed_db, redis_url, "killed", limit, after_lines=dice.randint(1, 10), dice=dice
        )
        kills += killed
    assert kills > 0
    assert not await run_and_kill(committed_db, redis_url, "killed", limit, after_lines=None, dice=dice)
    assert await net_ledger("killed") == await net_ledger("undisturbed")
    assert await boards("killed") == await boards("undisturbed")
    assert await verified("killed")


async def run_and_kill(
    postgres: str, redis: str, slug: str, limit: int, *, after_lines: int | None, dice: Random
) -> bool:
    """Run a replay in a process of its own and kill -9 it some moments after it said so many lines; whether it came to that."""
    root = Path(__file__).parents[2]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _REPLAY, postgres, redis, str(STREAM), slug, str(limit)),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'graphql'}"},
    )
    assert process.stdout is not None
    lines = 0
    while await process.stdout.readline():
        lines += 1
        if lines == after_lines:
            await asyncio.sleep(dice.random() * 0.1)
            if process.returncode is None:
                process.kill()
    code = await process.wait()
    assert code in {0, -9}
    return code == -9
