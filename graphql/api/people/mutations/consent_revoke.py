"""consentRevoke."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.consents import ConsentInput, ConsentPayload, ConsentState
from api.rows import wrap_all
from models.people import actions, queries


@strawberry.input(description="What for, and by which way.")
class ConsentRevokeInput(ConsentInput):
    """Input of consentRevoke."""


@strawberry.type(description="Your decision is on record.")
class ConsentRevokePayload(ConsentPayload):
    """What consentRevoke answers."""


ConsentRevokeResult = Annotated[
    ConsentRevokePayload | CommonErrors,
    strawberry.union("ConsentRevokeResult", description="Where you stand now, or what is wrong."),
]


@strawberry.type
class ConsentRevoke:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Take an agreement back. It holds from the next message on.")
    async def consent_revoke(self, info: Info, input: Given[ConsentRevokeInput]) -> ConsentRevokeResult:
        """Record that somebody agrees no longer."""
        actor = info.context.actor
        await actions.revoke_consent(actor, purpose=input.purpose, channel=input.channel)
        return ConsentRevokePayload(consents=wrap_all(ConsentState, await queries.my_consents(actor)))
