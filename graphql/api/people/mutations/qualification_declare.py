"""qualificationDeclare."""

from datetime import date
from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.me import Me
from api.rows import wrap
from models.people import actions, queries


@strawberry.input(description="What you have, and until when.")
class QualificationDeclareInput:
    """Input of qualificationDeclare."""

    qualification_id: strawberry.ID = strawberry.field(description="The licence or training.")
    expires_on: date | None = strawberry.field(
        description="The last day on which it is valid; null: for good.", default=None
    )


@strawberry.type(description="It is kept; what needs a confirmation waits for an organizer.")
class QualificationDeclarePayload:
    """What qualificationDeclare answers."""

    me: Me = strawberry.field(description="You, as you are now.")


QualificationDeclareResult = Annotated[
    QualificationDeclarePayload | CommonErrors,
    strawberry.union("QualificationDeclareResult", description="You, or why not."),
]


@strawberry.type
class QualificationDeclare:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Say that you have a licence or training. Another date needs another confirmation."
    )
    async def qualification_declare(
        self, info: Info, input: Given[QualificationDeclareInput]
    ) -> QualificationDeclareResult:
        """Declare one."""
        actor, qualification_id = info.context.actor, ids.row_id("Qualification", input.qualification_id)
        await actions.declare_qualification(actor, qualification_id=qualification_id, expires_on=input.expires_on)
        return QualificationDeclarePayload(me=wrap(Me, await queries.me(actor)))
