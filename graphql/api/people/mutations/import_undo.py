"""importUndo."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.costs import costs
from api.errors import CommonErrors
from models.people.imports import undo_import


@strawberry.input(description="Which import is to be undone.")
class ImportUndoInput:
    """Input of importUndo."""

    id: strawberry.ID = strawberry.field(description="The id from its report.")


@strawberry.type(description="It is undone.")
class ImportUndoPayload:
    """What importUndo answers."""

    removed: int = strawberry.field(description="How many people are gone again.")
    kept: int = strawberry.field(description="How many stay: they have come in since, or left a trace.")


ImportUndoResult = Annotated[
    ImportUndoPayload | CommonErrors,
    strawberry.union("ImportUndoResult", description="What became of it, or why not."),
]


@strawberry.type
class ImportUndo:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Take a whole import of people back.", metadata=costs(2000))
    async def import_undo(self, info: Info, input: Given[ImportUndoInput]) -> ImportUndoResult:
        """Undo an import."""
        undone = await undo_import(info.context.actor, import_id=ids.row_id("Import", input.id))
        return ImportUndoPayload(removed=undone.removed, kept=undone.kept)
