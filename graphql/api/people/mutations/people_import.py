"""peopleImport."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.costs import costs
from api.errors import CommonErrors
from api.people.imports import ImportPayload, ImportTableInput, shown_report, table_given
from models.people.imports import import_people


@strawberry.input(description="A table of people.")
class PeopleImportInput(ImportTableInput):
    """Input of peopleImport."""


@strawberry.type(description="What was found and done, or would be.")
class PeopleImportPayload(ImportPayload):
    """What peopleImport answers."""


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
            country=account.default_country,
            language=account.default_language,
            **table_given(input),
        )
        return PeopleImportPayload(report=shown_report(report, info.context.language))
