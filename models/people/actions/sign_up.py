"""Somebody wants to join. Whoever asks learns nothing of who is here already."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.kernel import clock, ids, work
from models.kernel.actor import Actor
from models.kernel.search_keys import search_key
from models.people.actions.placing import columns_of, find_place
from models.people.actions.record_consents import record_consents
from models.people.actions.remember_home import remember_home
from models.people.actions.sign_in_requests import store_sign_in_request
from models.people.rules.consents import Agreement, agreements_of_sign_up
from models.people.rules.emails import EmailAddress, read_email
from models.people.rules.holdout import is_held_out
from models.people.rules.languages import clean_language
from models.people.rules.names import clean_name, name_key, sort_key
from models.people.tables import Person, PersonKind, Purpose

_NAMES = frozenset({"first_name", "sort_key", "name_key"})


@dataclass(frozen=True, slots=True)
class _SignUp:
    """What somebody told us, checked."""

    address: EmailAddress
    columns: dict[str, Any]
    agreements: list[Agreement]


class _AlreadyHere(Exception):
    """Rolls the decoy back."""


async def sign_up(
    actor: Actor,
    *,
    email: str,
    first_name: str,
    country: str,
    postal_code: str | None = None,
    city_id: UUID | None = None,
    language: str,
    consents: Collection[Purpose],
    browser_secret: str | None = None,
) -> None:
    """
    Take somebody in who is unconfirmed until they redeem the mail that is now requested, and have it sent.

    The same address again just signs in. The answer is the same either way, and so is the work: for an address that is
    known the rows of a newcomer are written as well, and rolled back.
    Raises Invalid, PostalCodeUnknown, ConsentNeeded.
    """
    agreements = agreements_of_sign_up(consents)
    language = clean_language(language)
    place = await find_place(country, postal_code, city_id)
    columns = columns_of(place, language) | _name_columns(first_name) | {"language": language}
    wanted = _SignUp(read_email(email), columns, agreements)
    async with work.unit_of_work(actor):
        person_id = await _take_in(actor, wanted)
        await store_sign_in_request(actor, wanted.address.key, person_id, browser_secret)


def _name_columns(typed: str) -> dict[str, Any]:
    first_name = clean_name(typed, field="firstName", longest=100, required=True)
    return {
        "first_name": first_name,
        "sort_key": sort_key(first_name, ""),
        "name_key": name_key(first_name, ""),
    }


async def _take_in(actor: Actor, wanted: _SignUp) -> UUID:
    household = await _household(actor, wanted.address.key)
    holder = next((person for person in household if person.sign_in_key), None)
    if holder is not None and holder.kind is PersonKind.VOLUNTEER:
        await _write_decoy(actor, wanted)
        return holder.id
    return await _claim_contact(actor, wanted, household) or await _create_person(actor, wanted)


async def _household(actor: Actor, key: str) -> list[Person]:
    """All who share the address, locked, so that two sign-ups at once make one person."""
    await work.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"{actor.account_id}:{key}")
    return (
        await Person.filter(account_id=actor.account_id, email_key=key).order_by("created_at", "id").select_for_update()
    )


async def _claim_contact(actor: Actor, wanted: _SignUp, household: list[Person]) -> UUID | None:
    """
    Continue as the contact whom we know by this address and first name, or as whoever signed up by it and never
    confirmed. Only they hold the address to sign in by from now on; None if there is nobody to continue as.
    """
    found = _find_contact(wanted, household)
    await Person.filter(account_id=actor.account_id, sign_in_key=wanted.address.key).update(sign_in_key=None)
    if found is None:
        return None
    keep_name = found.import_id is not None and bool(found.first_name)
    columns = {name: value for name, value in wanted.columns.items() if not (keep_name and name in _NAMES)}
    if columns["region_id"] != found.region_id:
        await remember_home(found)
    changes: dict[str, Any] = columns | {"kind": PersonKind.UNCONFIRMED, "sign_in_key": wanted.address.key}
    await Person.filter(account_id=actor.account_id, id=found.id).update(**changes)
    await record_consents(actor, found.id, wanted.agreements, granted=True, source="sign_up")
    return found.id


def _find_contact(wanted: _SignUp, household: list[Person]) -> Person | None:
    first_name = wanted.columns["first_name"]
    named = (person for person in household if _same_name(person.first_name, first_name) or not person.first_name)
    unconfirmed = (person for person in household if person.sign_in_key and person.import_id is None)
    return next(named, None) or next(unconfirmed, None)


def _same_name(one: str, other: str) -> bool:
    return search_key(one) == search_key(other)


async def _write_decoy(actor: Actor, wanted: _SignUp) -> None:
    try:
        async with work.unit_of_work(actor):
            await _create_person(actor, wanted, sign_in_key=None)
            raise _AlreadyHere
    except _AlreadyHere:
        return


async def _create_person(actor: Actor, wanted: _SignUp, **changes: Any) -> UUID:
    person_id, ledger_id = ids.new_id(), ids.new_pseudonym()
    values: dict[str, Any] = {
        "id": person_id,
        "account_id": actor.account_id,
        "ledger_id": ledger_id,
        "holdout": is_held_out(actor.account_id, ledger_id),
        "kind": PersonKind.UNCONFIRMED,
        "email": wanted.address.written,
        "email_key": wanted.address.key,
        "sign_in_key": wanted.address.key,
        "created_at": clock.now(),
    }
    await Person.create(**wanted.columns | values | changes)
    await record_consents(actor, person_id, wanted.agreements, granted=True, source="sign_up")
    return person_id
