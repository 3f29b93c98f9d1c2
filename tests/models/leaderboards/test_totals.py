"""Ledger entries are folded into the totals exactly once, whatever happens on the way."""

import asyncio
from datetime import date
from uuid import UUID

import pytest

from models.kernel import outbox, work
from models.kernel.actor import system_actor
from models.kernel.ids import new_id
from models.kernel.tables import Account, OutboxRow
from models.leaderboards import totals
from models.leaderboards.actions import fold_entries, verify_boards
from models.leaderboards.tables import BoardKind, Season, Total, Window
from tests.models.leaderboards.stage import (
    NEW_YORK,
    NEW_YORK_COUNTY,
    UNITED_STATES,
    Made,
    record,
    settle,
)
from workers.looking import look

SUNDAY = date(2026, 11, 22)


async def points_of(account: Account, member_id: UUID) -> dict[tuple[str, date], int]:
    rows = await Total.filter(account_id=account.id, member_id=member_id)
    return {(row.window_kind.value, row.window_start): row.points for row in rows}


async def test_an_entry_counts_in_every_window_of_its_date(committed_account: Account) -> None:
    ada = new_id()
    await record(committed_account, [Made(ada, 1500, SUNDAY)])
    await settle()
    assert await points_of(committed_account, ada) == {
        ("day", SUNDAY): 1500,
        ("week", date(2026, 11, 16)): 1500,
        ("month", date(2026, 11, 1)): 1500,
        ("season", date(2026, 1, 1)): 1500,
    }


async def test_seasons_are_those_of_the_account_the_latest_to_start_where_they_overlap(
    committed_account: Account,
) -> None:
    for name, starts_on, ends_on in (
        ("Autumn", date(2026, 9, 1), date(2026, 12, 31)),
        ("Final days", date(2026, 11, 20), date(2026, 11, 30)),
    ):
        await Season.create(
            id=new_id(), account_id=committed_account.id, name=name, starts_on=starts_on, ends_on=ends_on
        )
    ada = new_id()
    days = (date(2026, 8, 31), date(2026, 9, 1), date(2026, 11, 20), date(2026, 12, 1))
    await record(committed_account, [Made(ada, 10**power, day) for power, day in enumerate(days)])
    await settle()
    seasons = await Total.filter(account_id=committed_account.id, member_id=ada, window_kind=Window.SEASON)
    assert {row.window_start: row.points for row in seasons} == {
        date(2026, 1, 1): 1,
        date(2026, 9, 1): 1010,
        date(2026, 11, 20): 100,
    }


async def test_person_team_and_region_each_get_the_points(committed_account: Account) -> None:
    ada, grace, team = new_id(), new_id(), new_id()
    await record(
        committed_account,
        [Made(ada, 1000, SUNDAY, team_id=team), Made(grace, 200, SUNDAY, team_id=team), Made(grace, 30, SUNDAY)],
    )
    await settle()
    today = Total.filter(account_id=committed_account.id, window_kind=Window.DAY)
    found = {(row.kind, row.member_id): row.points for row in await today}
    assert (
        found.items()
        >= {
            (BoardKind.PERSON, ada): 1000,
            (BoardKind.PERSON, grace): 230,
            (BoardKind.TEAM, team): 1200,
            (BoardKind.REGION, NEW_YORK_COUNTY): 1230,
        }.items()
    )


async def test_points_rise_through_all_regions_above(geography: object, committed_account: Account) -> None:
    await record(committed_account, [Made(new_id(), 700, SUNDAY)])
    await settle()
    regions = await Total.filter(account_id=committed_account.id, kind=BoardKind.REGION, window_kind=Window.WEEK)
    assert {row.member_id: row.points for row in regions} == {
        NEW_YORK_COUNTY: 700,
        NEW_YORK: 700,
        UNITED_STATES: 700,
    }


async def test_what_is_taken_back_is_subtracted_and_raises_the_version(committed_account: Account) -> None:
    ada = new_id()
    await record(committed_account, [Made(ada, 700, SUNDAY)])
    await settle()
    await record(committed_account, [Made(ada, -300, SUNDAY)])
    await settle()
    total = await Total.get(account_id=committed_account.id, member_id=ada, window_kind=Window.DAY)
    assert (total.points, total.version) == (400, 2)


async def test_a_job_folded_twice_counts_once(committed_account: Account) -> None:
    ada = new_id()
    await record(committed_account, [Made(ada, 700, SUNDAY)])
    (row,) = await outbox.claim("activity.recorded", 10)
    jobs = {row["id"]: [UUID(entry_id) for entry_id in row["payload"]["entry_ids"]]}
    actor = system_actor(committed_account.id)
    folded = await asyncio.gather(*(fold_entries(actor, jobs) for _ in range(3)))
    assert sorted(folded) == [0, 0, 1]
    assert (await points_of(committed_account, ada))[("day", SUNDAY)] == 700


async def test_a_fold_that_fails_leaves_everything_as_it_was(
    committed_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fall(*_: object, **__: object) -> None:
        raise ConnectionResetError

    ada = new_id()
    await record(committed_account, [Made(ada, 700, SUNDAY)])
    with monkeypatch.context() as patched:
        patched.setattr(outbox, "enqueue", fall)
        await look("activity.recorded")
    assert await points_of(committed_account, ada) == {}
    (job,) = await OutboxRow.all()
    await OutboxRow.filter(id=job.id).update(due_at=job.due_at.replace(year=2020))
    await settle()
    assert (await points_of(committed_account, ada))[("day", SUNDAY)] == 700


async def test_folds_beside_each_other_neither_deadlock_nor_lose(committed_account: Account) -> None:
    people = [new_id() for _ in range(20)]
    for round_ in range(10):
        ordered = people if round_ % 2 else people[::-1]
        await record(committed_account, [Made(person, 1, SUNDAY) for person in ordered])
    actor = system_actor(committed_account.id)

    async def worker() -> None:
        while rows := await outbox.claim("activity.recorded", 1):
            await fold_entries(actor, {row["id"]: [UUID(x) for x in row["payload"]["entry_ids"]] for row in rows})

    await asyncio.gather(*(worker() for _ in range(4)))
    for person in people:
        assert (await points_of(committed_account, person))[("day", SUNDAY)] == 10
    region = await points_of(committed_account, NEW_YORK_COUNTY)
    assert region[("season", date(2026, 1, 1))] == 200


async def test_recounting_takes_in_what_waits_and_mends_what_is_wrong(committed_account: Account) -> None:
    ada, nobody = new_id(), new_id()
    await record(committed_account, [Made(ada, 700, SUNDAY)])
    await settle()
    await Total.filter(account_id=committed_account.id, member_id=ada, window_kind=Window.DAY).update(points=9)
    await Total.create(
        member_id=nobody,
        account_id=committed_account.id,
        kind=BoardKind.PERSON,
        window_kind=Window.DAY,
        window_start=SUNDAY,
        points=5,
        version=3,
    )
    await record(committed_account, [Made(ada, 50, SUNDAY)])
    actor = system_actor(committed_account.id)
    wrong = {(one.member_id, one.expected, one.found) for one in await verify_boards(actor) if one.copy == "totals"}
    assert wrong == {(ada, 700, 9), (nobody, 0, 5)}
    async with work.unit_of_work(actor):
        await totals.recount(committed_account.id)
    assert (await points_of(committed_account, ada))[("day", SUNDAY)] == 750
    gone = await Total.get(account_id=committed_account.id, member_id=nobody)
    assert (gone.points, gone.version) == (0, 4)
    assert await OutboxRow.filter(name="activity.recorded").count() == 0
    async with work.unit_of_work(actor):
        assert await totals.recount(committed_account.id) == 0


async def test_accounts_do_not_touch_each_other(committed_account: Account) -> None:
    ada = new_id()
    await record(committed_account, [Made(ada, 700, SUNDAY)])
    await settle()
    async with work.unit_of_work(system_actor(new_id())):
        assert await totals.recount(new_id()) == 0
    assert (await points_of(committed_account, ada))[("day", SUNDAY)] == 700
