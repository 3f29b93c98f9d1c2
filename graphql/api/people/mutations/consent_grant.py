"""consentGrant."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.channels import Channel
from api.people.consents import ConsentState
from api.people.enums import Purpose
from api.rows import wrap_all
from models.people import actions, queries


@strawberry.input(description="What for, and by which way.")
class ConsentGrantInput:
    """Input of consentGrant."""

    purpose: Purpose = strawberry.field(description="What it is for.")
    channel: Channel = strawberry.field(description="The way it goes.")


@strawberry.type(description="Your decision is on record.")
class ConsentGrantPayload:
    """What consentGrant answers."""

    consents: list[ConsentState] = strawberry.field(description="Where you stand with everything.")


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
