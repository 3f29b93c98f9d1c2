"""Who may do what with people."""

from uuid import UUID

from models.kernel.actor import ORGANIZING, READING, Actor, Role
from models.kernel.errors import NotAllowed, NotFound, SignInRequired
from models.people.rules import roles
from models.people.tables import Membership, Person


def ensure_signed_in(actor: Actor) -> UUID:
    """The person who acts. Raises SignInRequired for a stranger (and for the system, which is nobody)."""
    if actor.person_id is None:
        raise SignInRequired
    return actor.person_id


def ensure_in_person(actor: Actor) -> UUID:
    """The person who acts, in a session of their own: API tokens do not change their owner. Raises as it must."""
    person_id = ensure_signed_in(actor)
    if actor.is_api_token:
        raise NotAllowed("An API token cannot do this. Please sign in.")
    return person_id


def may_read_people(actor: Actor) -> bool:
    """Whether the actor may look up other people at all, somewhere."""
    return actor.has_role(*READING, Role.TEAM_LEADER)


def ensure_may_read_people(actor: Actor) -> None:
    """Raises NotAllowed for volunteers and SignInRequired for strangers."""
    if actor.is_stranger:
        raise SignInRequired
    if not may_read_people(actor):
        raise NotAllowed("Only organizers see other people. Ask an organizer of your region.")


def ensure_may_read_region(actor: Actor, region_path: str) -> None:
    """Raises NotAllowed unless the actor reads people in the whole region."""
    if not actor.covers(region_path, *READING):
        raise NotAllowed


def ensure_may_organize(actor: Actor, region_path: str) -> None:
    """Raises NotAllowed unless the actor organizes in the whole region."""
    if not actor.covers(region_path, *ORGANIZING):
        raise NotAllowed


def organized_paths(actor: Actor) -> list[str]:
    """The region paths beneath which an actor organizes; `[""]`: everywhere. Raises NotAllowed, SignInRequired."""
    if actor.system:
        return [""]
    ensure_signed_in(actor)
    paths = sorted({scope.region_path for scope in actor.scopes_with(*ORGANIZING) if scope.team_id is None})
    if not paths:
        raise NotAllowed("Only organizers see what waits for somebody to decide.")
    return paths


def may_read_contact(actor: Actor, person: Person) -> bool:
    """Whether the actor may see a person's e-mail and phone: their own, and those of people they organize."""
    return actor.person_id == person.id or actor.covers(person.region_path, *ORGANIZING)


def may_greet(actor: Actor, person: Person) -> bool:
    """Whether the actor may say that they welcomed a person: organizers of the region, leaders of the team."""
    leads = any(scope.team_id is not None and scope.team_id == person.team_id for scope in actor.scopes)
    return leads or actor.covers(person.region_path, *ORGANIZING)


def may_greet_somebody(actor: Actor) -> bool:
    """Whether there may be anybody whom the actor may greet: organizers and team leaders."""
    return bool(actor.scopes_with(*ORGANIZING)) or any(scope.team_id is not None for scope in actor.scopes)


def ensure_may_greet(actor: Actor) -> None:
    """Raises NotAllowed for whoever may greet nobody."""
    if not may_greet_somebody(actor):
        raise NotAllowed("Organizers and team leaders greet newcomers. Ask an organizer of your region.")


def may_grant(actor: Actor, role: Role, region_path: str) -> bool:
    """Whether the actor may give (or end) a role over a region."""
    return actor.system or any(roles.may_grant(scope, role, region_path) for scope in actor.scopes)


def ensure_may_grant(actor: Actor, role: Role, region_path: str) -> None:
    """Raises NotAllowed beyond one's own region or above one's own role."""
    if not may_grant(actor, role, region_path):
        raise NotAllowed("You can give roles up to your own, within your own region.")


def may_end(actor: Actor, membership: Membership) -> bool:
    """Whether the actor may end a membership: who may give it, and whoever holds it."""
    return membership.person_id == actor.person_id or may_grant(actor, membership.role, membership.region_path)


def ensure_found(person: Person | None) -> Person:
    """The person; raises NotFound for None."""
    if person is None:
        raise NotFound("This person")
    return person
