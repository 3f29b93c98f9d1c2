"""peopleImport."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.costs import costs
from api.errors import CommonErrors
from api.people.imports import ImportReport, shown_report
from models.people.imports import import_people


@strawberry.input(description="The column that a field is read from.")
class ImportColumnInput:
    """One entry of a mapping."""

    field: str = strawberry.field(description="Our field, such as `email`.")
    column: str = strawberry.field(description="The name of the column; empty to leave the field out.")


@strawberry.input(description="A table of people.")
class PeopleImportInput:
    """Input of peopleImport."""

    csv: str = strawberry.field(description="The table as text: CSV of any separator, or JSON.")
    mapping: list[ImportColumnInput] | None = strawberry.field(
        description="Columns that were guessed wrongly.", default=None
    )
    dry_run: bool = strawberry.field(
        description="Only say what would happen. So it is, unless you say no.", default=True
    )


@strawberry.type(description="What was found and done, or would be.")
class PeopleImportPayload:
    """What peopleImport answers."""

    report: ImportReport = strawberry.field(description="Row by row where there are problems.")


PeopleImportResult = Annotated[
    PeopleImportPayload | CommonErrors,
    strawberry.union("PeopleImportResult", description="A report, or why not."),
]


@strawberry.type
class PeopleImport:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Take in people from another system, as contacts: nobody asks them anything before they opt in.",
        metadata=costs(2000),
    )
    async def people_import(self, info: Info, input: Given[PeopleImportInput]) -> PeopleImportResult:
        """Import a table of people."""
        account = info.context.account
        report = await import_people(
            info.context.actor,
            raw=input.csv.encode(),
            country=account.default_country,
            language=account.default_language,
            choices={each.field: each.column for each in input.mapping or []},
            encoding="utf-8",
            dry_run=input.dry_run,
        )
        return PeopleImportPayload(report=shown_report(report))
