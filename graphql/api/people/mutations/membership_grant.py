"""membershipGrant."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.enums import Role
from api.people.memberships import Membership
from api.rows import wrap
from models.people import actions


@strawberry.input(description="Who gets which role, and where it holds: everywhere, if nothing is named.")
class MembershipGrantInput:
    """Input of membershipGrant."""

    person_id: strawberry.ID = strawberry.field(description="Who gets it.")
    role: Role = strawberry.field(description="The role: your own at most.")
    region_id: strawberry.ID | None = strawberry.field(description="The region where it holds.", default=None)
    node_id: strawberry.ID | None = strawberry.field(
        description="The part of the organization in whose region it holds.", default=None
    )
    team_id: strawberry.ID | None = strawberry.field(description="The team, for a team leader.", default=None)


@strawberry.type(description="They have it.")
class MembershipGrantPayload:
    """What membershipGrant answers."""

    membership: Membership = strawberry.field(description="The role.")


MembershipGrantResult = Annotated[
    MembershipGrantPayload | CommonErrors,
    strawberry.union("MembershipGrantResult", description="The role, or why not."),
]


@strawberry.type
class MembershipGrant:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Give somebody a role, within your own region and up to your own role.")
    async def membership_grant(self, info: Info, input: Given[MembershipGrantInput]) -> MembershipGrantResult:
        """Give a role."""
        membership = await actions.grant_membership(
            info.context.actor,
            person_id=ids.row_id("Person", input.person_id),
            role=input.role,
            region_id=ids.row_id("Region", input.region_id) if input.region_id else None,
            node_id=ids.row_id("OrganizationNode", input.node_id) if input.node_id else None,
            team_id=ids.row_id("Team", input.team_id) if input.team_id else None,
        )
        return MembershipGrantPayload(membership=wrap(Membership, membership))
