"""Badges through the API: one's own, the rules, a draft, and what is told to everybody."""

from datetime import date, timedelta
from typing import Any

import pytest

from api.ids import global_id
from api.operations import named_operations
from models.kernel import clock, ids
from models.kernel.actor import Role
from models.kernel.tables import Account
from models.people.actions.change_consents import revoke_consent
from models.people.tables import Channel, Person, Purpose
from models.recognition.tables import Badge, BadgeProgress, BadgeSet
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_consent, make_organizer, make_person, make_region
from tests.models.recognition.test_badge_rules import GOOD

ANNOUNCED = "query($region: ID) { announcements(regionId: $region) { code name title text earnedOn } }"


async def run(name: str, account: Account, person: Person, **variables: Any) -> Any:
    """What an operation of our own answers to somebody."""
    return await data_of(named_operations()[name], context_for(account, actor_for(person)), **variables)


async def earn(person: Person, code: str = "first_step", on: date | None = None) -> None:
    await Badge.create(
        id=ids.new_id(),
        account_id=person.account_id,
        person_id=person.id,
        code=code,
        value=1,
        earned_on=on or clock.now().date(),
        awarded_at=clock.now(),
    )


async def agree(person: Person) -> None:
    await make_consent(person, Purpose.PUBLIC_BOARD, Channel.PUBLIC)


@pytest.fixture
async def amina(account: Account) -> Person:
    """She agreed to be named by her first name and initial."""
    for code in ("US", "US-NY", "US-NY-061"):
        await make_region(code)
    person = await make_person(account, first_name="Amina", last_name="Haddad", public_name="initial", birth_year=1980)
    await agree(person)
    return person


async def announced(account: Account, code: str | None = None) -> Any:
    region = ids.id_for(f"region:{code}") if code else None
    variables = {"region": global_id("Region", region)} if region else {}
    return (await data_of(ANNOUNCED, context_for(account), **variables))["announcements"]


async def test_one_sees_one_s_own_badges_and_what_is_near(account: Account) -> None:
    person = await make_person(account)
    await earn(person, on=date(2026, 3, 2))
    await BadgeProgress.create(
        id=ids.new_id(),
        account_id=account.id,
        person_id=person.id,
        version=1,
        through=clock.now().date(),
        state={"before": {}, "now": {"hundred_talks": ["0001-01-01", 84, [], None]}},
    )
    data = await data_of(
        "{ me { badges { code title text value threshold earnedOn } } }", context_for(account, actor_for(person))
    )
    assert [(one["code"], one["value"], one["threshold"], one["earnedOn"]) for one in data["me"]["badges"]] == [
        ("first_step", 1, 1, "2026-03-02"),
        ("hundred_talks", 84, 100, None),
    ]
    assert data["me"]["badges"][0]["title"] == "First step"


async def test_the_desk_shows_the_rules_and_publishes_others(account: Account) -> None:
    admin = await make_organizer(account, role=Role.ADMIN)
    context = context_for(account, admin)
    shown = (await data_of(named_operations()["BadgeDesk"], context))["badgeRules"]
    assert (shown["version"], shown["body"][0]["code"]) == (1, "first_step")
    bad = await data_of(named_operations()["BadgesPublish"], context, input={"body": [{"code": "x"}]})
    assert bad["badgesPublish"]["code"] == "BADGES_INVALID"
    assert await BadgeSet.filter(account_id=account.id).count() == 0
    await data_of(named_operations()["BadgesPublish"], context, input={"body": [GOOD]})
    asked = "{ badgeRules { version rules { code measure window kinds threshold } } }"
    assert (await data_of(asked, context_for(account)))["badgeRules"]["version"] == 2


async def test_the_week_s_badges_are_told_in_the_chosen_name(account: Account, amina: Person) -> None:
    await earn(amina)
    await earn(amina, "came_back", clock.now().date() - timedelta(days=8))
    await earn(await make_person(account, first_name="Bo"))
    (told,) = await announced(account, "US-NY")
    assert (told["code"], told["name"], told["title"]) == ("first_step", "Amina H.", "First step")
    assert await announced(account) == [told]


async def test_nobody_is_told_of_elsewhere_or_after_a_withdrawal(account: Account, amina: Person) -> None:
    await earn(amina)
    await make_region("US-TX")
    assert await announced(account, "US-TX") == []
    assert len(await announced(account, "US-NY-061")) == 1
    await revoke_consent(actor_for(amina), purpose=Purpose.PUBLIC_BOARD, channel=Channel.PUBLIC)
    assert await announced(account, "US-NY-061") == []


@pytest.mark.parametrize("changes", [{"birth_year": 2012}, {"birth_year": None}, {"public_name": "hidden"}])
async def test_minors_and_whoever_is_hidden_are_never_told_of(
    account: Account, amina: Person, changes: dict[str, Any]
) -> None:
    await earn(amina)
    await Person.filter(account_id=account.id, id=amina.id).update(**changes)
    assert await announced(account) == []
