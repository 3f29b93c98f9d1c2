"""Teams and who is in them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from models.kernel.actor import READING, Actor
from models.people.queries.people import me
from models.people.rules.names import name_and_initial
from models.people.rules.regions import state_path
from models.people.rules.teams import LARGEST
from models.people.tables import Person, Team
from models.people.visibility import led_teams

MOST = 50


@dataclass(frozen=True, slots=True)
class TeamMember:
    """What team-mates see of each other."""

    display_name: str
    is_me: bool


async def teams_by_id(account_id: UUID, team_ids: Collection[UUID]) -> dict[UUID, Team]:
    """Teams by id; unknown ids are left out. A team's name and size are no secret within the account."""
    return {team.id: team for team in await Team.filter(account_id=account_id, id__in=list(team_ids))}


async def visible_teams(actor: Actor, team_ids: Collection[UUID]) -> dict[UUID, Team]:
    """Those of the teams that the actor sees: for whoever is signed in, all of the account."""
    return {} if actor.is_stranger else await teams_by_id(actor.account_id, team_ids)


async def team_members(actor: Actor, team: Team) -> list[TeamMember]:
    """
    The members of a team by first name and initial, for its members, its leader and those who organize there;
    nobody else is shown anybody.
    """
    members = await Person.filter(account_id=actor.account_id, team_id=team.id).order_by("name_key", "id")
    inside = any(person.id == actor.person_id for person in members) or team.id in led_teams(actor)
    if not inside and not actor.covers(team.region_path, *READING):
        return []
    return [
        TeamMember(name_and_initial(person.first_name, person.last_name), person.id == actor.person_id)
        for person in members
    ]


async def teams_to_join(actor: Actor) -> list[Team]:
    """Teams with a place left in the actor's state, those of their own region first, then by name. At most 50."""
    person = await me(actor)
    path = state_path(person.region_path)
    teams = (
        await Team.filter(account_id=actor.account_id, region_path__startswith=path, member_count__lt=LARGEST)
        .order_by("name", "id")
        .limit(10 * MOST)
    )
    return sorted(teams, key=lambda team: team.region_path != person.region_path)[:MOST]
