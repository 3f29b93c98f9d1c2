"""membershipEnd."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.memberships import Membership
from api.rows import wrap
from models.people import actions


@strawberry.input(description="Which role ends.")
class MembershipEndInput:
    """Input of membershipEnd."""

    id: strawberry.ID = strawberry.field(description="The membership.")


@strawberry.type(description="It has ended.")
class MembershipEndPayload:
    """What membershipEnd answers."""

    membership: Membership = strawberry.field(description="The role, as it was.")


MembershipEndResult = Annotated[
    MembershipEndPayload | CommonErrors,
    strawberry.union("MembershipEndResult", description="The role that ended, or why it did not."),
]


@strawberry.type
class MembershipEnd:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Take a role back that you could give, or lay down your own.")
    async def membership_end(self, info: Info, input: Given[MembershipEndInput]) -> MembershipEndResult:
        """End a membership."""
        membership_id = ids.row_id("Membership", input.id)
        membership = await actions.end_membership(info.context.actor, membership_id=membership_id)
        return MembershipEndPayload(membership=wrap(Membership, membership))
