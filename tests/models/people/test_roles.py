"""Roles: given within one's own region, never above one's own; and the greeting of newcomers."""

import pytest

from models.kernel import ids
from models.kernel.actor import Role, Scope, stranger, system_actor
from models.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account, AuditEntry
from models.people import actions
from models.people.queries import memberships_in, my_memberships, organization, roles_of
from models.people.tables import Membership, Person, PersonKind
from models.regions.queries import region_by_code
from tests.factories import actor_for, make_account, make_organizer, make_person
from tests.models.people.stage import count
from tests.models.people.test_teams import make_team

pytestmark = pytest.mark.usefixtures("geography")


async def test_an_organizer_makes_another_in_a_part_of_their_region(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/")
    person = await make_person(account)
    county = await region_by_code("US-NY-061")
    membership = await actions.grant_membership(
        organizer, person_id=person.id, role=Role.ORGANIZER, region_id=county.id
    )
    assert (membership.role, membership.region_path, membership.ended_at) == (Role.ORGANIZER, "US/NY/061/", None)
    again = await actions.grant_membership(organizer, person_id=person.id, role=Role.ORGANIZER, region_id=county.id)
    assert again.id == membership.id
    assert [row.id for row in await memberships_in(organizer, "US/NY/061/")] == [membership.id]
    assert [row.role for row in await my_memberships(actor_for(person))] == [Role.ORGANIZER]
    assert await AuditEntry.filter(account_id=account.id, verb="membership.grant").count() == 2


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.ADMIN, "US-NY-061"), (Role.ANALYST, "US-NY-061"), (Role.ORGANIZER, "US-CA"), (Role.VOLUNTEER, "US")],
)
async def test_nobody_gives_more_than_they_have(account: Account, role: Role, code: str) -> None:
    organizer = await make_organizer(account, "US/NY/")
    person = await make_person(account)
    region = await region_by_code(code)
    with pytest.raises(NotAllowed):
        await actions.grant_membership(organizer, person_id=person.id, role=role, region_id=region.id)
    assert await count("memberships", account) == 1


async def test_nobody_gives_a_role_to_whom_they_do_not_see(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/")
    away = await make_person(account, region_path="US/CA/037/")
    foreign = await make_person(await make_account())
    for person_id in (away.id, foreign.id, ids.new_id()):
        with pytest.raises(NotFound):
            await actions.grant_membership(organizer, person_id=person_id, role=Role.VOLUNTEER)
    volunteer = actor_for(await make_person(account))
    with pytest.raises(NotFound):
        await actions.grant_membership(volunteer, person_id=away.id, role=Role.ADMIN)
    assert await count("memberships", account) == 1


async def test_only_confirmed_people_have_roles_and_leaders_have_teams(account: Account) -> None:
    system = system_actor(account.id)
    contact = await make_person(account, kind=PersonKind.CONTACT)
    person = await make_person(account)
    team = await make_team(account)
    for values in (
        {"person_id": contact.id, "role": Role.VOLUNTEER},
        {"person_id": person.id, "role": Role.TEAM_LEADER},
        {"person_id": person.id, "role": Role.ORGANIZER, "team_id": team.id},
    ):
        with pytest.raises(Invalid):
            await actions.grant_membership(system, **values)  # type: ignore[arg-type]
    assert await count("memberships", account) == 0
    leader = await actions.grant_membership(system, person_id=person.id, role=Role.TEAM_LEADER, team_id=team.id)
    assert (leader.team_id, leader.region_path) == (team.id, "US/NY/061/")


async def test_roles_are_taken_back_by_whoever_may_give_them_and_laid_down_by_their_holder(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/")
    elsewhere = await make_organizer(account, "US/CA/")
    assert organizer.person_id is not None
    mine = await Membership.get(account_id=account.id, person_id=organizer.person_id)
    with pytest.raises(NotFound):
        await actions.end_membership(elsewhere, membership_id=mine.id)
    assert (await Membership.get(account_id=account.id, id=mine.id)).ended_at is None
    ended = await actions.end_membership(organizer, membership_id=mine.id)
    assert ended.ended_at is not None
    with pytest.raises(NotFound):
        await actions.end_membership(organizer, membership_id=mine.id)


async def test_the_last_administrator_stays(account: Account) -> None:
    admin = await make_organizer(account, "", Role.ADMIN)
    mine = await Membership.get(account_id=account.id)
    with pytest.raises(Conflict):
        await actions.end_membership(admin, membership_id=mine.id)
    assert (await Membership.get(account_id=account.id)).ended_at is None
    await make_organizer(account, "", Role.ADMIN)
    assert (await actions.end_membership(admin, membership_id=mine.id)).ended_at is not None


async def test_the_organization_grows_by_administrators(account: Account) -> None:
    admin = await make_organizer(account, "", Role.ADMIN)
    state = await region_by_code("US-NY")
    root = await actions.create_organization_node(admin, name="National", level="national")
    branch = await actions.create_organization_node(
        admin, name="New York", level="state", parent_id=root.id, region_id=state.id
    )
    assert (branch.parent_id, branch.region_path) == (root.id, "US/NY/")
    with pytest.raises(Conflict):
        await actions.create_organization_node(admin, name="New York", level="state", parent_id=root.id)
    with pytest.raises(NotFound):
        await actions.create_organization_node(admin, name="Lost", level="state", parent_id=ids.new_id())
    with pytest.raises(NotAllowed):
        await actions.create_organization_node(await make_organizer(account, "US/"), name="Mine", level="state")
    assert [node.name for node in await organization(admin)] == ["National", "New York"]
    with pytest.raises(SignInRequired):
        await organization(stranger(account.id))
    person = await make_person(account)
    granted = await actions.grant_membership(admin, person_id=person.id, role=Role.ORGANIZER, node_id=branch.id)
    assert (granted.node_id, granted.region_path) == (branch.id, "US/NY/")


async def test_a_newcomer_is_greeted_once(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/")
    newcomer = await make_person(account)
    greeted = await actions.greet_person(organizer, person_id=newcomer.id)
    assert greeted.greeted_at is not None
    again = await actions.greet_person(organizer, person_id=newcomer.id)
    assert again.greeted_at == greeted.greeted_at
    assert await AuditEntry.filter(account_id=account.id, verb="person.greet").count() == 1


async def test_who_only_reads_or_sees_nobody_greets_nobody(account: Account) -> None:
    newcomer = await make_person(account)
    analyst = await make_organizer(account, "US/NY/", Role.ANALYST)
    with pytest.raises(NotAllowed):
        await actions.greet_person(analyst, person_id=newcomer.id)
    with pytest.raises(NotFound):
        await actions.greet_person(await make_organizer(account, "US/CA/"), person_id=newcomer.id)
    with pytest.raises(NotAllowed):
        await actions.greet_person(actor_for(await make_person(account)), person_id=newcomer.id)
    assert (await Person.get(account_id=account.id, id=newcomer.id)).greeted_at is None


async def test_a_team_leader_greets_their_team(account: Account) -> None:
    team = await make_team(account)
    newcomer = await make_person(account, team_id=team.id)
    other = await make_person(account)
    leader = actor_for(await make_person(account), Scope(Role.TEAM_LEADER, "US/NY/061/", team.id))
    assert (await actions.greet_person(leader, person_id=newcomer.id)).greeted_at is not None
    with pytest.raises(NotFound):
        await actions.greet_person(leader, person_id=other.id)
    assert roles_of(leader) == [Role.TEAM_LEADER]
