"""signUp."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.costs import costs
from api.errors import CommonErrors
from api.people.errors import ConsentNeeded
from api.regions.errors import PostalCodeUnknown
from models.people import actions
from models.people.tables import Purpose


@strawberry.input(description="Who wants to join.")
class SignUpInput:
    """Input of signUp."""

    email: str = strawberry.field(description="Where the link goes that confirms it.")
    first_name: str = strawberry.field(description="What to call them.")
    country: str = strawberry.field(description="ISO 3166 code of the country they live in.")
    consent_participation: bool = strawberry.field(
        description="Whether they agree that what they tell us is kept, so that they can take part. Without it nobody can."
    )
    postal_code: str | None = strawberry.field(description="Their postal code, however typed.", default=None)
    city_id: strawberry.ID | None = strawberry.field(
        description="Their city, where they have no postal code: an id from `places`.", default=None
    )
    language: str | None = strawberry.field(
        description="BCP 47 tag of the language they read us in; that of this page if not said.", default=None
    )
    consent_asks: bool | None = strawberry.field(description="Whether they agree to be asked for help.", default=None)


@strawberry.type(description="A mail is on its way. The answer is the same whether the address is known or not.")
class SignUpPayload:
    """What signUp answers."""

    delivered: bool = strawberry.field(description="Always true: look into your mail.")


SignUpResult = Annotated[
    SignUpPayload | PostalCodeUnknown | ConsentNeeded | CommonErrors,
    strawberry.union("SignUpResult", description="A mail on its way, or what is missing."),
]


@strawberry.type
class SignUp:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Join. A mail with a link and a code confirms it; whoever is here already is just signed in by it.",
        metadata=costs(guard="sign-in"),
    )
    async def sign_up(self, info: Info, input: Given[SignUpInput]) -> SignUpResult:
        """Take somebody in."""
        consents = {Purpose.PARTICIPATION: input.consent_participation, Purpose.ASKS: bool(input.consent_asks)}
        await actions.sign_up(
            info.context.actor,
            email=input.email,
            first_name=input.first_name,
            country=input.country,
            postal_code=input.postal_code,
            city_id=ids.row_id("City", input.city_id) if input.city_id else None,
            language=input.language or info.context.language,
            consents=[purpose for purpose, agreed in consents.items() if agreed],
            browser_secret=info.context.browser_secret,
        )
        return SignUpPayload(delivered=True)
