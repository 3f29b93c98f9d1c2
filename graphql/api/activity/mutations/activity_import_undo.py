"""Take an import of work back."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.costs import costs
from api.errors import CommonErrors
from models.activity.imports import undo_import


@strawberry.input(description="Which import is to be undone.")
class ActivityImportUndoInput:
    """Input of activityImportUndo."""

    id: strawberry.ID = strawberry.field(description="The id from its report.")


@strawberry.type(description="It is undone: what it brought stays on record and counts no longer.")
class ActivityImportUndoPayload:
    """What activityImportUndo answers."""

    withdrawn: int = strawberry.field(description="How many activities count no longer.")


ActivityImportUndoResult = Annotated[
    ActivityImportUndoPayload | CommonErrors,
    strawberry.union("ActivityImportUndoResult", description="What became of it, or why not."),
]


@strawberry.type
class ActivityImportUndo:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Take a whole import of work back.", metadata=costs(2000))
    async def activity_import_undo(self, info: Info, input: Given[ActivityImportUndoInput]) -> ActivityImportUndoResult:
        """Undo an import."""
        withdrawn = await undo_import(info.context.actor, import_id=ids.row_id("Import", input.id))
        return ActivityImportUndoPayload(withdrawn=withdrawn)
