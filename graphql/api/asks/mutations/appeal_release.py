"""appealRelease."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.asks.appeals import Appeal
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from models.asks import actions


@strawberry.input(description="Which draft goes out.")
class AppealReleaseInput:
    """Input of appealRelease."""

    id: strawberry.ID = strawberry.field(description="The draft.")


@strawberry.type(description="It runs: the first people are asked at once.")
class AppealReleasePayload:
    """What appealRelease answers."""

    appeal: Appeal = strawberry.field(description="The appeal as it is now.")


AppealReleaseResult = Annotated[
    AppealReleasePayload | CommonErrors,
    strawberry.union("AppealReleaseResult", description="The running appeal, or why it cannot go out."),
]


@strawberry.type
class AppealRelease:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Release an appeal: the best few are asked, then the next, until the places are filled, it is three "
        "days before the shift (not for urgent cover), or somebody stops it."
    )
    async def appeal_release(self, info: Info, input: Given[AppealReleaseInput]) -> AppealReleaseResult:
        """Let it run."""
        appeal = await actions.release_appeal(info.context.actor, ids.row_id("Appeal", input.id))
        return AppealReleasePayload(appeal=wrap(Appeal, appeal))
