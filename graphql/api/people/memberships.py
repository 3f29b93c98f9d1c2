"""Roles, and the tree of the organization."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.node import Node
from api.people.enums import Role
from api.people.loaders import membership_by_id, node_by_id, person_by_id, team_by_id
from api.people.teams import Team
from api.people.types import Person
from api.regions.loaders import region_by_id
from api.regions.types import Region
from api.rows import wrap_or_none
from models.kernel import ids
from models.people import tables


@strawberry.type(description="A part of the organization: national, state, chapter.")
class OrganizationNode(Node, row=tables.OrganizationNode, loader=node_by_id):
    """Shows a row of `organization_nodes`."""

    parent_id: strawberry.Private[UUID | None]
    region_id: strawberry.Private[UUID | None]
    name: str = strawberry.field(description="What it is called.")
    level: str = strawberry.field(description="How high it stands, such as `state`.")

    @strawberry.field(description="What it is a part of; null for the top.")
    async def parent(
        self, info: Info
    ) -> Annotated["OrganizationNode", strawberry.lazy("api.people.memberships")] | None:
        """The part above."""
        parent_id = self.parent_id
        return wrap_or_none(OrganizationNode, await info.context.load(node_by_id, parent_id) if parent_id else None)

    @strawberry.field(description="The region that it stands for; null for everywhere.")
    async def region(self, info: Info) -> Region | None:
        """The region."""
        region_id = self.region_id
        return wrap_or_none(Region, await info.context.load(region_by_id, region_id) if region_id else None)


@strawberry.type(description="A role of a person: over a region and all beneath it, over a team, or everywhere.")
class Membership(Node, row=tables.Membership, loader=membership_by_id):
    """Shows a row of `memberships`."""

    person_id: strawberry.Private[UUID]
    node_id: strawberry.Private[UUID | None]
    team_id: strawberry.Private[UUID | None]
    region_path: strawberry.Private[str]
    role: Role = strawberry.field(description="The role.")
    created_at: datetime = strawberry.field(description="Since when it is held.")

    @strawberry.field(description="Where it holds; null for everywhere.")
    async def region(self, info: Info) -> Region | None:
        """The region, whose id follows from its path."""
        path = self.region_path
        region_id = ids.id_for("region:" + path.strip("/").replace("/", "-"))
        return wrap_or_none(Region, await info.context.load(region_by_id, region_id) if path else None)

    @strawberry.field(description="The part of the organization that it belongs to, if any.")
    async def node(self, info: Info) -> OrganizationNode | None:
        """The part of the organization."""
        node_id = self.node_id
        return wrap_or_none(OrganizationNode, await info.context.load(node_by_id, node_id) if node_id else None)

    @strawberry.field(description="The team that it is about, for a leader of a team.")
    async def team(self, info: Info) -> Team | None:
        """The team."""
        return wrap_or_none(Team, await info.context.load(team_by_id, self.team_id) if self.team_id else None)

    @strawberry.field(description="Who holds it; null if they live where you see nobody.")
    async def person(self, info: Info) -> Person | None:
        """The person."""
        return wrap_or_none(Person, await info.context.load(person_by_id, self.person_id))
