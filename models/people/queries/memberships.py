"""Who has which role where, and how the organization is built."""

from uuid import UUID

from tortoise.expressions import Q

from models.kernel.actor import READING, Actor, Role
from models.people.policy import ensure_may_read_people, ensure_may_read_region, ensure_signed_in
from models.people.tables import Membership, OrganizationNode


async def my_memberships(actor: Actor) -> list[Membership]:
    """The roles that the actor has now, oldest first."""
    person_id = ensure_signed_in(actor)
    mine = Membership.filter(account_id=actor.account_id, person_id=person_id, ended_at__isnull=True)
    return await mine.order_by("created_at", "id")


async def memberships_in(actor: Actor, region_path: str | None = None) -> list[Membership]:
    """
    The roles that are held in a region and beneath it; without one, wherever the actor reads people.

    Raises NotAllowed unless the actor reads people in the whole of it.
    """
    ensure_may_read_people(actor)
    if region_path is not None:
        ensure_may_read_region(actor, region_path)
    paths = [region_path] if region_path is not None else _paths_read_by(actor)
    held = Membership.filter(account_id=actor.account_id, ended_at__isnull=True)
    inside = Q(*(Q(region_path__startswith=path) for path in paths), join_type=Q.OR)
    return await held.filter(inside if paths else Q(id__in=[])).order_by("region_path", "created_at", "id")


def _paths_read_by(actor: Actor) -> list[str]:
    return [""] if actor.system else [s.region_path for s in actor.scopes_with(*READING) if s.team_id is None]


async def visible_memberships(actor: Actor, membership_ids: list[UUID]) -> dict[UUID, Membership]:
    """Those of the memberships that are the actor's own, or lie where they read people."""
    rows = await Membership.filter(account_id=actor.account_id, id__in=membership_ids, ended_at__isnull=True)
    return {row.id: row for row in rows if _sees(actor, row)}


def _sees(actor: Actor, membership: Membership) -> bool:
    own = actor.person_id is not None and membership.person_id == actor.person_id
    return own or actor.covers(membership.region_path, *READING)


def roles_of(actor: Actor) -> list[Role]:
    """The roles of an actor, each once, from least to most."""
    held = {scope.role for scope in actor.scopes}
    return [role for role in Role if role in held]


async def organization(actor: Actor) -> list[OrganizationNode]:
    """All parts of the organization, for whoever is signed in, by name."""
    ensure_signed_in(actor)
    return await OrganizationNode.filter(account_id=actor.account_id).order_by("name", "id")


async def visible_nodes(actor: Actor, node_ids: list[UUID]) -> dict[UUID, OrganizationNode]:
    """Parts of the organization by id, for whoever is signed in."""
    if actor.is_stranger:
        return {}
    return {node.id: node for node in await OrganizationNode.filter(account_id=actor.account_id, id__in=node_ids)}
