"""Boards in Redis equal the ledger after any order, repetition, loss and crash of deliveries; none is shown half-built."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.kernel import outbox, redis_connection
from models.kernel.actor import system_actor
from models.kernel.ids import id_for, new_id
from models.kernel.tables import Account, OutboxRow
from models.leaderboards import copies
from models.leaderboards.actions import push_totals, rebuild_boards, verify_boards, watch_boards
from models.leaderboards.errors import RebuildInterrupted
from models.leaderboards.names import BoardName, prefix
from models.leaderboards.tables import BoardKind, Total, Window
from models.leaderboards.totals import Lines
from tests.factories import make_account
from tests.models.leaderboards.stage import Made, record, settle
from workers.looking import look

SUNDAY = date(2026, 11, 22)
BOARD = BoardName(BoardKind.PERSON, Window.DAY, SUNDAY)
PEOPLE = [id_for(f"person {number}") for number in range(4)]
TEAMS = [id_for(f"team {number}") for number in range(2)]
DAYS = [date(2026, 11, 22), date(2026, 11, 23), date(2026, 12, 31), date(2027, 1, 1)]

entries = st.builds(
    Made,
    ledger_id=st.sampled_from(PEOPLE),
    points=st.integers(-5000, 5000),
    on=st.sampled_from(DAYS),
    region_id=st.sampled_from([id_for("region:US-NY-061"), id_for("region:US-NY-047")]),
    team_id=st.none() | st.sampled_from(TEAMS),
)
steps = st.one_of(
    st.tuples(st.just("record"), st.lists(entries, min_size=1, max_size=3)),
    st.sampled_from(
        [
            ("fold", None),
            ("push", None),
            ("lose pushes", None),
            ("repeat an old push", None),
            ("crash while building", None),
            ("empty redis", None),
            ("rebuild", None),
        ]
    ),
)


async def empty_redis(account: Account) -> None:
    """As a restart without a disk does, but for this account alone."""
    keys = [key async for key in redis_connection.redis().scan_iter(match=f"*{account.id}*", count=1000)]
    if keys:
        await redis_connection.redis().delete(*keys)


async def take_step(account: Account, step: str, argument: list[Made] | None, old: list[dict[str, object]]) -> bool:
    """One thing that happens; true when what is on its way to Redis is lost by it."""
    actor = system_actor(account.id)
    if step == "record":
        await record(account, argument or [])
    elif step == "fold":
        await look("activity.recorded")
        old.extend([row.payload for row in await OutboxRow.filter(account_id=account.id, name="boards.push")])
    elif step == "push":
        await look("boards.push")
    elif step == "lose pushes":
        await OutboxRow.filter(account_id=account.id, name="boards.push").delete()
    elif step == "repeat an old push" and old:
        await push_totals(actor, old[: len(old) // 2 + 1])
    elif step == "crash while building":
        await copies.begin_generation(account.id)
    elif step == "empty redis":
        await empty_redis(account)
    elif step == "rebuild":
        await rebuild_boards(actor)
    return step == "lose pushes"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(steps, max_size=12))
async def test_whatever_happens_the_boards_come_to_equal_the_ledger(
    committed_db: str, story: list[tuple[str, list[Made] | None]]
) -> None:
    account = await make_account()
    old: list[dict[str, object]] = []
    lost = False
    for step, argument in story:
        lost = await take_step(account, step, argument, old) or (lost and step != "rebuild")
    await settle()
    await watch_boards()
    await settle()
    if lost:
        await rebuild_boards(system_actor(account.id))
    assert await verify_boards(system_actor(account.id)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deliveries=st.lists(st.integers(1, 6), min_size=1, max_size=15))
async def test_the_newest_version_wins_in_any_order(committed_db: str, deliveries: list[int]) -> None:
    account_id = new_id()
    await copies.make_live(account_id, await copies.begin_generation(account_id))
    for version in deliveries:
        assert await copies.write_everywhere(
            account_id, [Lines(BOARD, f"{PEOPLE[0].hex} {1000 - version} {version}", 1)]
        )
    assert await copies.top(account_id, BOARD, 0, 10) == [(PEOPLE[0], 1000 - max(deliveries))]


async def test_large_numbers_arrive_exactly(committed_db: str) -> None:
    account_id = new_id()
    await copies.make_live(account_id, await copies.begin_generation(account_id))
    points = 2**53 - 1
    await copies.write_everywhere(account_id, [Lines(BOARD, f"{PEOPLE[0].hex} {points} {2**53 - 2}", 1)])
    await copies.write_everywhere(account_id, [Lines(BOARD, f"{PEOPLE[0].hex} {points} {2**53 - 1}", 1)])
    assert await copies.top(account_id, BOARD, 0, 1) == [(PEOPLE[0], points)]
    near = await copies.around(account_id, BOARD, PEOPLE[0], 2)
    assert near is not None
    assert [(one.place, one.points) for one in near] == [(1, points)]


async def test_a_board_of_thousands_is_written_whole(committed_db: str) -> None:
    account_id = new_id()
    await copies.make_live(account_id, await copies.begin_generation(account_id))
    members = [new_id() for _ in range(2_500)]
    for version in (1, 2):
        text = " ".join(f"{member.hex} {number + version} {version}" for number, member in enumerate(members))
        await copies.write_everywhere(account_id, [Lines(BOARD, text, len(members))])
    found = await copies.top(account_id, BOARD, 0, 10_000)
    assert found == [(member, number + 2) for number, member in enumerate(members)][::-1]


async def test_nothing_is_shown_before_a_rebuild_is_complete(committed_account: Account) -> None:
    account_id = committed_account.id
    await record(committed_account, [Made(person, 1000, SUNDAY) for person in PEOPLE])
    await look("activity.recorded")
    await look("boards.push")
    assert await copies.top(account_id, BOARD, 0, 10) is None
    generation = await copies.begin_generation(account_id)
    assert await copies.write_into(account_id, generation, [Lines(BOARD, f"{PEOPLE[0].hex} 1000 1", 1)])
    assert await copies.top(account_id, BOARD, 0, 10) is None
    await look("boards.rebuild")
    assert len(await copies.top(account_id, BOARD, 0, 10) or []) == 4
    assert not await copies.write_into(account_id, generation, [Lines(BOARD, f"{PEOPLE[0].hex} 7 99", 1)])
    assert await verify_boards(system_actor(account_id)) == []


async def test_changes_during_a_rebuild_go_to_old_and_new(
    committed_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    account_id = committed_account.id
    await record(committed_account, [Made(PEOPLE[0], 1000, SUNDAY)])
    await settle()
    begin = copies.begin_generation

    async def begin_while_work_goes_on(account_id: UUID) -> str:
        generation = await begin(account_id)
        await record(committed_account, [Made(PEOPLE[0], 1, SUNDAY), Made(PEOPLE[1], 2, SUNDAY)])
        await settle()
        assert await copies.top(account_id, BOARD, 0, 10) == [(PEOPLE[0], 1001), (PEOPLE[1], 2)]
        return generation

    monkeypatch.setattr(copies, "begin_generation", begin_while_work_goes_on)
    await rebuild_boards(system_actor(account_id))
    assert await copies.top(account_id, BOARD, 0, 10) == [(PEOPLE[0], 1001), (PEOPLE[1], 2)]
    assert await verify_boards(system_actor(account_id)) == []


async def test_a_rebuild_that_is_overtaken_shows_nothing(
    committed_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    account_id = committed_account.id
    await record(committed_account, [Made(PEOPLE[0], 1000, SUNDAY)])
    await settle()
    live = await copies.live_generation(account_id)
    begin = copies.begin_generation

    async def begin_and_be_overtaken(account_id: UUID) -> str:
        generation = await begin(account_id)
        await begin(account_id)
        return generation

    monkeypatch.setattr(copies, "begin_generation", begin_and_be_overtaken)
    with pytest.raises(RebuildInterrupted):
        await rebuild_boards(system_actor(account_id))
    assert await copies.live_generation(account_id) == live
    monkeypatch.undo()
    await rebuild_boards(system_actor(account_id))
    keys = {key async for key in redis_connection.redis().scan_iter(match=f"{prefix(account_id)}*")}
    current = await copies.live_generation(account_id)
    assert current is not None
    assert {key.split(":")[2] for key in keys} == {current}


async def test_a_restarted_redis_is_rebuilt_once(committed_account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    await record(committed_account, [Made(PEOPLE[0], 1000, SUNDAY)])
    await settle()
    assert await watch_boards() == 0
    await redis_connection.redis().hset(f"boards:{committed_account.id}", "server", "an earlier run")  # type: ignore[misc]
    assert await watch_boards() == 1
    assert await watch_boards() == 1
    assert await OutboxRow.filter(name="boards.rebuild").count() == 1
    await settle()
    assert await watch_boards() == 0


async def test_verifying_names_each_entry_that_differs(committed_account: Account) -> None:
    account_id = committed_account.id
    await record(committed_account, [Made(person, 1000, SUNDAY) for person in PEOPLE[:3]])
    await settle()
    head = f"{prefix(account_id)}{await copies.live_generation(account_id)}:"
    await redis_connection.redis().zadd(f"{head}{BOARD}", {PEOPLE[0].hex: 999, PEOPLE[3].hex: 5})
    await redis_connection.redis().zrem(f"{head}{BOARD}", PEOPLE[1].hex)
    await redis_connection.redis().zadd(f"{head}person:day:2020-01-01", {PEOPLE[0].hex: 1})
    found = {
        (one.copy, one.board, one.member_id, one.expected, one.found)
        for one in await verify_boards(system_actor(account_id))
    }
    assert found == {
        ("redis", str(BOARD), PEOPLE[0], 1000, 999),
        ("redis", str(BOARD), PEOPLE[1], 1000, None),
        ("redis", str(BOARD), PEOPLE[3], 0, 5),
        ("redis", "person:day:2020-01-01", None, 0, None),
    }
    await rebuild_boards(system_actor(account_id))
    assert await verify_boards(system_actor(account_id)) == []


async def test_a_crash_between_commit_and_push_loses_nothing(committed_account: Account) -> None:
    await record(committed_account, [Made(PEOPLE[0], 1000, SUNDAY)])
    await settle()
    await record(committed_account, [Made(PEOPLE[0], 1, SUNDAY)])
    await look("activity.recorded")
    assert (
        await Total.get(account_id=committed_account.id, member_id=PEOPLE[0], window_kind=Window.DAY).values_list(
            "points", flat=True
        )
        == 1001
    )
    assert await copies.top(committed_account.id, BOARD, 0, 10) == [(PEOPLE[0], 1000)]
    assert await outbox.due_names() == {"activity.check", "activity.settled", "boards.push"}
    await settle()
    assert await copies.top(committed_account.id, BOARD, 0, 10) == [(PEOPLE[0], 1001)]
