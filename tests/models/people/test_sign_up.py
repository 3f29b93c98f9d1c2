"""Joining: a person appears, unconfirmed, and nobody can tell who was here before."""

import pytest

from models.kernel import work
from models.kernel.errors import Invalid
from models.kernel.tables import Account
from models.people.errors import ConsentNeeded
from models.people.queries import has_consent
from models.people.tables import Channel, Consent, Person, PersonKind, Purpose, SignInRequest
from models.regions.errors import PostalCodeUnknown
from tests.factories import make_person
from tests.models.people.stage import ask_to_join, count, join

pytestmark = pytest.mark.usefixtures("geography")


async def test_a_newcomer_is_taken_in_unconfirmed(account: Account) -> None:
    await ask_to_join(account, "Ada@Example.org", first_name="  Ada ")

    person = await Person.get(account_id=account.id)
    assert (person.kind, person.first_name, person.email, person.email_key, person.sign_in_key) == (
        PersonKind.UNCONFIRMED,
        "Ada",
        "Ada@example.org",
        "ada@example.org",
        "ada@example.org",
    )
    assert (person.country, person.postal_code, person.region_path) == ("US", "10001", "US/NY/061/")
    assert (person.time_zone, person.sort_key, person.team_id) == ("America/New_York", "ada", None)
    request = await SignInRequest.get(account_id=account.id)
    assert request.person_id == person.id
    job = await work.fetch_row("SELECT name, payload FROM outbox_rows WHERE account_id = $1", account.id)
    assert job is not None
    assert (job["name"], str(request.id) in job["payload"]) == ("people.sign_in_requested", True)


async def test_what_was_agreed_to_is_kept_with_its_wording_and_counts_only_after_confirmation(account: Account) -> None:
    await ask_to_join(account)
    person = await Person.get(account_id=account.id)
    rows = await Consent.filter(account_id=account.id).order_by("purpose", "channel")
    assert [(row.purpose, row.channel, row.granted, row.wording_version) for row in rows] == [
        (Purpose.ASKS, Channel.APP, True, 1),
        (Purpose.ASKS, Channel.EMAIL, True, 1),
        (Purpose.PARTICIPATION, Channel.APP, True, 1),
    ]
    assert not await has_consent(account.id, person.id, Purpose.ASKS, Channel.EMAIL)
    await Person.filter(account_id=account.id).update(kind=PersonKind.VOLUNTEER)
    assert await has_consent(account.id, person.id, Purpose.ASKS, Channel.EMAIL)


async def test_the_same_address_again_just_asks_for_a_way_in(account: Account) -> None:
    person = await join(account)
    await ask_to_join(account, "ADA@example.org", first_name="Somebody Else", postal_code="90210")

    assert await count("people", account) == 1
    assert await count("consents", account) == 3
    again = await Person.get(account_id=account.id)
    assert (again.first_name, again.postal_code, again.version) == ("Ada", "10001", person.version)
    requests = await SignInRequest.filter(account_id=account.id).order_by("created_at", "id")
    assert [request.person_id for request in requests] == [person.id, person.id]


async def test_known_and_unknown_addresses_cause_the_same_statements(account: Account, statements: list[str]) -> None:
    await join(account)
    statements.clear()
    await ask_to_join(account, "ada@example.org")
    known = [statement for statement in statements if statement.startswith(("INSERT", "COPY"))]
    statements.clear()
    await ask_to_join(account, "bob@example.org")
    unknown = [statement for statement in statements if statement.startswith(("INSERT", "COPY"))]
    assert len(known) == 4
    assert known == unknown


async def test_whoever_never_confirmed_may_say_it_differently(account: Account) -> None:
    await ask_to_join(account, first_name="Adda", postal_code="90210")
    await ask_to_join(account, first_name="Ada")
    person = await Person.get(account_id=account.id)
    assert (person.first_name, person.postal_code, person.kind) == ("Ada", "10001", PersonKind.UNCONFIRMED)


async def test_a_contact_comes_in_with_their_own_name(account: Account) -> None:
    contact = await make_person(
        account,
        kind=PersonKind.CONTACT,
        email="ada@example.org",
        first_name="Ada",
        last_name="Lovelace",
        confirmed_at=None,
    )
    await ask_to_join(account, first_name="ada")
    person = await Person.get(account_id=account.id)
    assert (person.id, person.kind, person.ledger_id) == (contact.id, PersonKind.UNCONFIRMED, contact.ledger_id)


async def test_a_household_loses_nobody(account: Account) -> None:
    shared = {"kind": PersonKind.CONTACT, "email": "home@example.org", "confirmed_at": None}
    melissa = await make_person(account, **shared, first_name="Melissa", sign_in_key=None)
    lawrence = await make_person(account, **shared, first_name="Lawrence")
    await ask_to_join(account, "home@example.org", first_name="Melissa")
    found = {person.id: person for person in await Person.filter(account_id=account.id)}
    assert len(found) == 2
    assert (found[melissa.id].sign_in_key, found[melissa.id].kind) == ("home@example.org", PersonKind.UNCONFIRMED)
    assert (found[lawrence.id].sign_in_key, found[lawrence.id].kind) == (None, PersonKind.CONTACT)


async def test_a_city_will_do_where_there_is_no_code(account: Account) -> None:
    city_id = await work.fetch_value("SELECT id FROM cities WHERE country = 'JO' ORDER BY population DESC LIMIT 1")
    await ask_to_join(account, country="JO", postal_code=None, city_id=city_id, language="ar")
    person = await Person.get(account_id=account.id)
    assert (person.country, person.postal_code, person.time_zone, person.language) == ("JO", None, "Asia/Amman", "ar")
    assert person.place == "عمان"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"email": "nobody"}, Invalid),
        ({"first_name": " "}, Invalid),
        ({"postal_code": "00000"}, PostalCodeUnknown),
        ({"postal_code": None}, Invalid),
        ({"country": "U\x00"}, Invalid),
        ({"country": "Poland"}, Invalid),
        ({"consents": [Purpose.ASKS]}, ConsentNeeded),
    ],
)
async def test_a_refusal_keeps_nothing(account: Account, changes: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        await ask_to_join(account, **changes)
    assert [await count(table, account) for table in ("people", "consents", "sign_in_requests", "outbox_rows")] == [
        0
    ] * 4
