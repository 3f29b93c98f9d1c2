"""Take in a table of work."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.costs import costs
from api.errors import CommonErrors
from api.people.imports import ImportPayload, ImportTableInput, shown_report, table_given
from models.activity.imports import import_activities


@strawberry.input(description="A table of work.")
class ActivityImportInput(ImportTableInput):
    """Input of activityImport."""


@strawberry.type(description="What was found and done, or would be.")
class ActivityImportPayload(ImportPayload):
    """What activityImport answers."""


ActivityImportResult = Annotated[
    ActivityImportPayload | CommonErrors,
    strawberry.union("ActivityImportResult", description="A report, or why not."),
]


@strawberry.type
class ActivityImport:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Take in the work that another system knows of, for people who are here and whom you organize.",
        metadata=costs(2000),
    )
    async def activity_import(self, info: Info, input: Given[ActivityImportInput]) -> ActivityImportResult:
        """Import a table of work."""
        report = await import_activities(
            info.context.actor,
            **table_given(input),
        )
        return ActivityImportPayload(report=shown_report(report, info.context.language))
