"""phoneCodeRequest."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.asks import actions


@strawberry.input(description="Nothing has to be said.")
class PhoneCodeRequestInput:
    """Input of phoneCodeRequest."""

    client_mutation_id: str | None = strawberry.field(description="Comes back in the answer.", default=None)


@strawberry.type(description="A code is on its way to your number. It works for a quarter of an hour.")
class PhoneCodeRequestPayload:
    """What phoneCodeRequest answers."""

    client_mutation_id: str | None = strawberry.field(description="What was sent.")


PhoneCodeRequestResult = Annotated[
    PhoneCodeRequestPayload | CommonErrors,
    strawberry.union("PhoneCodeRequestResult", description="That it was sent, or why not."),
]


@strawberry.type
class PhoneCodeRequest:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Have a code texted to your number, to show that it is yours: nothing else is texted there before."
    )
    async def phone_code_request(self, info: Info, input: Given[PhoneCodeRequestInput]) -> PhoneCodeRequestResult:
        """Send a code."""
        await actions.request_phone_code(info.context.actor)
        return PhoneCodeRequestPayload(client_mutation_id=input.client_mutation_id)
