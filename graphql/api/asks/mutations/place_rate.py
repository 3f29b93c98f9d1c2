"""placeRate."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.asks import actions


@strawberry.input(description="How a shift was.")
class PlaceRateInput:
    """Input of placeRate."""

    token: str = strawberry.field(description="The signed token of the letter's link; needs no sign-in.")
    rating: int = strawberry.field(description="One to five stars.")
    text: str = strawberry.field(description="More about it, at most 1000 characters.", default="")


@strawberry.type(description="Thank you; it is kept.")
class PlaceRatePayload:
    """What placeRate answers."""

    message: str = strawberry.field(description="What we say to it, in the language of whose place it was.")


PlaceRateResult = Annotated[
    PlaceRatePayload | CommonErrors,
    strawberry.union("PlaceRateResult", description="What we say to it, or why it cannot be taken."),
]


@strawberry.type
class PlaceRate:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Say by a letter's link how a shift was that you came to. Works once.")
    async def place_rate(self, info: Info, input: Given[PlaceRateInput]) -> PlaceRateResult:
        """Rate a shift."""
        said = await actions.rate_place(info.context.actor, token=input.token, rating=input.rating, text=input.text)
        return PlaceRatePayload(message=said)
