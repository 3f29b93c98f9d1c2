"""guardianConsentWithdraw."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.types import Person
from api.rows import wrap
from models.people import actions


@strawberry.input(description="For whom nobody agrees any more.")
class GuardianConsentWithdrawInput:
    """Input of guardianConsentWithdraw."""

    person_id: strawberry.ID = strawberry.field(description="Somebody who may be under 16.")


@strawberry.type(description="It is on record: the person is asked nothing, and their places in shifts are given back.")
class GuardianConsentWithdrawPayload:
    """What guardianConsentWithdraw answers."""

    person: Person = strawberry.field(description="The person.")


GuardianConsentWithdrawResult = Annotated[
    GuardianConsentWithdrawPayload | CommonErrors,
    strawberry.union("GuardianConsentWithdrawResult", description="The person, or why not."),
]


@strawberry.type
class GuardianConsentWithdraw:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Note that a parent or guardian agrees no longer: their consent is taken back.")
    async def guardian_consent_withdraw(
        self, info: Info, input: Given[GuardianConsentWithdrawInput]
    ) -> GuardianConsentWithdrawResult:
        """Withdraw a consent."""
        person = await actions.withdraw_guardian_consent(
            info.context.actor, person_id=ids.row_id("Person", input.person_id)
        )
        info.context.loaders.forget()
        return GuardianConsentWithdrawPayload(person=wrap(Person, person))
