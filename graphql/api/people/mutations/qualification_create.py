"""qualificationCreate."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.qualifications import Qualification
from api.rows import wrap
from models.people import actions
from models.people.rules.qualifications import QualificationKind


@strawberry.input(description="A licence or training that tasks may require from now on.")
class QualificationCreateInput:
    """Input of qualificationCreate."""

    kind: QualificationKind = strawberry.field(description="A licence or a training.")
    name: str = strawberry.field(description="What it is called, in at most 80 characters.")
    how_to_get: str = strawberry.field(description="How one gets it, in at most 300 characters.", default="")
    needs_confirmation: bool = strawberry.field(
        description="Whether it counts only once an organizer of the person's region has confirmed it.", default=True
    )


@strawberry.type(description="It is among those that tasks may require.")
class QualificationCreatePayload:
    """What qualificationCreate answers."""

    qualification: Qualification = strawberry.field(description="The new one.")


QualificationCreateResult = Annotated[
    QualificationCreatePayload | CommonErrors,
    strawberry.union("QualificationCreateResult", description="The new one, or why not."),
]


@strawberry.type
class QualificationCreate:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Add a licence or training to the vocabulary. Organizers only.")
    async def qualification_create(
        self, info: Info, input: Given[QualificationCreateInput]
    ) -> QualificationCreateResult:
        """Add one."""
        row = await actions.create_qualification(
            info.context.actor,
            kind=input.kind,
            name=input.name,
            how=input.how_to_get,
            needs_confirmation=input.needs_confirmation,
        )
        return QualificationCreatePayload(qualification=wrap(Qualification, row))
