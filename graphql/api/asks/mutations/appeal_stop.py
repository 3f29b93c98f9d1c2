"""appealStop."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.asks.appeals import Appeal
from api.context import Info
from api.errors import CommonErrors
from api.rows import wrap
from models.asks import actions


@strawberry.input(description="Which appeal stops, and what becomes of what is not sent yet.")
class AppealStopInput:
    """Input of appealStop."""

    id: strawberry.ID = strawberry.field(description="The appeal.")
    recall: bool = strawberry.field(description="Whether messages that are not sent yet are taken back.", default=True)


@strawberry.type(description="Nobody else is asked.")
class AppealStopPayload:
    """What appealStop answers."""

    appeal: Appeal = strawberry.field(description="The appeal as it is now.")
    recalled: int = strawberry.field(description="How many messages were taken back.")


AppealStopResult = Annotated[
    AppealStopPayload | CommonErrors,
    strawberry.union("AppealStopResult", description="The stopped appeal, or why not."),
]


@strawberry.type
class AppealStop:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Stop an appeal, or throw a draft away.")
    async def appeal_stop(self, info: Info, input: Given[AppealStopInput]) -> AppealStopResult:
        """No wave follows."""
        appeal, recalled = await actions.stop_appeal(
            info.context.actor, ids.row_id("Appeal", input.id), recall=input.recall
        )
        return AppealStopPayload(appeal=wrap(Appeal, appeal), recalled=recalled)
