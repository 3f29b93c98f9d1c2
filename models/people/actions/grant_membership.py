"""Roles are given and taken: within one's own region, and never above one's own."""

from uuid import UUID

from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor, Role
from models.kernel.errors import Conflict, Invalid, NotFound
from models.people.policy import ensure_found, ensure_may_grant, may_end
from models.people.tables import Membership, OrganizationNode, Person, PersonKind, Team
from models.people.visibility import visible_to
from models.regions import queries as regions


async def grant_membership(
    actor: Actor,
    *,
    person_id: UUID,
    role: Role,
    region_id: UUID | None = None,
    node_id: UUID | None = None,
    team_id: UUID | None = None,
) -> Membership:
    """
    Give a person a role over a region, over the region of a part of the organization, or over a team.

    With none of them it holds everywhere. The same role twice is one. Raises NotFound, NotAllowed, and Invalid for
    people who have not confirmed their address, and for team leaders without a team.
    """
    async with work.unit_of_work(actor):
        person = ensure_found(await visible_to(actor).get_or_none(id=person_id))
        path = await _path(actor, region_id, node_id, team_id)
        ensure_may_grant(actor, role, path)
        _ensure_fits(person, role, team_id)
        membership = await _existing(person, role, path, node_id, team_id) or await _create(
            person, role, path, node_id, team_id
        )
        await audit.record(
            actor, "membership.grant", "membership", membership.id, about=person.id, role=role, region=path
        )
        return membership


async def end_membership(actor: Actor, *, membership_id: UUID) -> Membership:
    """
    Take a role back, or lay down one's own. Raises NotFound for what the actor may not end, and Conflict for the last
    administrator: somebody has to be able to give roles.
    """
    async with work.unit_of_work(actor):
        rows = Membership.filter(account_id=actor.account_id, id=membership_id, ended_at__isnull=True)
        membership = await rows.select_for_update().first()
        if membership is None or not may_end(actor, membership):
            raise NotFound("This membership")
        await _ensure_not_last_administrator(membership)
        await rows.update(ended_at=clock.now())
        await audit.record(actor, "membership.end", "membership", membership.id, about=membership.person_id)
        return await Membership.get(account_id=actor.account_id, id=membership_id)


async def _path(actor: Actor, region_id: UUID | None, node_id: UUID | None, team_id: UUID | None) -> str:
    if team_id is not None:
        team = await Team.get_or_none(account_id=actor.account_id, id=team_id)
        if team is None:
            raise NotFound("This team")
        return team.region_path
    if node_id is not None:
        node = await OrganizationNode.get_or_none(account_id=actor.account_id, id=node_id)
        if node is None:
            raise NotFound("This part of the organization")
        return node.region_path
    return (await regions.region_by_id(region_id)).path if region_id else ""


def _ensure_fits(person: Person, role: Role, team_id: UUID | None) -> None:
    if person.kind is not PersonKind.VOLUNTEER:
        raise Invalid("Only people who have confirmed their address can have a role.", field="personId")
    if role is Role.TEAM_LEADER and team_id is None:
        raise Invalid("Choose the team that they shall lead.", field="teamId")
    if team_id is not None and role is not Role.TEAM_LEADER:
        raise Invalid("In a team the only role is that of its leader.", field="role")


async def _existing(
    person: Person, role: Role, path: str, node_id: UUID | None, team_id: UUID | None
) -> Membership | None:
    return await Membership.filter(
        account_id=person.account_id,
        person_id=person.id,
        role=role,
        region_path=path,
        node_id=node_id,
        team_id=team_id,
        ended_at__isnull=True,
    ).first()


async def _create(person: Person, role: Role, path: str, node_id: UUID | None, team_id: UUID | None) -> Membership:
    return await Membership.create(
        id=ids.new_id(),
        account_id=person.account_id,
        person_id=person.id,
        role=role,
        region_path=path,
        node_id=node_id,
        team_id=team_id,
        created_at=clock.now(),
    )


async def _ensure_not_last_administrator(membership: Membership) -> None:
    if membership.role is not Role.ADMIN or membership.region_path:
        return
    others = Membership.filter(
        account_id=membership.account_id, role=Role.ADMIN, region_path="", ended_at__isnull=True
    ).exclude(id=membership.id)
    if not await others.select_for_update().exists():
        raise Conflict("This is the last administrator. Make somebody else one first.", field="id")
