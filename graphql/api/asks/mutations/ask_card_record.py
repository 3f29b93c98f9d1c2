"""askCardRecord."""

from typing import TYPE_CHECKING, Annotated, cast

import strawberry

from api import ids
from api.arguments import Given
from api.asks.enums import CardResult
from api.asks.errors import CardGone
from api.context import Info
from api.errors import CommonErrors
from api.tasks.errors import NotQualified, NotReady, ShiftFull
from models.asks import actions

if TYPE_CHECKING:
    from api.tasks.types import Assignment


@strawberry.input(description="Whom you asked, and what became of it.")
class AskCardRecordInput:
    """Input of askCardRecord."""

    id: strawberry.ID = strawberry.field(description="One of your cards.")
    result: CardResult = strawberry.field(description="What they said, or why you could not ask them.")


@strawberry.type(description="It is noted, as if they had answered themselves.")
class AskCardRecordPayload:
    """What askCardRecord answers."""

    result: CardResult = strawberry.field(description="What was noted.")
    assignment: Annotated["Assignment", strawberry.lazy("api.tasks.types")] | None = strawberry.field(
        description="After a yes: their place, or their place in the queue."
    )


AskCardRecordResult = Annotated[
    AskCardRecordPayload | CardGone | ShiftFull | NotQualified | NotReady | CommonErrors,
    strawberry.union("AskCardRecordResult", description="What was noted, or why not."),
]


@strawberry.type
class AskCardRecord:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Note what became of asking somebody personally: works once, until the card's end. A yes takes a place."
    )
    async def ask_card_record(self, info: Info, input: Given[AskCardRecordInput]) -> AskCardRecordResult:
        """Note a result."""
        card_id = ids.row_id("AskCard", input.id)
        recorded = await actions.record_card(info.context.actor, card_id=card_id, result=input.result)
        return AskCardRecordPayload(result=input.result, assignment=cast("Assignment | None", recorded.assignment))
