"""Take in a table of work."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.costs import costs
from api.errors import CommonErrors
from api.people.imports import ImportReport, shown_report
from api.people.mutations.people_import import ImportColumnInput
from models.activity.imports import import_activities


@strawberry.input(description="A table of work.")
class ActivityImportInput:
    """Input of activityImport."""

    csv: str = strawberry.field(description="The table as text: CSV of any separator, or JSON.")
    mapping: list[ImportColumnInput] | None = strawberry.field(
        description="Columns that were guessed wrongly.", default=None
    )
    dry_run: bool = strawberry.field(
        description="Only say what would happen. So it is, unless you say no.", default=True
    )


@strawberry.type(description="What was found and done, or would be.")
class ActivityImportPayload:
    """What activityImport answers."""

    report: ImportReport = strawberry.field(description="Row by row where there are problems.")


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
            raw=input.csv.encode(),
            choices={each.field: each.column for each in input.mapping or []},
            encoding="utf-8",
            dry_run=input.dry_run,
        )
        return ActivityImportPayload(report=shown_report(report))
