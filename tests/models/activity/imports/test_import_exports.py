"""Exports of other systems, by their real column names."""

from datetime import UTC, datetime

import orjson

from models.activity.tables import Activity, ActivityKind
from models.kernel import ids
from models.kernel.tables import Account
from tests.factories import make_person
from tests.models.activity.imports.taking_in import take_in, two_people


async def test_mobilize_attendances(account: Account) -> None:
    ada, _ = await two_people(account)
    attendance = {
        "id": 7,
        "status": "CONFIRMED",
        "attended": True,
        "person": {"given_name": "Ada", "family_name": "Lovelace", "email_addresses": [{"address": "ada@example.org"}]},
        "event": {"id": 86738, "event_type": "TRAINING", "timezone": "America/Chicago", "title": "Student training"},
        "timeslot": {"id": 526226, "start_date": 1547330400, "end_date": 1547335800},
    }
    missed = attendance | {"id": 8, "attended": False}
    report = await take_in(account, orjson.dumps({"count": 2, "data": [attendance, missed]}).decode())
    assert (report.added, report.left_out) == (1, 1)
    row = await Activity.get(account_id=account.id, ledger_id=ada.ledger_id)
    assert (row.kind, row.minutes, row.started_at) == (
        ActivityKind.TRAINING,
        90,
        datetime(2019, 1, 12, 22, 0, tzinfo=UTC),
    )


async def test_mobilize_participations_of_the_sql_mirror(account: Account) -> None:
    await two_people(account)
    text = (
        "id,created_date,user__given_name,user__email_address,override_start_date,override_end_date,status,attended,"
        "email_at_signup,event_type_name\n"
        "1,2026-03-01T10:00:00Z,Ada,ada@example.org,2026-03-25T10:00:00Z,2026-03-25T12:00:00Z,CONFIRMED,true,,CANVASS\n"
        "2,2026-03-01T10:00:00Z,Ada,,2026-03-26T10:00:00Z,2026-03-26T12:00:00Z,CONFIRMED,true,ada@example.org,VOTER_REG\n"
        "3,2026-03-01T10:00:00Z,Ada,ada@example.org,,,CANCELLED,,,CANVASS\n"
    )
    report = await take_in(account, text)
    assert (report.added, report.left_out) == (2, 1)
    rows = await Activity.filter(account_id=account.id).order_by("started_at")
    assert [(row.kind, row.minutes) for row in rows] == [
        (ActivityKind.CANVASS, 120),
        (ActivityKind.VOTER_REGISTRATION, 120),
    ]


async def test_van_signups_are_found_by_a_name_that_only_one_person_has(account: Account) -> None:
    helen = await make_person(account, first_name="Helen", last_name="Maddix", name_key="helen maddix")
    signup = {
        "eventSignupId": 14285,
        "person": {"vanId": 100349920, "firstName": "Helen", "lastName": "Maddix", "email": None, "phone": None},
        "event": {"eventId": 750001004, "name": "Canvass 01"},
        "shift": {"name": "Default Shift"},
        "role": {"name": "Leader"},
        "status": {"statusId": 11, "name": "Confirmed"},
        "startTimeOverride": "2018-12-31T08:00:00-05:00",
        "endTimeOverride": "2018-12-31T10:00:00-05:00",
    }
    report = await take_in(account, orjson.dumps({"items": [signup], "count": 1}).decode())
    row = await Activity.get(account_id=account.id)
    assert (row.ledger_id, row.kind, row.minutes) == (helen.ledger_id, ActivityKind.CANVASS, 120)
    assert [(problem.advice, problem.left_out) for problem in report.problems] == [
        ("Found by the name alone, which only one person has. Check that it is them.", False)
    ]


async def test_community_messages_count_messages(account: Account) -> None:
    ada, _ = await two_people(account)
    text = (
        "LEADER_ID,DATE_DAY,OUTBOUND_MESSAGE_TYPE,MESSAGE_COUNT,SEGMENT_COUNT\n"
        f"{ada.id},2022-10-03,FAN_ONBOARDING,1,,\n"
        f"{ids.new_id()},2022-09-21,AUTOMATED,2,2\n"
    )
    report = await take_in(account, text)
    assert (report.added, report.left_out) == (1, 1)
    row = await Activity.get(account_id=account.id)
    assert (row.kind, row.quantity, row.minutes) == (ActivityKind.TEXT_BANK, 1, 0)


async def test_action_network_attendances_without_people_say_what_is_missing(account: Account) -> None:
    attendance = {
        "identifiers": ["action_network:d51ca19e-9fe9-11e3-a2e9-12313d316c29"],
        "created_date": "2014-02-18T20:52:59Z",
        "status": "accepted",
        "action_network:person_id": "fake_id",
    }
    report = await take_in(account, orjson.dumps({"_embedded": {"osdi:attendances": [attendance]}}).decode())
    assert (report.added, report.left_out) == (0, 1)
    assert report.problems[0].advice == (
        "The row does not say whose work it was: it needs an e-mail address or a phone number. The row is left out."
    )
