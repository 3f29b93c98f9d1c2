"""Importing people: whoever is in the file is in the campaign once, as a contact, and an import can be undone."""

import asyncio
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.kernel.actor import Role, system_actor
from models.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from models.kernel.tables import Account
from models.people.imports import ImportReport, import_people, undo_import
from models.people.imports.drafts import split_name
from models.people.queries import has_consent
from models.people.tables import Channel, Import, Person, PersonKind, Purpose
from tests.factories import actor_for, make_account, make_organizer, make_person
from tests.models.people.exports import actblue, households, nation_builder, ngp_van, osdi, rock_the_vote, turbo_vote
from tests.models.people.stage import ask_to_join, come_in, count, make_work

pytestmark = pytest.mark.usefixtures("geography")


async def take_in(account: Account, raw: bytes | str, **changes: object) -> ImportReport:
    """Import as the system."""
    content = raw.encode() if isinstance(raw, str) else raw
    return await import_people(system_actor(account.id), raw=content, country="US", **changes)  # type: ignore[arg-type]


async def names_in(account: Account) -> list[str]:
    """Everybody's names, sorted."""
    people = await Person.filter(account_id=account.id).order_by("sort_key")
    return [f"{person.first_name} {person.last_name}".strip() for person in people]


async def test_imported_people_are_contacts_without_any_consent(account: Account) -> None:
    report = await take_in(
        account,
        "First Name,Last Name,Email Address,Zip,Phone Number\nAda,Lovelace,Ada@Example.org,10001,(212) 555-0123\n",
    )
    assert report.counts() == {"rows": 1, "added": 1, "known": 0, "repeated": 0, "leftOut": 0, "problems": 0}
    person = await Person.get(account_id=account.id)
    assert (person.kind, person.email, person.email_key, person.sign_in_key) == (
        PersonKind.CONTACT,
        "Ada@example.org",
        "ada@example.org",
        None,
    )
    assert (person.phone, person.region_path, person.sort_key, person.name_key) == (
        "+12125550123",
        "US/NY/061/",
        "lovelace ada",
        "ada lovelace",
    )
    assert not await has_consent(account.id, person.id, Purpose.ASKS, Channel.EMAIL)
    assert person.import_id == report.import_id


async def test_a_dry_run_says_what_would_happen_and_keeps_nothing(account: Account) -> None:
    raw = "name,mail,zip\nAda Lovelace,ada@example.org,10001\nBob,not an address,99999\n,,\n,,10001\n"
    report = await take_in(account, raw, dry_run=True)
    assert report.import_id is None
    assert report.counts() == {"rows": 3, "added": 2, "known": 0, "repeated": 0, "leftOut": 1, "problems": 3}
    assert [(problem.row, problem.column, problem.value, problem.left_out) for problem in report.problems] == [
        (3, "mail", "not an address", False),
        (3, "zip", "99999", False),
        (5, "", "10001", True),
    ]
    assert [await count(table, account) for table in ("people", "imports")] == [0, 0]


@pytest.mark.parametrize("export", [osdi, nation_builder, actblue, turbo_vote, rock_the_vote, ngp_van])
async def test_reads_what_other_systems_export(
    account: Account, export: tuple[bytes, list[str], dict[str, object]]
) -> None:
    raw, names, columns = export
    report = await take_in(account, raw)
    assert report.left_out == 0
    assert await names_in(account) == names
    person = await Person.filter(account_id=account.id).order_by("sort_key").first()
    assert person is not None
    assert {name: getattr(person, name) for name in columns} == columns


async def test_a_household_that_shares_an_address_loses_nobody(account: Account) -> None:
    raw, people, addresses = households()
    report = await take_in(account, raw)
    assert (report.rows, report.added, report.repeated, report.known) == (people, people, 0, 0)
    assert await count("people", account) == people
    assert len(set(await Person.filter(account_id=account.id).values_list("email_key", flat=True))) == addresses

    again = await take_in(account, raw)
    assert (again.added, again.known) == (0, people)
    assert await count("people", account) == people

    undone = await undo_import(system_actor(account.id), import_id=report.import_id)  # type: ignore[arg-type]
    assert (undone.removed, undone.kept) == (people, 0)
    assert await count("people", account) == 0


async def test_the_same_person_twice_in_a_file_is_one(account: Account) -> None:
    report = await take_in(account, "email,first\nada@example.org,Ada\nADA@example.org,ada\nada@example.org,Bob\n")
    assert (report.added, report.repeated) == (2, 1)
    assert await names_in(account) == ["Ada", "Bob"]


async def test_who_is_here_already_stays_as_they_are(account: Account) -> None:
    ada = await make_person(account, email="ada@example.org", first_name="Ada", language="pl")
    report = await take_in(account, "email,first,zip\nada@example.org,ADA,90210\nada@example.org,,10001\n")
    assert (report.added, report.known) == (0, 2)
    person = await Person.get(account_id=account.id)
    assert (person.id, person.first_name, person.postal_code, person.kind) == (
        ada.id,
        "Ada",
        "10001",
        PersonKind.VOLUNTEER,
    )


async def test_a_father_and_a_son_of_one_name_are_two(account: Account) -> None:
    await take_in(account, "email,first,last,yob\nsmith@example.org,John,Smith,1950\n")
    report = await take_in(account, "email,first,last,yob\nsmith@example.org,John,Smith,1980\n")
    assert report.added == 1
    assert sorted(await Person.filter(account_id=account.id).values_list("birth_year", flat=True)) == [1950, 1980]


async def test_encodings_and_separators_are_found_out(account: Account) -> None:
    raw = "Imię;Nazwisko;Adres e-mail;Kod pocztowy;Kraj\nŁukasz;Żółć;l@example.org;00-950;Polska\n".encode("cp1250")
    report = await take_in(account, raw)
    assert (report.encoding, report.separator, report.problems) == ("cp1250", ";", [])
    person = await Person.get(account_id=account.id)
    assert (person.first_name, person.last_name, person.country, person.region_path) == (
        "Łukasz",
        "Żółć",
        "PL",
        "PL/14/1465/",
    )


async def test_columns_can_be_chosen(account: Account) -> None:
    raw = "who,backup,email\nAda,ada@example.org,wrong@example.org\n"
    report = await take_in(account, raw, choices={"email": "backup", "first_name": "who"})
    assert report.mapping == {"email": ["backup"], "first_name": ["who"]}
    assert (await Person.get(account_id=account.id)).email == "ada@example.org"
    with pytest.raises(Invalid, match="There is no column"):
        await take_in(account, raw, choices={"email": "nonsense"})


async def test_who_has_no_known_code_is_placed_in_their_state_or_country(account: Account) -> None:
    report = await take_in(account, "first,zip,state,country\nAda,00000,NY,USA\nBob,,,Deutschland\nEve,,,\n")
    people = {person.first_name: person for person in await Person.filter(account_id=account.id)}
    assert {name: person.region_path for name, person in people.items()} == {
        "Ada": "US/NY/",
        "Bob": "DE/",
        "Eve": "US/",
    }
    assert [problem.row for problem in report.problems] == [2]


async def test_ragged_rows_are_taken_and_pointed_out(account: Account) -> None:
    report = await take_in(
        account, "first,email,zip\nAda,ada@example.org\nBob,bob@example.org,10001,,\nEve,eve@example.org,10001,x\n"
    )
    assert report.added == 3
    assert [(problem.row, problem.value) for problem in report.problems] == [(4, "x")]


async def test_organizers_import_within_their_region(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/", first_name="Olga")
    raw = b"first,zip\nAda,10001\nBob,90210\n"
    report = await import_people(organizer, raw=raw, country="US")
    assert (report.added, report.left_out, [problem.row for problem in report.problems]) == (1, 1, [3])
    for nobody in (actor_for(await make_person(account)), await make_organizer(account, role=Role.ANALYST)):
        with pytest.raises(NotAllowed):
            await import_people(nobody, raw=raw, country="US")


async def test_undoing_keeps_whoever_came_in_or_left_a_trace(account: Account) -> None:
    report = await take_in(
        account, "first,email,zip\nAda,ada@example.org,10001\nBob,bob@example.org,10001\nEve,eve@example.org,10001\n"
    )
    await ask_to_join(account, "ada@example.org")
    await come_in(account)
    bob = await Person.get(account_id=account.id, first_name="Bob")
    await make_work(bob)
    undone = await undo_import(system_actor(account.id), import_id=report.import_id)  # type: ignore[arg-type]
    assert (undone.removed, undone.kept) == (1, 2)
    assert await names_in(account) == ["Ada", "Bob"]
    with pytest.raises(Conflict):
        await undo_import(system_actor(account.id), import_id=report.import_id)  # type: ignore[arg-type]


async def test_nobody_undoes_what_reaches_beyond_their_region(account: Account) -> None:
    report = await take_in(account, "first,zip\nAda,10001\nBob,90210\n")
    organizer = await make_organizer(account, "US/NY/")
    with pytest.raises(NotAllowed):
        await undo_import(organizer, import_id=report.import_id)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        await undo_import(system_actor((await make_account()).id), import_id=report.import_id)  # type: ignore[arg-type]
    assert await Person.filter(account_id=account.id, kind=PersonKind.CONTACT).count() == 2


async def test_an_import_that_was_broken_off_goes_on(account: Account) -> None:
    raw = "first,email\nAda,ada@example.org\nBob,bob@example.org\n"
    first = await take_in(account, raw)
    await Person.filter(account_id=account.id, first_name="Bob").delete()
    await Import.filter(account_id=account.id).update(finished_at=None)
    second = await take_in(account, raw)
    assert (second.import_id, second.added, second.known) == (first.import_id, 1, 1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.sampled_from(["Ada", "Bob", "Eve", ""]), st.sampled_from(["a", "b", ""])), max_size=8)
)
async def test_importing_twice_is_importing_once_and_undoing_leaves_nothing(
    account: Account, rows: list[tuple[str, str]]
) -> None:
    lines = [f"{name},{mail and mail + '@example.org'}" for name, mail in rows]
    raw = "\n".join(["first,email", *lines, "Zoe,zoe@example.org"])
    report = await take_in(account, raw)
    assert report.rows == report.added + report.known + report.repeated + report.left_out
    assert (await take_in(account, raw)).added == 0
    assert await count("people", account) == report.added
    await undo_import(system_actor(account.id), import_id=report.import_id)  # type: ignore[arg-type]
    assert await count("people", account) == 0
    await Import.filter(account_id=account.id).delete()


@pytest.mark.parametrize(
    ("whole", "names"),
    [
        ("Ada Lovelace", ("Ada", "Lovelace")),
        ("Lovelace, Ada", ("Ada", "Lovelace")),
        ("Ada", ("Ada", "")),
        ("Ada King Lovelace", ("Ada King", "Lovelace")),
    ],
)
def test_splits_names(whole: str, names: tuple[str, str]) -> None:
    assert split_name(whole) == names


async def test_the_same_person_in_two_files_at_once_is_one(committed_account: Account) -> None:
    account = committed_account
    first = "first name,last name,email,zip\nAda,Lovelace,ada@example.org,10001\n"
    second = "name,mail,postcode,phone\nAda Lovelace,Ada@example.org,10002,(212) 555-0123\n"
    postal = "last name,first name,address,zip\nHopper,Grace,1 Elm Street,10001\n"
    same_postal = "name,zip,address,gender\nGrace Hopper,10001,1 Elm Street,f\n"
    reports = await asyncio.gather(*(take_in(account, raw) for raw in (first, second, postal, same_postal)))
    assert await names_in(account) == ["Grace Hopper", "Ada Lovelace"]
    assert sorted((report.added, report.known) for report in reports) == [(0, 1), (0, 1), (1, 0), (1, 0)]


async def test_one_file_tells_its_people_apart_over_batches(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[import_people.__module__], "BATCH", 1)
    raw = "name,middle name,email\nAda Lovelace,May,home@example.org\nAda Lovelace,June,home@example.org\n"
    assert (await take_in(account, raw)).added == 2
