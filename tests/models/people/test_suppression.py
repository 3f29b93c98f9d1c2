"""Who was erased stays away until they come back by themself."""

import asyncio

import pytest

from models.kernel import work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people import actions
from models.people.imports import ImportReport, import_people
from models.people.tables import ErasedAddress, Person, PersonKind
from tests.factories import actor_for
from tests.models.people.stage import count, join

pytestmark = pytest.mark.usefixtures("geography")

HEAD = "first name,last name,email,phone,zip\n"
ADA = "Ada,Lovelace,ada@example.org,212-555-0123,10001\n"


async def take_in(account: Account, rows: str) -> ImportReport:
    return await import_people(system_actor(account.id), raw=(HEAD + rows).encode(), country="US")


async def erase(account: Account, email: str) -> None:
    person = await Person.filter(account_id=account.id, email_key=email).order_by("created_at").first()
    assert person is not None
    await actions.erase_person(system_actor(account.id), person_id=person.id)


@pytest.mark.parametrize(
    "row",
    [
        ADA,
        "Augusta,King,ADA@example.org,,10001\n",
        "Ada,Lovelace,,+1 212 555 0123,10001\n",
        "Augusta,King,other@example.org,2125550123,10001\n",
    ],
)
async def test_an_import_does_not_bring_back_who_was_erased(account: Account, row: str) -> None:
    await take_in(account, ADA)
    await erase(account, "ada@example.org")
    report = await take_in(account, row + "Grace,Hopper,grace@example.org,,10001\n")
    assert (report.added, report.known, report.left_out) == (1, 0, 1)
    (problem,) = report.problems
    assert (problem.row, problem.value, problem.left_out) == (2, "", True)
    assert "asked to be forgotten" in problem.advice
    assert [person.first_name for person in await Person.filter(account_id=account.id)] == ["Grace"]


async def test_what_is_kept_says_nothing_without_the_key(account: Account) -> None:
    await take_in(account, ADA)
    await erase(account, "ada@example.org")
    kept = await ErasedAddress.filter(account_id=account.id)
    assert len(kept) == 2
    assert all(len(row.address_hash) == 64 and int(row.address_hash, 16) for row in kept)


async def test_the_rest_of_a_household_is_not_shut_out(account: Account) -> None:
    await take_in(account, "Ada,Lovelace,home@example.org,,10001\nGrace,Hopper,home@example.org,,10001\n")
    ada = await Person.get(account_id=account.id, first_name="Ada")
    await actions.erase_person(system_actor(account.id), person_id=ada.id)
    report = await take_in(account, "Ada,Lovelace,home@example.org,,10001\nByron,King,home@example.org,,10001\n")
    assert (report.added, report.left_out) == (1, 1)
    assert await Person.filter(account_id=account.id, first_name="Ada").count() == 0


async def test_whoever_comes_back_by_themself_is_not_kept_out(account: Account) -> None:
    person = await join(account)
    await actions.erase_person(actor_for(person), confirm_email="ada@example.org")
    assert await count("erased_addresses", account) == 1
    person = await join(account)
    assert await count("erased_addresses", account) == 0
    assert (await take_in(account, "Byron,King,ada@example.org,,10001\n")).added == 1


async def test_signing_up_alone_opens_no_door_for_an_import(account: Account) -> None:
    person = await join(account)
    await actions.erase_person(actor_for(person), confirm_email="ada@example.org")
    await actions.sign_up(
        actor_for(person),
        email="ada@example.org",
        first_name="Ada",
        country="US",
        postal_code="10001",
        language="en",
        consents=["participation"],  # type: ignore[list-item]
    )
    assert await count("erased_addresses", account) == 1


async def test_another_account_knows_nothing_of_it(account: Account) -> None:
    from tests.factories import make_account

    await take_in(account, ADA)
    await erase(account, "ada@example.org")
    other = await make_account()
    assert (await take_in(other, ADA)).added == 1


async def test_the_same_file_taken_in_twice_at_once_adds_everybody_once(committed_account: Account) -> None:
    rows = "".join(f"Ada {n},Lovelace,ada{n}@example.org,,\n" for n in range(50))
    reports = await asyncio.gather(*(take_in(committed_account, rows) for _ in range(4)))
    assert await Person.filter(account_id=committed_account.id, kind=PersonKind.CONTACT).count() == 50
    assert sum(report.added for report in reports) == 50
    assert all(report.added + report.known == 50 for report in reports)
    assert await work.fetch_value("SELECT count(DISTINCT import_key) FROM people") == 50
