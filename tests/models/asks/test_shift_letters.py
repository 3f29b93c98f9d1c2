"""What people hear of a shift: before it, after it, each letter once, out of quiet hours, and only while it is true."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.asks import links
from models.asks.actions import deliver_due, queue_shift_letters
from models.asks.rules.hours import is_quiet, next_allowed
from models.asks.rules.shift_letters import AHEAD, TIMINGS, ShiftLetter, due_at
from models.asks.tables import Delivery, DeliveryState, MailboxMessage, MessagePurpose
from models.kernel import clock
from models.kernel.actor import stranger, system_actor
from models.kernel.errors import NotAllowed
from models.kernel.tables import Account
from models.people.tables import Person
from models.tasks.tables import Assignment, AssignmentState, Shift, Task
from tests.factories import make_assignment, make_person, make_shift, make_task

ZONE = "America/New_York"
NOON = datetime(2026, 11, 28, 17, tzinfo=UTC)
"""Twelve o'clock in New York, on a Saturday."""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BEFORE = (ShiftLetter.NEAR, ShiftLetter.TOMORROW, ShiftLetter.SOON)


@pytest.fixture(autouse=True)
def reachable() -> None:
    links.configure("https://campaign.example")


async def sign_up(account: Account, starts_at: datetime = NOON, **changes: object) -> tuple[Person, Shift]:
    """Somebody who signed up three weeks before."""
    person, task = await make_person(account, time_zone=ZONE), await make_task(account, time_zone=ZONE)
    shift = await make_shift(task, starts_at=starts_at, capacity=9)
    await make_assignment(shift, person, **{"queued_at": starts_at - 21 * DAY} | changes)
    return person, shift


async def queued(account: Account, moment: datetime) -> list[tuple[str, datetime]]:
    """What is queued when somebody looks at a moment."""
    before = {row.id for row in await Delivery.all()}
    with clock.freeze(moment):
        await queue_shift_letters(system_actor(account.id))
    new = [row for row in await Delivery.all().order_by("due_at") if row.id not in before]
    return [(row.template, row.due_at) for row in new]


@pytest.mark.parametrize(
    ("letter", "start", "due"),
    [
        (ShiftLetter.NEAR, (28, 18, 0), (24, 8, 0)),
        (ShiftLetter.NEAR, (28, 12, 0), (23, 20, 45)),
        (ShiftLetter.TOMORROW, (28, 12, 0), (27, 12, 0)),
        (ShiftLetter.TOMORROW, (28, 7, 0), (27, 8, 0)),
        (ShiftLetter.TOMORROW, (28, 23, 0), (27, 20, 45)),
        (ShiftLetter.SOON, (28, 12, 0), (28, 11, 30)),
        (ShiftLetter.SOON, (28, 8, 20), (28, 8, 0)),
        (ShiftLetter.SOON, (28, 7, 0), (27, 20, 45)),
        (ShiftLetter.FEEDBACK, (28, 12, 0), (28, 15, 0)),
        (ShiftLetter.FEEDBACK, (28, 18, 30), (29, 8, 0)),
        (ShiftLetter.THANKS, (28, 12, 0), (29, 14, 0)),
    ],
)
def test_each_letter_has_its_hour(letter: ShiftLetter, start: tuple[int, int, int], due: tuple[int, int, int]) -> None:
    """Shifts of two hours; quiet hours are left to the nearest side, and to the morning after the shift."""
    day, hour, minute = start
    starts_at = datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(ZONE))
    found = due_at(letter, starts_at, starts_at + 2 * HOUR, ZONE)
    assert found == datetime(2026, 11, due[0], due[1], due[2], tzinfo=ZoneInfo(ZONE))


@given(st.sampled_from(ShiftLetter), st.integers(0, 525_600))
def test_no_letter_comes_at_night_nor_earlier_than_it_is_queued_nor_after_the_shift_it_is_ahead_of(
    letter: ShiftLetter, minutes: int
) -> None:
    starts_at = NOON + timedelta(minutes=minutes)
    for zone in (ZONE, "Asia/Kathmandu", "Australia/Lord_Howe"):
        due = due_at(letter, starts_at, starts_at + HOUR, zone)
        edge = starts_at + HOUR if letter.comes_after else starts_at
        assert not is_quiet(due, zone)
        assert due > edge + TIMINGS[letter].at - AHEAD
        assert letter.comes_after or due < starts_at


async def test_three_letters_come_before_a_shift_each_once(account: Account) -> None:
    await sign_up(account)
    assert await queued(account, NOON - 5.1 * DAY) == []
    assert await queued(account, NOON - 4.6 * DAY) == [("shift_near", datetime(2026, 11, 24, 1, 45, tzinfo=UTC))]
    assert await queued(account, NOON - 4.5 * DAY) == []
    assert await queued(account, NOON - 1.2 * DAY) == [("shift_tomorrow", NOON - DAY)]
    assert await queued(account, NOON - 3 * HOUR) == [("shift_soon", NOON - 0.5 * HOUR)]
    assert await queued(account, NOON + HOUR) == []


@pytest.mark.parametrize("letter", BEFORE)
async def test_a_letter_ahead_offers_to_come_and_to_free_the_place(account: Account, letter: ShiftLetter) -> None:
    person, shift = await sign_up(account)
    moment = due_at(letter, shift.starts_at, shift.ends_at, ZONE)
    await queued(account, moment - HOUR)
    with clock.freeze(moment):
        await deliver_due()
    (mail,) = await MailboxMessage.filter(person_id=person.id)
    place = await Assignment.get(person_id=person.id)
    link = f"https://campaign.example/shift/{links.sign(links.PLACE, account.id, place.id)}"
    assert f"I am coming: {link}?answer=yes\n" in mail.text
    assert f"I cannot come, free my place: {link}?answer=no\n" in mail.text


async def test_who_signed_up_late_hears_only_of_what_is_news(account: Account) -> None:
    await sign_up(account, queued_at=NOON - 5 * HOUR)
    assert await queued(account, NOON - 4.5 * HOUR) == [("shift_soon", NOON - 0.5 * HOUR)]
    await sign_up(account, queued_at=NOON - HOUR)
    assert await queued(account, NOON - 0.9 * HOUR) == []


@pytest.mark.parametrize("state", [AssignmentState.INVITED, AssignmentState.WAITLISTED, AssignmentState.CANCELLED])
async def test_who_has_no_place_hears_nothing(account: Account, state: AssignmentState) -> None:
    await sign_up(account, state=state)
    assert await queued(account, NOON - DAY) == []


async def test_a_shift_that_moves_is_told_anew_and_the_old_letter_is_taken_back(account: Account) -> None:
    person, shift = await sign_up(account)
    await queued(account, NOON - 1.2 * DAY)
    await Shift.filter(id=shift.id).update(starts_at=NOON + HOUR, ends_at=NOON + 3 * HOUR)
    assert await queued(account, NOON - 1.1 * DAY) == [("shift_tomorrow", NOON + HOUR - DAY)]
    with clock.freeze(NOON - DAY + 2 * HOUR):
        await deliver_due()
    assert sorted(row.state for row in await Delivery.all()) == [DeliveryState.RECALLED, DeliveryState.SENT]
    (mail,) = await MailboxMessage.filter(person_id=person.id)
    assert mail.subject == "See you soon: Saturday doors"
    assert "1:00" in mail.text.replace("\u202f", " ")


async def test_who_gave_the_place_up_meanwhile_hears_nothing(account: Account) -> None:
    await sign_up(account)
    await queued(account, NOON - 1.2 * DAY)
    await Assignment.all().update(state=AssignmentState.CANCELLED)
    with clock.freeze(NOON - DAY + HOUR):
        await deliver_due()
    assert (await Delivery.get()).state is DeliveryState.RECALLED
    assert await MailboxMessage.all().count() == 0


@pytest.mark.parametrize("letter", BEFORE)
async def test_a_letter_that_is_held_up_until_it_is_too_late_is_taken_back(
    account: Account, letter: ShiftLetter
) -> None:
    timing = TIMINGS[letter]
    await sign_up(account)
    await queued(account, NOON + timing.at)
    await Delivery.filter(template__not=letter.value).delete()
    with clock.freeze(next_allowed(NOON + timing.until + 0.1 * HOUR, ZONE)):
        await Delivery.all().update(due_at=clock.now())
        await deliver_due()
    assert (await Delivery.get()).state is DeliveryState.RECALLED


async def test_who_came_is_asked_how_it_was_and_thanked_with_a_fact_and_what_is_next(account: Account) -> None:
    person, shift = await sign_up(account, state=AssignmentState.ATTENDED)
    for _ in range(4):
        await make_assignment(shift, await make_person(account, kind="contact"), state=AssignmentState.ATTENDED)
    later = await make_shift(await Task.get(), starts_at=NOON + 9 * DAY)
    await make_assignment(later, person, queued_at=NOON)
    ended = NOON + 2 * HOUR
    assert await queued(account, ended + HOUR) == [("shift_feedback", ended + HOUR)]
    assert await queued(account, ended + 0.9 * DAY) == [("shift_thanks", ended + DAY)]
    with clock.freeze(ended + 1.1 * DAY):
        await deliver_due()
    asked, thanks = await MailboxMessage.filter(person_id=person.id).order_by("subject")
    assert asked.subject == "How was it? Saturday doors"
    place = await Assignment.get(person_id=person.id, shift_id=shift.id)
    link = f"https://campaign.example/shift/{links.sign(links.PLACE, account.id, place.id)}"
    assert f"Say how it was: {link}\n" in asked.text
    assert f"4 stars of 5: {link}?rating=4\n" in asked.text
    assert f"Say how it was: {link}\n" in thanks.text
    assert thanks.subject.startswith("Thank you")
    assert "You were 5 people there." in thanks.text
    assert "Your next shift: \u2068Saturday doors\u2069 · Monday, December 7" in thanks.text
    purposes = {row.template: row.purpose for row in await Delivery.all()}
    assert purposes == {"shift_feedback": MessagePurpose.SERVICE, "shift_thanks": MessagePurpose.THANKS}


async def test_who_has_said_how_it_was_is_not_asked_and_few_are_not_counted(account: Account) -> None:
    person, _ = await sign_up(account, state=AssignmentState.ATTENDED, rating=5)
    ended = NOON + 2 * HOUR
    await queued(account, ended + 0.9 * DAY)
    with clock.freeze(ended + 1.1 * DAY):
        await deliver_due()
    (thanks,) = await MailboxMessage.filter(person_id=person.id)
    assert "there." not in thanks.text
    assert "Whenever you like to come again" in thanks.text


async def test_only_the_system_looks(account: Account) -> None:
    await sign_up(account)
    with clock.freeze(NOON - DAY), pytest.raises(NotAllowed):
        await queue_shift_letters(stranger(account.id))
    assert await Delivery.all().count() == 0
