"""myDataErase."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info, SessionCookie
from api.errors import CommonErrors
from api.people.erasure import places_given_back
from models.kernel.actor import stranger
from models.people import actions


@strawberry.input(description="That it is meant.")
class MyDataEraseInput:
    """Input of myDataErase."""

    confirm_email: str = strawberry.field(description="Your e-mail address, typed once more.")


@strawberry.type(description="Everything that said who you are is gone.")
class MyDataErasePayload:
    """What myDataErase answers."""

    certificate_id: strawberry.ID = strawberry.field(
        description="The number of the certificate. Keep it: we know you no more."
    )


MyDataEraseResult = Annotated[
    MyDataErasePayload | CommonErrors,
    strawberry.union("MyDataEraseResult", description="A certificate, or what is wrong."),
]


@strawberry.type
class MyDataErase:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Be forgotten: your data is deleted, at once and for good.")
    async def my_data_erase(self, info: Info, input: Given[MyDataEraseInput]) -> MyDataEraseResult:
        """Erase the actor."""
        context = info.context
        certificate = await actions.erase_person(
            context.actor, confirm_email=input.confirm_email, before=[places_given_back(context.actor)]
        )
        context.actor = stranger(context.account.id, context.language)
        context.loaders.forget()
        context.session_cookie = SessionCookie(None)
        return MyDataErasePayload(certificate_id=strawberry.ID(ids.global_id("ErasureCertificate", certificate.id)))
