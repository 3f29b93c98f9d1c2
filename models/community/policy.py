"""Who may do what in a team's room, and with news."""

from uuid import UUID

from models.community.tables import Post
from models.kernel.actor import ORGANIZING, Actor
from models.kernel.errors import NotAllowed, NotFound
from models.people.policy import ensure_in_person
from models.people.tables import Person, Team
from models.people.visibility import led_teams


async def team_of(actor: Actor) -> Team:
    """The team whose room the actor is in. Raises SignInRequired, and NotFound for whoever has none."""
    person = await Person.get_or_none(account_id=actor.account_id, id=ensure_in_person(actor))
    team_id = person.team_id if person else None
    team = await Team.get_or_none(account_id=actor.account_id, id=team_id) if team_id else None
    if team is None:
        raise NotFound("This team")
    return team


def may_moderate(actor: Actor, team: Team) -> bool:
    """Whether the actor decides about reported posts of a team: organizers of its region. Leaders are members like others."""
    return actor.covers(team.region_path, *ORGANIZING)


def may_remove(actor: Actor, post: Post) -> bool:
    """Whether the actor may delete a post: its author, and who leads the team."""
    return post.person_id == actor.person_id or post.team_id in led_teams(actor)


def ensure_may_publish(actor: Actor, region_path: str) -> UUID:
    """The writer of news for a region: an organizer who covers it, in person. Raises NotAllowed, SignInRequired."""
    person_id = ensure_in_person(actor)
    if not actor.covers(region_path, *ORGANIZING):
        raise NotAllowed("Organizers write news for the regions they organize.")
    return person_id
