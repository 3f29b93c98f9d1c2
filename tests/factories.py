"""Rows for tests, with everything that a test does not care about filled in."""

from typing import Any

from models.kernel import clock, ids
from models.kernel.actor import Actor, Role, Scope
from models.kernel.tables import Account
from models.people.tables import Membership, Person, PersonKind


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
