"""Lists of people: whom an actor sees, filtered, sorted, page by page; and a region in numbers."""

from datetime import UTC, datetime, timedelta

import pytest

from models.kernel import clock, ids
from models.kernel.actor import Actor, Role, Scope, stranger, system_actor
from models.kernel.errors import Invalid, NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account, AuditEntry
from models.people.queries import (
    PeopleFilter,
    PeopleSort,
    people_page,
    people_summary,
    person_by_id,
    read_contact,
    visible_to,
)
from models.people.rules.names import name_key, sort_key
from models.people.tables import Person, PersonKind, PersonSkill
from tests.factories import actor_for, make_account, make_organizer, make_person
from tests.models.people.test_teams import make_team

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


async def named(account: Account, first_name: str, last_name: str, **changes: object) -> Person:
    """Somebody with a name and the keys that belong to it."""
    keys = {"sort_key": sort_key(first_name, last_name), "name_key": name_key(first_name, last_name)}
    return await make_person(account, first_name=first_name, last_name=last_name, **keys | changes)


async def names(actor: Actor, sort: PeopleSort = PeopleSort.NAME, **wanted: object) -> list[str]:
    """The first names of a page."""
    page = await people_page(actor, people_filter=PeopleFilter(**wanted), sort=sort)  # type: ignore[arg-type]
    return [person.first_name for person in page.rows]


@pytest.fixture
def system(account: Account) -> Actor:
    """Sees everybody."""
    return system_actor(account.id)


async def test_people_are_sorted_by_last_name_in_any_script_and_paged(account: Account, system: Actor) -> None:
    for first_name, last_name in [
        ("A", "Żak"),
        ("B", "Zadora"),
        ("C", "Ångström"),
        ("D", "عمر"),
        ("E", "Abel"),
        ("F", ""),
    ]:
        await named(account, first_name, last_name)
    seen, after = [], None
    for _ in range(4):
        page = await people_page(system, first=2, after=after)
        seen += [person.first_name for person in page.rows]
        if not page.has_next:
            break
        after = page.cursors[-1]
    assert seen == ["E", "C", "F", "B", "A", "D"]


async def test_people_are_sorted_by_time(account: Account, system: Actor) -> None:
    for hours, name in enumerate(["A", "B", "C"]):
        active = NOW + timedelta(hours=hours) if name != "B" else None
        await named(account, name, "", created_at=NOW - timedelta(hours=hours), last_active_at=active)
    assert await names(system, PeopleSort.NEWEST) == ["A", "B", "C"]
    assert await names(system, PeopleSort.LAST_ACTIVE) == ["C", "A", "B"]
    for sort in (PeopleSort.NEWEST, PeopleSort.LAST_ACTIVE):
        first = await people_page(system, sort=sort, first=2)
        rest = await people_page(system, sort=sort, first=2, after=first.cursors[-1])
        assert len({person.id for person in (*first.rows, *rest.rows)}) == 3
        assert (first.has_next, rest.has_next) == (True, False)


async def test_names_are_found_from_either_end_in_any_spelling(account: Account, system: Actor) -> None:
    await named(account, "Łukasz", "Żółty", email="l@example.org")
    await named(account, "Zofia", "Lis")
    assert await names(system, search="zol") == ["Łukasz"]
    assert await names(system, search="LUK") == ["Łukasz"]
    assert await names(system, search="żółty łuk") == ["Łukasz"]
    assert await names(system, search="zo") == ["Zofia", "Łukasz"]
    assert await names(system, search="L@example.org") == ["Łukasz"]
    assert await names(system, search="\x00@") == []
    assert await names(system, search="%") == ["Zofia", "Łukasz"]
    assert await names(system, search="nobody") == []


async def test_filters(account: Account, system: Actor) -> None:
    skill = ids.new_id()
    ada = await named(account, "Ada", "", willing=["cooking"])
    bob = await named(account, "Bob", "", greeted_at=NOW, region_path="US/NY/047/")
    await named(account, "Con", "", kind=PersonKind.CONTACT, region_path="US/NYX/")
    await PersonSkill.create(id=ids.new_id(), account_id=account.id, person_id=bob.id, skill_id=skill, since=NOW)
    assert await names(system, region_path="US/NY/") == ["Ada", "Bob"]
    assert await names(system, region_path="US/NY/047/") == ["Bob"]
    assert await names(system, skill_id=skill) == ["Bob"]
    assert await names(system, willing="cooking") == ["Ada"]
    assert await names(system, kind=PersonKind.CONTACT) == ["Con"]
    assert await names(system, newcomers_only=True) == ["Ada"]
    assert await names(system, ledger_ids=[ada.ledger_id]) == ["Ada"]
    assert await names(system, ledger_ids=[]) == []
    assert await names(system, willing="cooking", region_path="US/NY/047/") == []


async def test_everybody_sees_their_own_part(account: Account) -> None:
    team = await make_team(account)
    here = await named(account, "Here", "", team_id=team.id)
    await named(account, "There", "", region_path="US/CA/037/")
    await make_person(await make_account())
    both = actor_for(here, Scope(Role.ANALYST, "US/CA/"), Scope(Role.VOLUNTEER, ""))
    leader = actor_for(
        await named(account, "Lea", "", region_path="PL/14/"), Scope(Role.TEAM_LEADER, "US/NY/061/", team.id)
    )
    volunteer = actor_for(here)
    everywhere = actor_for(here, Scope(Role.ADMIN, ""))
    assert await names(both) == ["Here", "There"]
    assert await names(leader) == ["Here", "Lea"]
    assert await names(everywhere) == ["Here", "Lea", "There"]
    with pytest.raises(NotAllowed):
        await people_page(volunteer)
    with pytest.raises(SignInRequired):
        await people_page(stranger(account.id))
    for actor in (both, leader, everywhere, volunteer):
        listed = sorted(person.first_name for person in await visible_to(actor))
        assert listed == (await names(actor) if actor is not volunteer else ["Here"])
    assert await visible_to(stranger(account.id)) == []


async def test_one_person_is_found_only_by_who_sees_them(account: Account) -> None:
    person = await make_person(account)
    assert (await person_by_id(actor_for(person), person.id)).id == person.id
    assert (await person_by_id(await make_organizer(account, "US/"), person.id)).id == person.id
    for actor in (
        stranger(account.id),
        actor_for(await make_person(account)),
        await make_organizer(account, "US/NYX/"),
        await make_organizer(await make_account()),
    ):
        with pytest.raises(NotFound):
            await person_by_id(actor, person.id)


async def test_looking_up_how_to_reach_somebody_is_on_record(account: Account) -> None:
    person = await make_person(account)
    organizer = await make_organizer(account, "US/NY/")
    assert (await read_contact(organizer, person.id)).email == person.email
    entry = await AuditEntry.get(account_id=account.id)
    assert (entry.verb, entry.subject_id, entry.actor_person_id) == ("person.contact", person.id, organizer.person_id)
    await read_contact(actor_for(person), person.id)
    with pytest.raises(NotAllowed):
        await read_contact(await make_organizer(account, "US/", Role.ANALYST), person.id)
    assert await AuditEntry.filter(account_id=account.id).count() == 1


@pytest.mark.parametrize("after", ["nonsense", "W10", "WyJhIiwiYiJd"])
async def test_a_foreign_cursor_is_refused(account: Account, system: Actor, after: str) -> None:
    with pytest.raises(Invalid):
        await people_page(system, after=after)
    with pytest.raises(Invalid):
        await people_page(system, first=101)


async def test_a_region_in_numbers(account: Account) -> None:
    cooking, driving = ids.new_id(), ids.new_id()
    ada = await make_person(account, willing=["canvass", "cooking"])
    bob = await make_person(account, willing=["cooking"], greeted_at=clock.now())
    await make_person(account, kind=PersonKind.CONTACT, willing=["cooking"])
    await make_person(account, region_path="US/CA/037/", willing=["cooking"])
    for person, skill in ((ada, cooking), (bob, cooking), (bob, driving)):
        await PersonSkill.create(id=ids.new_id(), account_id=account.id, person_id=person.id, skill_id=skill, since=NOW)
    organizer = actor_for(ada, Scope(Role.ORGANIZER, "US/NY/"))
    summary = await people_summary(organizer, "US/NY/")
    assert (summary.people, summary.newcomers_waiting) == (2, 1)
    assert summary.by_skill == [(cooking, 2), (driving, 1)]
    assert summary.by_willingness == [("cooking", 2), ("canvass", 1)]
    with pytest.raises(NotAllowed):
        await people_summary(organizer, "US/")
