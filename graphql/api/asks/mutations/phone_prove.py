"""phoneProve."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.me import Me
from api.rows import wrap
from models.asks import actions


@strawberry.input(description="What was texted to your number.")
class PhoneProveInput:
    """Input of phoneProve."""

    code: str = strawberry.field(description="The six digits.")


@strawberry.type(description="The number is yours.")
class PhoneProvePayload:
    """What phoneProve answers."""

    me: Me = strawberry.field(description="You, as we know you now.")


PhoneProveResult = Annotated[
    PhoneProvePayload | CommonErrors,
    strawberry.union("PhoneProveResult", description="You, or what is wrong with the code."),
]


@strawberry.type
class PhoneProve:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Show that your phone number is yours, by the code that was texted there.")
    async def phone_prove(self, info: Info, input: Given[PhoneProveInput]) -> PhoneProveResult:
        """Take the code."""
        person = await actions.prove_phone(info.context.actor, code=input.code)
        info.context.loaders.forget()
        return PhoneProvePayload(me=wrap(Me, person))
