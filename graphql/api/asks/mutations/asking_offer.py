"""askingOffer."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.asks import actions


@strawberry.input(description="Whether you ask people personally.")
class AskingOfferInput:
    """Input of askingOffer."""

    offer: bool = strawberry.field(
        description="True: you may be given three people a day to ask. False: no more; what you have in hand stays."
    )


@strawberry.type(description="It is noted.")
class AskingOfferPayload:
    """What askingOffer answers."""

    offering: bool = strawberry.field(description="Whether you offer it now.")


AskingOfferResult = Annotated[
    AskingOfferPayload | CommonErrors,
    strawberry.union("AskingOfferResult", description="What is noted, or why not."),
]


@strawberry.type
class AskingOffer:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Offer to ask people personally: teammates, your team as its leader, your region as an organizer; "
        "or take it back."
    )
    async def asking_offer(self, info: Info, input: Given[AskingOfferInput]) -> AskingOfferResult:
        """Offer, or not any more."""
        return AskingOfferPayload(offering=await actions.offer_asking(info.context.actor, offer=input.offer))
