"""The calendar feed, read back by a calendar."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from models.kernel import clock
from models.kernel.actor import stranger
from models.kernel.errors import NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account
from models.people.actions import renew_calendar
from models.people.tables import Person
from models.tasks.actions import cancel_sign_up, cancel_task
from models.tasks.queries import calendar_feed, calendar_token, feed_of_token
from models.tasks.tables import AssignmentState
from tests.factories import actor_for, make_assignment, make_organizer, make_person, make_shift, make_task

START = datetime(2026, 10, 3, 14, tzinfo=UTC)
NOW = START - timedelta(days=5)


async def _events(person: Person) -> dict[str, Any]:
    calendar = Calendar.from_ical(await calendar_feed(person.account_id, person.id))
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


async def test_shifts_are_in_the_feed_at_the_right_moment(account: Account) -> None:
    person = await make_person(account)
    shift = await make_shift(await make_task(account, title="Doors, and; soup", description="a\nb"), starts_at=START)
    assignment = await make_assignment(shift, person)
    with clock.freeze(NOW):
        text = await calendar_feed(account.id, person.id)
        ((uid, event),) = (await _events(person)).items()
    assert uid == f"{assignment.id}@groundswell"
    assert (event["dtstart"].dt, event["dtend"].dt) == (START, START + timedelta(hours=2))
    assert (str(event["summary"]), str(event["description"])) == ("Doors, and; soup", "a\nb")
    assert (str(event["location"]), str(event["status"])) == ("Chelsea", "CONFIRMED")
    assert event["geo"].to_ical() == "40.7465;-74.0014"
    assert "DTSTART:20261003T140000Z" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


async def test_what_is_cancelled_stays_as_cancelled_under_the_same_name(account: Account) -> None:
    person, organizer = await make_person(account), await make_organizer(account)
    tasks = [await make_task(account) for _ in range(2)]
    for days, task in enumerate(tasks):
        await make_assignment(await make_shift(task, starts_at=START + timedelta(days=days)), person)
    with clock.freeze(NOW):
        before = await _events(person)
        shifts = [event["dtstart"].dt for event in before.values()]
        await cancel_task(organizer, task_id=tasks[0].id)
        after = await _events(person)
    assert shifts == [START, START + timedelta(days=1)]
    assert before.keys() == after.keys()
    assert [str(event["status"]) for event in after.values()] == ["CANCELLED", "CONFIRMED"]


async def test_a_place_given_back_is_cancelled_and_a_wait_is_tentative(account: Account) -> None:
    person = await make_person(account)
    task = await make_task(account)
    given_back, waiting, declined = [
        await make_shift(task, starts_at=START + timedelta(days=days)) for days in range(3)
    ]
    await make_assignment(given_back, person)
    await make_assignment(waiting, person, state=AssignmentState.WAITLISTED)
    await make_assignment(declined, person, state=AssignmentState.DECLINED)
    with clock.freeze(NOW):
        await cancel_sign_up(actor_for(person), shift_id=given_back.id)
        events = (await _events(person)).values()
    assert [(str(event["status"]), str(event["summary"])) for event in events] == [
        ("CANCELLED", "Saturday doors"),
        ("TENTATIVE", "Waiting list: Saturday doors"),
    ]


async def test_only_the_right_token_opens_a_feed(account: Account) -> None:
    person, other = await make_person(account), await make_person(account)
    await make_assignment(await make_shift(await make_task(account)), person)
    token = calendar_token(person)
    assert await feed_of_token(token) == await calendar_feed(account.id, person.id)
    who, _, proof = token.partition(".")
    stolen = f"{calendar_token(other).partition('.')[0]}.{proof}"
    for wrong in ("", ".", who, f"{who}.", f"{who}.x", stolen, f"é.{proof}", f"{who}.é"):
        with pytest.raises(NotFound):
            await feed_of_token(wrong)


async def test_a_new_address_ends_the_old_one_and_nobody_else_s(account: Account) -> None:
    person, other = await make_person(account), await make_person(account)
    await make_assignment(await make_shift(await make_task(account)), person)
    old, others = calendar_token(person), calendar_token(other)
    for _ in range(2):
        renewed = calendar_token(await renew_calendar(actor_for(person)))
        assert await feed_of_token(renewed) == await calendar_feed(account.id, person.id)
        with pytest.raises(NotFound):
            await feed_of_token(old)
        old = renewed
    assert calendar_token(await Person.get(account_id=account.id, id=other.id)) == others
    with pytest.raises(SignInRequired):
        await renew_calendar(stranger(account.id))
    with pytest.raises(NotAllowed):
        await renew_calendar(replace(actor_for(person), is_api_token=True))
    assert await feed_of_token(old) == await calendar_feed(account.id, person.id)


async def test_addresses_never_run_out(account: Account) -> None:
    person = await make_person(account, calendar_version=32767)
    assert (await renew_calendar(actor_for(person))).calendar_version == 1
