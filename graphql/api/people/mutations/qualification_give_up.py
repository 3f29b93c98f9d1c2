"""qualificationGiveUp."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.me import Me
from api.rows import wrap
from models.people import actions, queries


@strawberry.input(description="What you do not have any more.")
class QualificationGiveUpInput:
    """Input of qualificationGiveUp."""

    qualification_id: strawberry.ID = strawberry.field(description="The licence or training.")


@strawberry.type(description="It is gone from your profile, and with it what required it.")
class QualificationGiveUpPayload:
    """What qualificationGiveUp answers."""

    me: Me = strawberry.field(description="You, as you are now.")


QualificationGiveUpResult = Annotated[
    QualificationGiveUpPayload | CommonErrors,
    strawberry.union("QualificationGiveUpResult", description="You, or why not."),
]


@strawberry.type
class QualificationGiveUp:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Say that you do not have a licence or training any more.")
    async def qualification_give_up(
        self, info: Info, input: Given[QualificationGiveUpInput]
    ) -> QualificationGiveUpResult:
        """Give one up."""
        actor, qualification_id = info.context.actor, ids.row_id("Qualification", input.qualification_id)
        await actions.give_up_qualification(actor, qualification_id=qualification_id)
        return QualificationGiveUpPayload(me=wrap(Me, await queries.me(actor)))
