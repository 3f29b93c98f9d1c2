"""People leave their team, join another of their neighbourhood, or found one."""

from uuid import UUID

from models.kernel import work
from models.kernel.actor import Actor
from models.kernel.errors import Conflict, NotAllowed, NotFound
from models.people.actions.placing_in_teams import create_team, give_up_place, lock_teams, take_place
from models.people.errors import TeamFull
from models.people.policy import ensure_found, ensure_in_person
from models.people.rules.names import clean_name
from models.people.rules.regions import state_path
from models.people.rules.teams import LARGEST
from models.people.tables import Person, PersonKind, Team


async def leave_team(actor: Actor) -> Person:
    """Leave one's team; nothing happens to whoever has none."""
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        await give_up_place(actor.account_id, person_id)
        return await _me(actor, person_id)


async def join_team(actor: Actor, *, team_id: UUID) -> Team:
    """
    Leave one's team for another in the same state. Raises NotFound for teams elsewhere, TeamFull at 15 members.
    """
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        person = _ensure_volunteer(await _me(actor, person_id))
        team = await Team.get_or_none(account_id=actor.account_id, id=team_id)
        if team is None or not team.region_path.startswith(state_path(person.region_path)):
            raise NotFound("This team")
        if person.team_id == team.id:
            return team
        await lock_teams(actor.account_id, person.team_id, team.id)
        await give_up_place(actor.account_id, person_id)
        if not await take_place(actor.account_id, person_id, team.id):
            raise TeamFull(LARGEST)
        return await Team.get(account_id=actor.account_id, id=team.id)


async def found_team(actor: Actor, *, name: str) -> Team:
    """Found a team where one lives, and be its first member. Raises Invalid, and Conflict for a name that is taken there."""
    person_id = ensure_in_person(actor)
    name = clean_name(name, field="name", longest=80, required=True)
    async with work.unit_of_work(actor):
        person = _ensure_volunteer(await _me(actor, person_id))
        if await Team.exists(account_id=actor.account_id, region_path=person.region_path, name=name):
            raise Conflict("There is a team of this name already. Join it, or choose another name.", field="name")
        team = await create_team(person, name)
        await give_up_place(actor.account_id, person_id)
        await take_place(actor.account_id, person_id, team.id)
        return await Team.get(account_id=actor.account_id, id=team.id)


async def _me(actor: Actor, person_id: UUID) -> Person:
    return ensure_found(
        await Person.filter(account_id=actor.account_id, id=person_id).select_for_update(no_key=True).first()
    )


def _ensure_volunteer(person: Person) -> Person:
    if person.kind is not PersonKind.VOLUNTEER:
        raise NotAllowed("Please confirm your address first: use the link in the mail that we sent you.")
    return person
