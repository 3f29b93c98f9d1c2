"""What another formula would make of the past."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.activity import actions, queries
from models.activity.errors import FormulaInvalid
from models.activity.rules.preview import Change, Worth, change_of, shown_changes
from models.activity.tables import ActivityKind, LedgerEntry
from models.kernel import clock
from models.kernel.errors import Invalid, NotAllowed
from models.kernel.ids import new_id
from models.kernel.tables import Account
from tests.factories import actor_for, make_organizer, make_person
from tests.models.activity.test_publish_formula import body

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
DAY = date(2026, 3, 4)


async def _log(account: Account, number: int, kind: ActivityKind) -> None:
    person = await make_person(account)
    key = f"key-{number:08}"
    await actions.log_activity(actor_for(person), client_key=key, kind=kind, quantity=1, minutes=30)


async def test_it_says_who_would_gain_and_changes_nothing(account: Account) -> None:
    with clock.freeze(NOW):
        for number in range(11):
            await _log(account, number, ActivityKind.CANVASS if number < 6 else ActivityKind.DESIGN)
        found = await queries.preview_formula(await make_organizer(account), body=body(2000), first=DAY, last=DAY)
    assert found.all == Change(people=11, before=330_000, after=510_000, gaining=6, losing=0)
    assert found.by_kind == {
        ActivityKind.CANVASS: Change(people=6, before=180_000, after=360_000, gaining=6, losing=0),
        ActivityKind.DESIGN: Change(people=5, before=150_000, after=150_000, gaining=0, losing=0),
    }
    assert [change.people for change in found.by_region.values()] == [11]
    assert [(one.before, one.after) for one in found.people] == [(30_000, 60_000)] * 5
    assert await LedgerEntry.filter(account_id=account.id).count() == 11


async def test_small_groups_and_small_counts_are_not_told(account: Account) -> None:
    with clock.freeze(NOW):
        for number in range(4):
            await _log(account, number, ActivityKind.CANVASS)
        found = await queries.preview_formula(await make_organizer(account), body=body(), first=DAY, last=DAY)
    assert (found.all, found.by_region, found.by_kind) == (None, {}, {})


def test_few_who_gain_are_not_told() -> None:
    people = {new_id(): Worth(1, 1) for _ in range(6)} | {new_id(): Worth(1, 2)}
    assert change_of(people) == Change(people=7, before=7, after=8, gaining=None, losing=None)


def test_what_is_left_out_cannot_be_subtracted() -> None:
    def group(size: int) -> dict[object, Worth]:
        return {new_id(): Worth() for _ in range(size)}

    shown = shown_changes({"big": group(9), "middle": group(6), "small": group(2)})  # type: ignore[dict-item]
    assert list(shown) == ["big"]
    assert list(shown_changes({"big": group(9), "middle": group(6)})) == ["big", "middle"]  # type: ignore[dict-item]


async def test_one_sees_only_the_people_of_ones_own_regions(account: Account) -> None:
    with clock.freeze(NOW):
        for number in range(6):
            await _log(account, number, ActivityKind.CANVASS)
        elsewhere = await make_organizer(account, "US/TX/")
        found = await queries.preview_formula(elsewhere, body=body(), first=DAY, last=DAY)
    assert (found.all, found.people) == (None, [])


async def test_what_is_refused(account: Account) -> None:
    organizer, volunteer = await make_organizer(account), actor_for(await make_person(account))
    with pytest.raises(NotAllowed):
        await queries.preview_formula(volunteer, body=body(), first=DAY, last=DAY)
    with pytest.raises(Invalid, match="one day to a year"):
        await queries.preview_formula(organizer, body=body(), first=DAY, last=DAY - timedelta(days=1))
    with pytest.raises(FormulaInvalid, match=r"kinds\.canvass\.points"):
        await queries.preview_formula(organizer, body=body(-1), first=DAY, last=DAY)
