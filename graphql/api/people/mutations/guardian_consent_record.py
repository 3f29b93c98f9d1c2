"""guardianConsentRecord."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.types import Person
from api.rows import wrap
from models.people import actions


@strawberry.input(description="Who agreed for whom.")
class GuardianConsentRecordInput:
    """Input of guardianConsentRecord."""

    person_id: strawberry.ID = strawberry.field(description="Somebody who may be under 16.")
    guardian_name: str = strawberry.field(description="First and last name of the parent or guardian who agreed.")


@strawberry.type(description="It is on record; from now on the person may be asked.")
class GuardianConsentRecordPayload:
    """What guardianConsentRecord answers."""

    person: Person = strawberry.field(description="The person.")


GuardianConsentRecordResult = Annotated[
    GuardianConsentRecordPayload | CommonErrors,
    strawberry.union("GuardianConsentRecordResult", description="The person, or why not."),
]


@strawberry.type
class GuardianConsentRecord:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Note that the parent or guardian of somebody under 16, whom you organize, agreed."
    )
    async def guardian_consent_record(
        self, info: Info, input: Given[GuardianConsentRecordInput]
    ) -> GuardianConsentRecordResult:
        """Record a consent."""
        person = await actions.record_guardian_consent(
            info.context.actor, person_id=ids.row_id("Person", input.person_id), guardian_name=input.guardian_name
        )
        info.context.loaders.forget()
        return GuardianConsentRecordPayload(person=wrap(Person, person))
