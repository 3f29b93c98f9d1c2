"""Who came, and what that is worth."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.activity.actions import correct_activity, log_activity
from models.activity.errors import ActivityInvalid
from models.activity.queries import LoggedActivity
from models.activity.tables import Activity, ActivityKind, CorrectionReason, LedgerEntry, Source
from models.kernel import clock, ids
from models.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from models.kernel.tables import Account
from models.people.tables import Person
from models.tasks.actions import check_in, give_feedback, mark_attendance
from models.tasks.errors import ShiftClosed
from models.tasks.tables import Assignment, AssignmentState, Shift
from tests.factories import actor_for, make_assignment, make_organizer, make_person, make_shift, make_task

START = datetime(2026, 10, 3, 23, 30, tzinfo=UTC)
"""Saturday evening in New York."""


async def _shift(account: Account, **changes: object) -> Shift:
    return await make_shift(await make_task(account, **changes), starts_at=START, ends_at=START + timedelta(hours=3))


async def test_checking_in_logs_the_shift_once(account: Account) -> None:
    shift = await _shift(account, kind=ActivityKind.DRIVING, time_zone="Europe/Warsaw")
    person = await make_person(account)
    assignment = await make_assignment(shift, person)
    for minutes in (5, 9):
        with clock.freeze(START + timedelta(minutes=minutes)):
            came = await check_in(actor_for(person), shift_id=shift.id)
    assert (came.state, came.checked_in_at) == (AssignmentState.ATTENDED, START + timedelta(minutes=5))
    (activity,) = await Activity.filter(account_id=account.id)
    assert (activity.ledger_id, activity.client_key) == (person.ledger_id, f"shift-{assignment.id}")
    assert (activity.kind, activity.minutes, activity.quantity) == (ActivityKind.DRIVING, 180, 0)
    assert (activity.started_at, activity.source, activity.shift_id) == (START, Source.CHECK_IN, shift.id)
    assert activity.local_date.isoformat() == "2026-10-04"
    assert sum(entry.points for entry in await LedgerEntry.filter(account_id=account.id)) > 0


async def _log(person: Person, shift: Shift, **changes: Any) -> LoggedActivity:
    values = {"client_key": "phone-0001", "kind": ActivityKind.CANVASS, "quantity": 14, "minutes": 170}
    return await log_activity(actor_for(person), started_at=START, shift_id=shift.id, **values | changes)


async def _standing(account: Account) -> list[tuple[str, int, int]]:
    """Key, number and points (by the ledger) of all that counts."""
    entries = await LedgerEntry.filter(account_id=account.id)
    rows = await Activity.filter(account_id=account.id).order_by("revision")
    latest = {(row.ledger_id, row.client_key): row for row in rows}
    points = {key: sum(one.points for one in entries if (one.ledger_id, one.client_key) == key) for key in latest}
    return [(row.client_key, row.quantity, points[key]) for key, row in latest.items() if not row.voided or points[key]]


@pytest.mark.parametrize("logged_first", [True, False])
async def test_a_shift_that_was_logged_and_checked_in_counts_once(account: Account, logged_first: bool) -> None:
    shift = await _shift(account)
    person = await make_person(account)
    assignment = await make_assignment(shift, person)
    with clock.freeze(START + timedelta(hours=4)):
        if logged_first:
            await _log(person, shift)
        await check_in(actor_for(person), shift_id=shift.id)
        for _ in range(2):
            again = await _log(person, shift, quantity=14)
        await check_in(actor_for(person), shift_id=shift.id)
    key = f"shift-{assignment.id}"
    assert (again.client_key, again.repeated, again.quantity, again.minutes) == (key, True, 14, 180)
    assert not again.provisional
    assert await _standing(account) == [(key, 14, again.points)]
    assert again.points > 0


async def test_other_shifts_and_other_people_count_on_their_own(account: Account) -> None:
    shift, other = await _shift(account), await _shift(account)
    person, neighbour = await make_person(account), await make_person(account)
    await make_assignment(shift, person)
    with clock.freeze(START + timedelta(hours=4)):
        await check_in(actor_for(person), shift_id=shift.id)
        logged = [await _log(person, other, client_key="phone-0002"), await _log(neighbour, shift)]
    assert [one.repeated for one in logged] == [False, False]
    assert len(await _standing(account)) == 3


async def test_a_check_in_that_was_withdrawn_stands_in_nobodys_way(account: Account) -> None:
    shift = await _shift(account)
    person = await make_person(account)
    await make_assignment(shift, person)
    with clock.freeze(START + timedelta(hours=4)):
        await check_in(actor_for(person), shift_id=shift.id)
        came = await Activity.get(account_id=account.id)
        await correct_activity(
            actor_for(person), activity_id=came.id, reason_code=CorrectionReason.WRONG_TIME, voided=True
        )
        assert not (await _log(person, shift, minutes=30)).repeated
    assert [quantity for _, quantity, _ in await _standing(account)] == [14]


async def _void(person: Person, activity: Activity, voided: bool) -> None:
    await correct_activity(
        actor_for(person), activity_id=activity.id, reason_code=CorrectionReason.OTHER, voided=voided
    )


async def test_what_a_check_in_withdrew_cannot_be_put_back_beside_it(account: Account) -> None:
    shift = await _shift(account)
    person = await make_person(account)
    await make_assignment(shift, person)
    with clock.freeze(START + timedelta(hours=4)):
        logged = await Activity.get(id=(await _log(person, shift)).id)
        await check_in(actor_for(person), shift_id=shift.id)
        before = await _standing(account)
        with pytest.raises(ActivityInvalid) as refusal:
            await _void(person, logged, False)
        assert (refusal.value.field, await _standing(account)) == ("voided", before)
        came = await Activity.get(account_id=account.id, source=Source.CHECK_IN)
        await _void(person, came, True)
        await _void(person, logged, False)
        with pytest.raises(ActivityInvalid):
            await _void(person, came, False)
    assert [(key, quantity) for key, quantity, _ in await _standing(account)] == [(logged.client_key, 14)]


async def test_who_comes_early_starts_early(account: Account) -> None:
    shift = await _shift(account)
    person = await make_person(account)
    await make_assignment(shift, person)
    early = START - timedelta(minutes=50)
    with clock.freeze(early):
        await check_in(actor_for(person), shift_id=shift.id)
    (activity,) = await Activity.filter(account_id=account.id)
    assert activity.started_at == early


@pytest.mark.parametrize("hours", [-1.01, 5.01])
async def test_outside_the_window_nobody_checks_in(account: Account, hours: float) -> None:
    shift = await _shift(account)
    person = await make_person(account)
    await make_assignment(shift, person)
    with clock.freeze(START + timedelta(hours=hours)), pytest.raises(ShiftClosed):
        await check_in(actor_for(person), shift_id=shift.id)
    assert await Activity.filter(account_id=account.id).count() == 0
    assert (await Assignment.get(account_id=account.id)).state is AssignmentState.CONFIRMED


async def test_a_host_checks_people_in_from_anywhere(account: Account) -> None:
    host = await make_person(account)
    shift = await _shift(account, host_person_id=host.id)
    person = await make_person(account, region_path="US/CA/037/")
    await make_assignment(shift, person)
    with clock.freeze(START + timedelta(days=2)):
        await check_in(actor_for(host), shift_id=shift.id, person_id=person.id)
    (activity,) = await Activity.filter(account_id=account.id)
    assert activity.ledger_id == person.ledger_id


async def test_volunteers_do_not_check_in_each_other(account: Account) -> None:
    shift = await _shift(account)
    person, other = await make_person(account), await make_person(account)
    assignment = await make_assignment(shift, person)
    with clock.freeze(START):
        with pytest.raises(NotAllowed):
            await check_in(actor_for(other), shift_id=shift.id, person_id=person.id)
        with pytest.raises(NotFound, match=r"^This sign-up"):
            await mark_attendance(actor_for(other), assignment_id=assignment.id, attended=True)
        with pytest.raises(NotFound, match=r"^This sign-up"):
            await mark_attendance(actor_for(other), assignment_id=ids.new_id(), attended=True)
        with pytest.raises(NotFound, match=r"^This sign-up"):
            await check_in(actor_for(other), shift_id=shift.id)
    assert await Activity.filter(account_id=account.id).count() == 0


async def test_a_no_show_takes_nothing_away(account: Account) -> None:
    organizer = await make_organizer(account)
    shift = await _shift(account)
    came, did_not = await make_person(account), await make_person(account)
    first, second = await make_assignment(shift, came), await make_assignment(shift, did_not)
    with clock.freeze(START + timedelta(hours=4)):
        await check_in(actor_for(came), shift_id=shift.id)
        before = await LedgerEntry.filter(account_id=account.id).order_by("id").values("id", "points")
        states = [
            (await mark_attendance(organizer, assignment_id=each.id, attended=False)).state for each in (first, second)
        ]
    assert states == [AssignmentState.NO_SHOW, AssignmentState.NO_SHOW]
    assert await LedgerEntry.filter(account_id=account.id).order_by("id").values("id", "points") == before
    assert (await Shift.get(account_id=account.id, id=shift.id)).confirmed == 2


async def test_the_last_word_about_attendance_counts(account: Account) -> None:
    organizer = await make_organizer(account)
    shift = await _shift(account)
    person = await make_person(account)
    assignment = await make_assignment(shift, person)
    with clock.freeze(START + timedelta(hours=4)):
        for attended in (False, True, False, True):
            marked = await mark_attendance(organizer, assignment_id=assignment.id, attended=attended)
    assert marked.state is AssignmentState.ATTENDED
    assert await Activity.filter(account_id=account.id).count() == 1


async def test_who_waits_and_comes_anyway_counts(account: Account) -> None:
    organizer = await make_organizer(account)
    shift = await _shift(account)
    person = await make_person(account)
    assignment = await make_assignment(shift, person, state=AssignmentState.WAITLISTED)
    with clock.freeze(START):
        await mark_attendance(organizer, assignment_id=assignment.id, attended=True)
    assert (await Shift.get(account_id=account.id, id=shift.id)).confirmed == 1


async def test_feedback_is_for_who_came(account: Account) -> None:
    shift = await _shift(account)
    came, did_not = await make_person(account), await make_person(account)
    await make_assignment(shift, came, state=AssignmentState.ATTENDED)
    await make_assignment(shift, did_not, state=AssignmentState.NO_SHOW)
    given = await give_feedback(actor_for(came), shift_id=shift.id, rating=4, text=" Good\x00 soup ")
    assert (given.rating, given.feedback) == (4, "Good soup")
    with pytest.raises(Conflict):
        await give_feedback(actor_for(did_not), shift_id=shift.id, rating=1)
    for rating, text in ((0, ""), (6, ""), (3, "x" * 1001)):
        with pytest.raises(Invalid):
            await give_feedback(actor_for(came), shift_id=shift.id, rating=rating, text=text)
    stored = {each.person_id: each.rating for each in await Assignment.filter(account_id=account.id)}
    assert stored == {came.id: 4, did_not.id: None}
