"""Rows for tests, with everything that a test does not care about filled in."""

from datetime import datetime, timedelta
from typing import Any

import orjson

from models.activity.tables import ActivityKind
from models.kernel import clock, ids, work
from models.kernel.actor import Actor, Role, Scope
from models.kernel.tables import Account
from models.people.rules.qualifications import QualificationKind
from models.people.tables import (
    Channel,
    Consent,
    Membership,
    Person,
    PersonKind,
    PersonQualification,
    Purpose,
    Qualification,
)
from models.regions.tables import Division, Region, RegionLevel
from models.tasks.rules import PLACED
from models.tasks.tables import Assignment, AssignmentState, Shift, Task


async def make_account(**changes: Any) -> Account:
    """An account of its own."""
    account_id = ids.new_id()
    values: dict[str, Any] = {
        "id": account_id,
        "slug": f"campaign-{account_id.hex[-12:]}",
        "name": "Campaign",
        "created_at": clock.now(),
    }
    return await Account.create(**values | changes)


async def make_person(account: Account, **changes: Any) -> Person:
    """A confirmed volunteer of New York County."""
    person_id = ids.new_id()
    email = changes.get("email", f"{person_id.hex[-12:]}@example.org")
    values: dict[str, Any] = {
        "id": person_id,
        "account_id": account.id,
        "ledger_id": ids.new_pseudonym(),
        "kind": PersonKind.VOLUNTEER,
        "email": email,
        "email_key": email,
        "sign_in_key": email,
        "phone_proven_at": clock.now() if changes.get("phone") else None,
        "first_name": "Ada",
        "last_name": "",
        "sort_key": "ada",
        "name_key": "ada",
        "language": "en",
        "country": "US",
        "postal_code": "10001",
        "place": "New York City",
        "region_id": ids.id_for("region:US-NY-061"),
        "region_path": "US/NY/061/",
        "latitude": 40.7484,
        "longitude": -73.9967,
        "time_zone": "America/New_York",
        "created_at": clock.now(),
        "confirmed_at": clock.now(),
    }
    return await Person.create(**values | changes)


def actor_for(person: Person, *scopes: Scope) -> Actor:
    """The actor of a person with the given scopes."""
    return Actor(
        account_id=person.account_id,
        person_id=person.id,
        ledger_id=person.ledger_id,
        scopes=scopes,
        language=person.language,
    )


async def make_organizer(account: Account, region_path: str = "", role: Role = Role.ORGANIZER, **changes: Any) -> Actor:
    """A person with a membership over a region, as an actor."""
    person = await make_person(account, **changes)
    await Membership.create(
        id=ids.new_id(),
        account_id=account.id,
        person_id=person.id,
        role=role,
        region_path=region_path,
        created_at=clock.now(),
    )
    return actor_for(person, Scope(role, region_path))


async def make_region(code: str = "US-NY-061", **changes: Any) -> Region:
    """A county by its code (New York County); inside `db` only, for regions are reference data."""
    region_id = ids.id_for(f"region:{code}")
    values: dict[str, Any] = {
        "id": region_id,
        "code": code,
        "path": code.replace("-", "/") + "/",
        "level": (RegionLevel.COUNTRY, RegionLevel.STATE, RegionLevel.COUNTY)[code.count("-")],
        "division": Division.ADMINISTRATIVE,
        "name": "New York County",
        "latitude": 40.7834,
        "longitude": -73.9662,
        "time_zone": "America/New_York",
    }
    await Region.filter(id=region_id).delete()
    return await Region.create(**values | changes)


async def make_task(account: Account, **changes: Any) -> Task:
    """An open canvass in Chelsea, New York County."""
    values: dict[str, Any] = {
        "id": ids.new_id(),
        "account_id": account.id,
        "kind": ActivityKind.CANVASS,
        "title": "Saturday doors",
        "region_id": ids.id_for("region:US-NY-061"),
        "region_path": "US/NY/061/",
        "place": "Chelsea",
        "latitude": 40.7465,
        "longitude": -74.0014,
        "time_zone": "America/New_York",
        "created_at": clock.now(),
        "updated_at": clock.now(),
    }
    return await Task.create(**values | changes)


async def make_consent(
    person: Person, purpose: Purpose, channel: Channel, *, granted: bool = True, at: datetime | None = None
) -> Consent:
    """What a person decided about a purpose on a channel, now or then."""
    return await Consent.create(
        id=ids.new_id(),
        account_id=person.account_id,
        person_id=person.id,
        purpose=purpose,
        channel=channel,
        granted=granted,
        wording_version=1,
        source="test",
        at=at or clock.now(),
    )


async def make_volunteer(account: Account, *, granted: bool = True, **changes: Any) -> Person:
    """A person who agrees to take part."""
    person = await make_person(account, **changes)
    await make_consent(person, Purpose.PARTICIPATION, Channel.APP, granted=granted)
    return person


async def make_shift(task: Task, **changes: Any) -> Shift:
    """Two hours, five days from now, for two people."""
    starts_at = changes.pop("starts_at", clock.now() + timedelta(days=5))
    values: dict[str, Any] = {
        "id": ids.new_id(),
        "account_id": task.account_id,
        "task_id": task.id,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "capacity": 2,
    }
    return await Shift.create(**values | changes)


async def make_assignment(shift: Shift, person: Person, **changes: Any) -> Assignment:
    """A confirmed place; it counts among those taken if its state says so."""
    values: dict[str, Any] = {
        "id": ids.new_id(),
        "account_id": shift.account_id,
        "shift_id": shift.id,
        "person_id": person.id,
        "state": AssignmentState.CONFIRMED,
        "queued_at": clock.now(),
        "updated_at": clock.now(),
    }
    assignment = await Assignment.create(**values | changes)
    if assignment.state in PLACED:
        shift.confirmed += 1
        shift.expected += 1.0 if assignment.show_chance is None else assignment.show_chance
        counts = {"confirmed": shift.confirmed, "expected": shift.expected}
        await Shift.filter(account_id=shift.account_id, id=shift.id).update(**counts)
    return assignment


async def make_qualification(account: Account, **changes: Any) -> Qualification:
    """A training that an organizer added, and nobody has to confirm."""
    values: dict[str, Any] = {
        "id": ids.new_id(),
        "account_id": account.id,
        "kind": QualificationKind.TRAINING,
        "name": "Boat training",
        "how": "Ask at the harbour.",
        "created_at": clock.now(),
    }
    return await Qualification.create(**values | changes)


async def make_qualified(person: Person, qualification: Qualification, **changes: Any) -> PersonQualification:
    """What a person says to have, for good and unconfirmed."""
    values: dict[str, Any] = {
        "id": ids.new_id(),
        "account_id": person.account_id,
        "person_id": person.id,
        "qualification_id": qualification.id,
        "declared_at": clock.now(),
    }
    return await PersonQualification.create(**values | changes)


async def jobs_of(account: Account) -> list[tuple[str, dict[str, Any]]]:
    """The names and payloads of the jobs that wait, in the order in which they were stored."""
    rows = await work.fetch("SELECT name, payload FROM outbox_rows WHERE account_id = $1 ORDER BY id", account.id)
    return [(row["name"], orjson.loads(row["payload"])) for row in rows]
