"""Teams of neighbours: filled before new ones are founded, never above fifteen."""

import asyncio

import pytest

from models.kernel import clock, ids, work
from models.kernel.actor import Role, Scope, system_actor
from models.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from models.kernel.tables import Account
from models.people import actions
from models.people.actions.placing_in_teams import move_to_team_of, place_in_team
from models.people.errors import TeamFull
from models.people.queries import team_members, teams_to_join
from models.people.tables import Membership, PastHome, Person, PersonKind, Team
from tests.factories import actor_for, make_organizer, make_person


async def placed(account: Account, **changes: object) -> Person:
    """Somebody in a team."""
    person = await make_person(account, **changes)
    async with work.unit_of_work(system_actor(account.id)):
        await place_in_team(person)
    return await Person.get(account_id=account.id, id=person.id)


async def make_team(account: Account, **changes: object) -> Team:
    """An empty team of New York County."""
    values = {
        "id": ids.new_id(),
        "account_id": account.id,
        "name": "Team",
        "region_id": ids.id_for("region:US-NY-061"),
        "region_path": "US/NY/061/",
        "created_at": clock.now(),
    }
    return await Team.create(**values | changes)


async def test_sixteen_newcomers_make_two_teams(account: Account) -> None:
    people = [await placed(account) for _ in range(16)]
    teams = await Team.filter(account_id=account.id).order_by("created_at", "id")
    assert [(team.name, team.member_count) for team in teams] == [
        ("New York City · Herons", 15),
        ("New York City · Swallows", 1),
    ]
    assert {person.team_id for person in people} == {team.id for team in teams}


async def test_the_nearest_team_is_joined(account: Account) -> None:
    await make_team(account, name="Far", latitude=40.87, longitude=-73.9)
    near = await make_team(account, name="Near", latitude=40.75, longitude=-74.0)
    await make_team(account, name="Elsewhere", region_path="US/NJ/017/", latitude=40.7484, longitude=-73.9967)
    assert (await placed(account)).team_id == near.id


async def test_two_who_change_places_do_not_wait_for_each_other_for_ever(committed_account: Account) -> None:
    teams = [await make_team(committed_account, name=name) for name in ("A", "B")]
    people = [await make_person(committed_account) for _ in range(8)]
    for number in range(12):
        wanted = [teams[(number + position) % 2].id for position in range(len(people))]
        await asyncio.gather(
            *(actions.join_team(actor_for(person), team_id=team) for person, team in zip(people, wanted, strict=True))
        )
    assert sorted([(await Team.get(account_id=team.account_id, id=team.id)).member_count for team in teams]) == [4, 4]


async def test_two_who_move_to_each_other_s_region_do_not_either(committed_account: Account) -> None:
    homes = [("US/NY/061/", "A"), ("US/NY/047/", "B")]
    people = [await placed(committed_account, region_path=homes[number % 2][0]) for number in range(8)]
    for turn in range(1, 7):

        async def move(person: Person, path: str) -> None:
            async with work.unit_of_work(system_actor(committed_account.id)):
                before = await Person.filter(id=person.id).select_for_update().get()
                await Person.filter(id=person.id).update(region_path=path)
                await move_to_team_of(before, await Person.get(id=person.id))

        await asyncio.gather(*(move(one, homes[(number + turn) % 2][0]) for number, one in enumerate(people)))
    for team in await Team.filter(account_id=committed_account.id):
        assert await Person.filter(team_id=team.id).count() == team.member_count
    assert await Person.filter(account_id=committed_account.id, team_id=None).count() == 0


async def test_many_at_once_fill_teams_one_after_the_other(committed_account: Account) -> None:
    await asyncio.gather(*(placed(committed_account) for _ in range(20)))
    teams = await Team.filter(account_id=committed_account.id).order_by("-member_count")
    assert [team.member_count for team in teams] == [15, 5]
    for team in teams:
        assert await Person.filter(account_id=committed_account.id, team_id=team.id).count() == team.member_count


async def test_leaving_gives_the_place_back_and_ends_leadership(account: Account) -> None:
    person = await placed(account)
    await Membership.create(
        id=ids.new_id(),
        account_id=account.id,
        person_id=person.id,
        role=Role.TEAM_LEADER,
        team_id=person.team_id,
        created_at=clock.now(),
    )
    left = await actions.leave_team(actor_for(person))
    assert left.team_id is None
    assert (await Team.get(account_id=account.id)).member_count == 0
    assert (await Membership.get(account_id=account.id)).ended_at is not None
    assert (await actions.leave_team(actor_for(person))).team_id is None
    assert (await Team.get(account_id=account.id)).member_count == 0


async def test_joining_another_team_moves_the_place(account: Account) -> None:
    person = await placed(account)
    team = await make_team(account)
    assert (await actions.join_team(actor_for(person), team_id=team.id)).member_count == 1
    assert (await actions.join_team(actor_for(person), team_id=team.id)).member_count == 1
    assert (await Person.get(account_id=account.id)).team_id == team.id
    assert (await Team.get(account_id=account.id, id=person.team_id)).member_count == 0
    assert [past.team_id for past in await PastHome.filter(account_id=account.id)] == [person.team_id]


async def test_full_teams_and_teams_elsewhere_take_nobody(account: Account) -> None:
    person = await placed(account)
    full = await make_team(account, name="Full", member_count=15)
    away = await make_team(account, name="Away", region_path="US/CA/037/")
    with pytest.raises(TeamFull) as refusal:
        await actions.join_team(actor_for(person), team_id=full.id)
    assert refusal.value.largest == 15
    for unknown in (away.id, ids.new_id()):
        with pytest.raises(NotFound):
            await actions.join_team(actor_for(person), team_id=unknown)
    assert (await Person.get(account_id=account.id)).team_id == person.team_id
    assert (await Team.get(account_id=account.id, id=full.id)).member_count == 15


async def test_founding_a_team(account: Account) -> None:
    person = await placed(account)
    team = await actions.found_team(actor_for(person), name=" The Night Owls ")
    assert (team.name, team.member_count, team.region_path) == ("The Night Owls", 1, "US/NY/061/")
    with pytest.raises(Conflict):
        await actions.found_team(actor_for(person), name="The Night Owls")
    with pytest.raises(Invalid):
        await actions.found_team(actor_for(person), name="<b>")
    assert await Team.filter(account_id=account.id).count() == 2


async def test_contacts_join_no_team(account: Account) -> None:
    contact = await make_person(account, kind=PersonKind.UNCONFIRMED)
    with pytest.raises(NotAllowed):
        await actions.found_team(actor_for(contact), name="Mine")
    assert not await Team.exists(account_id=account.id)


async def test_team_mates_see_first_names_and_initials_and_nobody_else_sees_anybody(account: Account) -> None:
    ada = await placed(account, last_name="Lovelace", name_key="ada lovelace")
    await placed(account, first_name="Bob", name_key="bob")
    team = await Team.get(account_id=account.id)
    members = await team_members(actor_for(ada), team)
    assert [(member.display_name, member.is_me) for member in members] == [("Ada L.", True), ("Bob", False)]
    outsider = await make_person(account)
    assert await team_members(actor_for(outsider), team) == []
    assert len(await team_members(actor_for(outsider, Scope(Role.TEAM_LEADER, "US/NY/061/", team.id)), team)) == 2
    assert len(await team_members(await make_organizer(account, "US/NY/"), team)) == 2
    assert await team_members(await make_organizer(account, "US/CA/"), team) == []


async def test_teams_to_join_are_near_and_have_a_place(account: Account) -> None:
    person = await make_person(account)
    await make_team(account, name="B here")
    await make_team(account, name="A in the state", region_path="US/NY/047/")
    await make_team(account, name="Full", member_count=15)
    await make_team(account, name="Away", region_path="US/CA/037/")
    assert [team.name for team in await teams_to_join(actor_for(person))] == ["B here", "A in the state"]
