"""qualificationConfirm."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.types import Person
from api.rows import wrap
from models.people import actions


@strawberry.input(description="Whose licence or training it is about.")
class QualificationConfirmInput:
    """Input of qualificationConfirm."""

    person_id: strawberry.ID = strawberry.field(description="Somebody whom you organize; not yourself.")
    qualification_id: strawberry.ID = strawberry.field(description="What they said to have.")
    confirmed: bool = strawberry.field(
        description="False takes a confirmation back: it does not count any more.", default=True
    )


@strawberry.type(description="It is noted, with your name.")
class QualificationConfirmPayload:
    """What qualificationConfirm answers."""

    person: Person = strawberry.field(description="The person.")


QualificationConfirmResult = Annotated[
    QualificationConfirmPayload | CommonErrors,
    strawberry.union("QualificationConfirmResult", description="The person, or why not."),
]


@strawberry.type
class QualificationConfirm:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Confirm that you have seen somebody's licence, or know of their training. Organizers of their region."
    )
    async def qualification_confirm(
        self, info: Info, input: Given[QualificationConfirmInput]
    ) -> QualificationConfirmResult:
        """Confirm one."""
        person = await actions.confirm_qualification(
            info.context.actor,
            person_id=ids.row_id("Person", input.person_id),
            qualification_id=ids.row_id("Qualification", input.qualification_id),
            confirmed=input.confirmed,
        )
        return QualificationConfirmPayload(person=wrap(Person, person))
