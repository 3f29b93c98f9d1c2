"""placeAnswer."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.asks import actions


@strawberry.input(description="Whose place, and whether they come.")
class PlaceAnswerInput:
    """Input of placeAnswer."""

    token: str = strawberry.field(description="The signed token of the letter's link; needs no sign-in.")
    coming: bool = strawberry.field(description="Whether they come; if not, the place is given back.")


@strawberry.type(description="The answer is taken.")
class PlaceAnswerPayload:
    """What placeAnswer answers."""

    message: str = strawberry.field(description="What we say to it, in the language of whose place it is.")


PlaceAnswerResult = Annotated[
    PlaceAnswerPayload | CommonErrors,
    strawberry.union("PlaceAnswerResult", description="What we say to the answer, or why it cannot be taken."),
]


@strawberry.type
class PlaceAnswer:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Say by a letter's link that you come, or give your place back. Each works once.")
    async def place_answer(self, info: Info, input: Given[PlaceAnswerInput]) -> PlaceAnswerResult:
        """Come, or free the place."""
        said = await actions.answer_place(info.context.actor, token=input.token, coming=input.coming)
        return PlaceAnswerPayload(message=said)
