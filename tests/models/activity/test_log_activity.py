"""Logging one activity."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from models.activity import actions
from models.activity.actions import NewActivity
from models.activity.errors import ActivityInvalid, StartsInFuture
from models.activity.tables import Activity, ActivityKind, ActivityNote, LedgerEntry, Source
from models.kernel import clock, ids
from models.kernel.actor import Actor, stranger, system_actor
from models.kernel.errors import NotFound, SignInRequired
from models.kernel.tables import Account, OutboxRow
from models.people.tables import PastHome, Person
from tests.factories import actor_for, make_account, make_organizer, make_person
from tests.models.activity.ledger_reading import counts

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


async def log(actor: Actor, **changes: Any) -> Any:
    """An hour of canvassing, twelve doors."""
    values: dict[str, Any] = {
        "client_key": "key-00000001",
        "kind": ActivityKind.CANVASS,
        "quantity": 12,
        "minutes": 60,
        "started_at": NOW,
    }
    with clock.freeze(NOW):
        return await actions.log_activity(actor, **values | changes)


async def test_logs_with_home_points_and_job(account: Account) -> None:
    team_id = None
    person = await make_person(account)
    logged = await log(actor_for(person), note="Lovely street")

    row = await Activity.get(account_id=account.id, id=logged.id)
    assert (row.ledger_id, row.region_id, row.team_id) == (person.ledger_id, person.region_id, team_id)
    assert (row.revision, row.quantity, row.minutes, row.source) == (0, 12, 60, Source.WEB)
    assert (logged.points, logged.provisional, logged.repeated, logged.note) == (60_000, True, False, "Lovely street")
    entry = await LedgerEntry.get(account_id=account.id)
    assert (entry.points, entry.formula_version, entry.reason, entry.client_key) == (
        60_000,
        1,
        "scored",
        "key-00000001",
    )
    job = await OutboxRow.get(account_id=account.id)
    assert (job.name, job.payload) == ("activity.recorded", {"entry_ids": [str(entry.id)]})
    assert (await Person.get(account_id=account.id, id=person.id)).last_active_at == NOW
    assert (await ActivityNote.get(account_id=account.id)).person_id == person.id


async def test_work_that_comes_in_late_stays_with_the_home_of_its_time(account: Account) -> None:
    old_team, middle_team = ids.new_id(), ids.new_id()
    kansas, texas = ids.new_id(), ids.new_id()
    person = await make_person(account, time_zone="America/New_York")
    for until, region_id, team_id, zone in (
        (NOW - timedelta(days=1), texas, middle_team, "America/Chicago"),
        (NOW - timedelta(days=2), kansas, old_team, "Asia/Tokyo"),
    ):
        values = {"until": until, "region_id": region_id, "team_id": team_id, "time_zone": zone}
        await PastHome.create(id=ids.new_id(), account_id=account.id, person_id=person.id, **values)
    starts = [NOW - timedelta(days=days) for days in (3, 2, 1, 0)]
    for number, started_at in enumerate(starts):
        await log(actor_for(person), client_key=f"key-0000000{number}", started_at=started_at)
    rows = await Activity.filter(account_id=account.id).order_by("client_key")
    assert [(row.region_id, row.team_id) for row in rows] == [
        (kansas, old_team),
        (texas, middle_team),
        (person.region_id, None),
        (person.region_id, None),
    ]
    assert [row.local_date for row in rows] == [date(2026, 3, day) for day in (2, 2, 3, 4)]
    many = [NewActivity(person.ledger_id, "key-from-a-file", ActivityKind.CANVASS, 1, 60, starts[0])]
    await actions.record_many(system_actor(account.id), many, source=Source.IMPORT)
    late = await Activity.get(account_id=account.id, client_key="key-from-a-file")
    assert (late.region_id, late.team_id) == (kansas, old_team)


async def test_a_phone_that_sends_twice_counts_once(account: Account) -> None:
    actor = actor_for(await make_person(account))
    first = await log(actor)
    before = await counts(account.id)
    again = await log(actor, quantity=99, minutes=120, kind=ActivityKind.COOKING, note="other")
    assert again.repeated
    assert (again.id, again.quantity, again.minutes, again.kind) == (first.id, 12, 60, ActivityKind.CANVASS)
    assert (again.points, again.note) == (60_000, None)
    assert await counts(account.id) == before
    assert await OutboxRow.filter(account_id=account.id).count() == 1


async def test_two_people_may_use_the_same_key(account: Account) -> None:
    first = await log(actor_for(await make_person(account)))
    second = await log(actor_for(await make_person(account)))
    assert first.id != second.id
    assert not second.repeated


@pytest.mark.parametrize(
    ("started_at", "zone", "local_date"),
    [
        (datetime(2026, 3, 4, 4, 59, tzinfo=UTC), "America/New_York", date(2026, 3, 3)),
        (datetime(2026, 3, 4, 5, 0, tzinfo=UTC), "America/New_York", date(2026, 3, 4)),
        (datetime(2025, 7, 4, 3, 59, tzinfo=UTC), "America/New_York", date(2025, 7, 3)),
        (datetime(2026, 3, 3, 18, 15, tzinfo=UTC), "Asia/Kathmandu", date(2026, 3, 4)),
        (datetime(2025, 10, 25, 22, 30, tzinfo=UTC), "Europe/Berlin", date(2025, 10, 26)),
        (datetime(2025, 4, 5, 13, 0, tzinfo=UTC), "Australia/Lord_Howe", date(2025, 4, 6)),
    ],
)
async def test_the_local_date_is_that_of_the_home(
    account: Account, started_at: datetime, zone: str, local_date: date
) -> None:
    actor = actor_for(await make_person(account, time_zone=zone))
    assert (await log(actor, started_at=started_at)).local_date == local_date


async def test_the_shifts_zone_wins_over_the_homes(account: Account) -> None:
    actor = actor_for(await make_person(account, time_zone="America/New_York"))
    moment = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
    assert (await log(actor, started_at=moment, time_zone="Asia/Karachi")).local_date == date(2026, 3, 4)


async def test_work_stays_with_the_home_of_its_time(account: Account) -> None:
    person = await make_person(account)
    await log(actor_for(person))
    await Person.filter(account_id=account.id, id=person.id).update(region_id=ids.id_for("region:US-CA-037"))
    await log(actor_for(person), client_key="key-00000002")
    regions = await Activity.filter(account_id=account.id).order_by("client_key").values_list("region_id", flat=True)
    assert regions == [person.region_id, ids.id_for("region:US-CA-037")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"client_key": "short"}, "clientKey"),
        ({"client_key": "a" * 65}, "clientKey"),
        ({"client_key": "key with space"}, "clientKey"),
        ({"client_key": "clé-00000001"}, "clientKey"),
        ({"client_key": "key-00000001\n"}, "clientKey"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"minutes": 0, "quantity": 0}, "minutes"),
        ({"quantity": -1}, "quantity"),
        ({"quantity": 100_001}, "quantity"),
        ({"started_at": datetime(2026, 3, 4, 15, 0)}, "startedAt"),  # noqa: DTZ001
        ({"started_at": datetime(1970, 1, 1, tzinfo=UTC)}, "startedAt"),
        ({"note": "x" * 501}, "note"),
    ],
)
async def test_refuses_what_cannot_be(account: Account, changes: dict[str, Any], field: str) -> None:
    actor = actor_for(await make_person(account))
    with pytest.raises(ActivityInvalid) as refusal:
        await log(actor, **changes)
    assert refusal.value.field == field
    assert await counts(account.id) == (0, 0, 0)


async def test_refuses_the_future_but_forgives_a_clock(account: Account) -> None:
    actor = actor_for(await make_person(account))
    with pytest.raises(StartsInFuture):
        await log(actor, started_at=NOW + timedelta(minutes=11))
    assert await counts(account.id) == (0, 0, 0)
    assert (await log(actor, started_at=NOW + timedelta(minutes=9))).points == 60_000


async def test_strangers_sign_in_first(account: Account) -> None:
    with pytest.raises(SignInRequired):
        await log(stranger(account.id))


async def test_an_organizer_logs_for_people_in_scope_and_that_corroborates(account: Account) -> None:
    person = await make_person(account)
    organizer = await make_organizer(account, "US/NY/")
    logged = await log(organizer, person_id=person.id, source=Source.ORGANIZER)
    assert (logged.ledger_id, logged.provisional) == (person.ledger_id, False)


async def test_others_are_told_that_there_is_no_such_person(account: Account) -> None:
    person = await make_person(account)
    stray = await make_person(await make_account())
    for actor in (await make_organizer(account, "US/CA/"), actor_for(await make_person(account))):
        for person_id in (person.id, stray.id, ids.new_id()):
            with pytest.raises(NotFound) as refusal:
                await log(actor, person_id=person_id)
            assert refusal.value.message.startswith("This person was not found")
    assert await counts(account.id) == (0, 0, 0)


async def test_what_looks_like_a_slip_stays_provisional_and_counts_half(account: Account) -> None:
    person = await make_person(account)
    organizer = await make_organizer(account)
    logged = await log(organizer, person_id=person.id, source=Source.ORGANIZER, quantity=400)
    assert (logged.points, logged.provisional) == (30_000, True)


async def test_beyond_the_daily_cap_the_entry_says_zero(account: Account) -> None:
    actor = actor_for(await make_person(account))
    await log(actor, minutes=1440, started_at=NOW - timedelta(hours=8))
    second = await log(actor, client_key="key-00000002", minutes=30)
    assert second.points == 0
    assert await counts(account.id) == (2, 0, 2)


async def test_an_earlier_one_that_comes_late_adjusts_the_later_one(account: Account) -> None:
    actor = actor_for(await make_person(account))
    await log(actor, minutes=240)
    await log(actor, client_key="key-00000002", minutes=100, started_at=NOW - timedelta(hours=3))
    entries = await LedgerEntry.filter(account_id=account.id).order_by("id")
    assert {(one.client_key, one.points, one.reason) for one in entries} == {
        ("key-00000001", 240_000, "scored"),
        ("key-00000001", -50_000, "adjusted"),
        ("key-00000002", 100_000, "scored"),
    }
