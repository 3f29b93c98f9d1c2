"""consentGrant."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.consents import ConsentInput, ConsentPayload, ConsentState
from api.rows import wrap_all
from models.people import actions, queries


@strawberry.input(description="What for, and by which way.")
class ConsentGrantInput(ConsentInput):
    """Input of consentGrant."""


@strawberry.type(description="Your decision is on record.")
class ConsentGrantPayload(ConsentPayload):
    """What consentGrant answers."""


ConsentGrantResult = Annotated[
    ConsentGrantPayload | CommonErrors,
    strawberry.union("ConsentGrantResult", description="Where you stand now, or what is wrong."),
]


@strawberry.type
class ConsentGrant:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Agree to something, with the text that is shown now.")
    async def consent_grant(self, info: Info, input: Given[ConsentGrantInput]) -> ConsentGrantResult:
        """Record that somebody agrees."""
        actor = info.context.actor
        await actions.grant_consent(actor, purpose=input.purpose, channel=input.channel)
        return ConsentGrantPayload(consents=wrap_all(ConsentState, await queries.my_consents(actor)))
