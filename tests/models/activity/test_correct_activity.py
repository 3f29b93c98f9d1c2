"""Correcting an activity."""

from datetime import date, timedelta
from typing import Any

import pytest

from models.activity import actions, queries
from models.activity.errors import ActivityInvalid, NothingToCorrect, StartsInFuture
from models.activity.queries import LoggedActivity
from models.activity.tables import Activity, ActivityKind, CorrectionReason, LedgerEntry, Source
from models.kernel import clock, ids
from models.kernel.actor import Actor, Role
from models.kernel.errors import NotAllowed, NotFound
from models.kernel.tables import Account, AuditEntry
from models.people.tables import Person
from tests.factories import actor_for, make_account, make_organizer, make_person
from tests.models.activity.conftest import NOW
from tests.models.activity.ledger_reading import counts, facets


async def correct(actor: Actor, logged: LoggedActivity, **changes: Any) -> LoggedActivity:
    with clock.freeze(NOW + timedelta(hours=1)):
        return await actions.correct_activity(
            actor, activity_id=logged.id, **{"reason_code": CorrectionReason.MISTYPED} | changes
        )


async def test_a_correction_is_a_revision_beside_the_old_one(maker: Person, logged: LoggedActivity) -> None:
    corrected = await correct(actor_for(maker), logged, minutes=90, quantity=20)
    assert (corrected.id, corrected.revision, corrected.minutes, corrected.quantity) == (logged.id, 1, 90, 20)
    assert corrected.points == 90_000
    rows = await Activity.filter(account_id=maker.account_id).order_by("revision")
    assert [(row.revision, row.minutes, row.reason_code) for row in rows] == [(0, 60, None), (1, 90, "mistyped")]
    entries = await LedgerEntry.filter(account_id=maker.account_id).order_by("id")
    assert [(one.points, one.reason) for one in entries] == [(60_000, "scored"), (30_000, "corrected")]
    assert (await AuditEntry.get(account_id=maker.account_id)).verb == "activity.correct"


async def test_the_id_of_any_revision_leads_to_the_activity(maker: Person, logged: LoggedActivity) -> None:
    await correct(actor_for(maker), logged, minutes=90)
    latest = await Activity.get(account_id=maker.account_id, revision=1)
    found = await queries.activity_by_id(actor_for(maker), latest.id)
    assert (found.id, found.minutes) == (logged.id, 90)


async def test_another_kind_takes_its_points_along(maker: Person, logged: LoggedActivity) -> None:
    await correct(actor_for(maker), logged, kind=ActivityKind.COOKING)
    assert [(row[3], row[-1]) for row in await facets(maker.account_id)] == [("cooking", 60_000)]


async def test_another_day_settles_both_days(maker: Person, logged: LoggedActivity) -> None:
    corrected = await correct(actor_for(maker), logged, started_at=NOW - timedelta(days=1))
    assert corrected.local_date == date(2026, 3, 3)
    assert [(row[2], row[-1]) for row in await facets(maker.account_id)] == [(date(2026, 3, 3), 60_000)]
    back = await correct(actor_for(maker), logged, started_at=NOW)
    assert (back.local_date, back.points) == (date(2026, 3, 4), 60_000)
    assert [(row[2], row[-1]) for row in await facets(maker.account_id)] == [(date(2026, 3, 4), 60_000)]


async def test_voided_work_loses_its_points_and_can_be_taken_up_again(maker: Person, logged: LoggedActivity) -> None:
    voided = await correct(actor_for(maker), logged, voided=True, reason_code=CorrectionReason.COUNTED_TWICE)
    assert (voided.voided, voided.points, voided.provisional) == (True, 0, False)
    again = await correct(actor_for(maker), logged, voided=False)
    assert (again.voided, again.points, again.revision) == (False, 60_000, 2)


async def test_region_stays_that_of_the_first_revision(maker: Person, logged: LoggedActivity) -> None:
    elsewhere = ids.id_for("region:US-CA-037")
    await Person.filter(account_id=maker.account_id, id=maker.id).update(region_id=elsewhere)
    assert (await correct(actor_for(maker), logged, minutes=30)).region_id == maker.region_id


async def test_an_organizers_correction_corroborates(account: Account, logged: LoggedActivity) -> None:
    corrected = await correct(await make_organizer(account, "US/NY/"), logged, quantity=14)
    assert (corrected.source, corrected.provisional) == (Source.ORGANIZER, False)


async def test_ones_own_correction_of_what_was_corroborated_is_provisional_again(account: Account) -> None:
    maker = await make_person(account)
    organizer = await make_organizer(account)
    with clock.freeze(NOW):
        logged = await actions.log_activity(
            organizer,
            client_key="key-00000001",
            kind=ActivityKind.CANVASS,
            quantity=12,
            minutes=60,
            source=Source.ORGANIZER,
            person_id=maker.id,
        )
    assert not logged.provisional
    assert (await correct(actor_for(maker), logged, minutes=600)).provisional


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({}, NothingToCorrect),
        ({"minutes": 60, "quantity": 12}, NothingToCorrect),
        ({"minutes": 1441}, ActivityInvalid),
        ({"minutes": 0, "quantity": 0}, ActivityInvalid),
        ({"quantity": -1}, ActivityInvalid),
        ({"started_at": NOW + timedelta(days=1)}, StartsInFuture),
        ({"minutes": 1, "reason_code": CorrectionReason.IMPORT_UNDONE}, ActivityInvalid),
    ],
)
async def test_refuses(maker: Person, logged: LoggedActivity, changes: dict[str, Any], error: type[Exception]) -> None:
    before = await counts(maker.account_id)
    with pytest.raises(error):
        await correct(actor_for(maker), logged, **changes)
    assert await counts(maker.account_id) == before


async def test_others_learn_nothing(account: Account, logged: LoggedActivity) -> None:
    outsiders = [
        actor_for(await make_person(account)),
        await make_organizer(account, "US/CA/"),
        await make_organizer(await make_account()),
    ]
    before = await counts(account.id)
    for actor in outsiders:
        for activity_id in (logged.id, ids.new_id()):
            with pytest.raises(NotFound) as refusal:
                await actions.correct_activity(
                    actor, activity_id=activity_id, minutes=1, reason_code=CorrectionReason.OTHER
                )
            assert refusal.value.message.startswith("This activity was not found")
    assert await counts(account.id) == before


async def test_an_analyst_sees_but_does_not_touch(account: Account, logged: LoggedActivity) -> None:
    analyst = await make_organizer(account, "US/", Role.ANALYST)
    assert (await queries.activity_by_id(analyst, logged.id)).id == logged.id
    with pytest.raises(NotAllowed):
        await correct(analyst, logged, minutes=1)
