"""greetingUndo."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.people import actions


@strawberry.input(description="Whose result was noted by mistake.")
class GreetingUndoInput:
    """Input of greetingUndo."""

    person_id: strawberry.ID = strawberry.field(description="A newcomer whose result you noted within ten minutes.")


@strawberry.type(description="It stands as it stood before.")
class GreetingUndoPayload:
    """What greetingUndo answers."""

    attempts: int = strawberry.field(description="How often somebody tried.")


GreetingUndoResult = Annotated[
    GreetingUndoPayload | CommonErrors,
    strawberry.union("GreetingUndoResult", description="How it stands again, or why not."),
]


@strawberry.type
class GreetingUndo:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Take back the result that you noted last of a newcomer, within ten minutes.")
    async def greeting_undo(self, info: Info, input: Given[GreetingUndoInput]) -> GreetingUndoResult:
        """Undo one tap."""
        person_id = ids.row_id("Person", input.person_id)
        lease = await actions.undo_greeting(info.context.actor, person_id=person_id)
        return GreetingUndoPayload(attempts=lease.attempts)
