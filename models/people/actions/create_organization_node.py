"""The organization grows a branch."""

from uuid import UUID

from models.kernel import clock, ids, work
from models.kernel.actor import Actor, Role
from models.kernel.errors import Conflict, NotFound
from models.people.policy import ensure_may_grant
from models.people.rules.names import clean_name
from models.people.tables import OrganizationNode
from models.regions import queries as regions


async def create_organization_node(
    actor: Actor, *, name: str, level: str, parent_id: UUID | None = None, region_id: UUID | None = None
) -> OrganizationNode:
    """
    Add a part of the organization (national, state, chapter), for a region or for everywhere. Administrators of that
    region may. Raises NotAllowed, NotFound, and Conflict for a name that its parent has already.
    """
    name = clean_name(name, field="name", longest=120, required=True)
    async with work.unit_of_work(actor):
        path = (await regions.region_by_id(region_id)).path if region_id else ""
        ensure_may_grant(actor, Role.ADMIN, path)
        await _ensure_place_is_free(actor, parent_id, name)
        return await OrganizationNode.create(
            id=ids.new_id(),
            account_id=actor.account_id,
            parent_id=parent_id,
            level=level,
            name=name,
            region_id=region_id,
            region_path=path,
            created_at=clock.now(),
        )


async def _ensure_place_is_free(actor: Actor, parent_id: UUID | None, name: str) -> None:
    nodes = OrganizationNode.filter(account_id=actor.account_id)
    if parent_id is not None and not await nodes.filter(id=parent_id).exists():
        raise NotFound("This part of the organization")
    if await nodes.filter(parent_id=parent_id, name=name).exists():
        raise Conflict("There is a part of this name already.", field="name")
