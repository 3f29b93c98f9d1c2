"""purposeStop."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.consents import ConsentState
from api.people.enums import Purpose
from api.rows import wrap_all
from models.asks import actions
from models.people import queries


@strawberry.input(description="What shall stop.")
class PurposeStopInput:
    """Input of purposeStop."""

    purpose: Purpose = strawberry.field(description="What it is for.")


@strawberry.type(description="It stops at once, on every channel, and so does what was about to go out.")
class PurposeStopPayload:
    """What purposeStop answers."""

    consents: list[ConsentState] = strawberry.field(description="Where you stand with everything.")


PurposeStopResult = Annotated[
    PurposeStopPayload | CommonErrors,
    strawberry.union("PurposeStopResult", description="Where you stand now, or what is wrong."),
]


@strawberry.type
class PurposeStop:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Stop a purpose everywhere at once, also what is queued.")
    async def purpose_stop(self, info: Info, input: Given[PurposeStopInput]) -> PurposeStopResult:
        """Take all consents to it back."""
        actor = info.context.actor
        await actions.stop_purpose(actor, input.purpose, source="web")
        return PurposeStopPayload(consents=wrap_all(ConsentState, await queries.my_consents(actor)))
