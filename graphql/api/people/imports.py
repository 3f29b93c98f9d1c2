"""What an import is told, and what it found."""

from typing import TypedDict

import strawberry

from api import ids
from api.costs import costs
from models.people import imports

MOST_PROBLEMS = 100


@strawberry.input(description="The column that a field is read from.")
class ImportColumnInput:
    """One entry of a mapping."""

    field: str = strawberry.field(description="Our field, such as `email`.")
    column: str = strawberry.field(description="The name of the column; empty to leave the field out.")


@strawberry.input(description="A table from another system.")
class ImportTableInput:
    """What every import of a table is told."""

    csv: str = strawberry.field(description="The table as text: CSV of any separator, or JSON.")
    mapping: list[ImportColumnInput] | None = strawberry.field(
        description="Columns that were guessed wrongly.", default=None
    )
    dry_run: bool = strawberry.field(
        description="Only say what would happen. So it is, unless you say no.", default=True
    )


class TableGiven(TypedDict):
    """What the domain's imports take from an `ImportTableInput`."""

    raw: bytes
    choices: dict[str, str]
    encoding: str
    dry_run: bool


def table_given(given: ImportTableInput) -> TableGiven:
    """The table and how to read it: it came as text, so its encoding is ours."""
    choices = {each.field: each.column for each in given.mapping or []}
    return TableGiven(raw=given.csv.encode(), choices=choices, encoding="utf-8", dry_run=given.dry_run)


@strawberry.type(description="Something about one cell that a person should look at.")
class ImportProblem:
    """Shows a `Problem` of the domain."""

    row: int = strawberry.field(description="The row as a spreadsheet counts: the header is row 1.")
    column: str = strawberry.field(description="The column, if it is about one.")
    value: str = strawberry.field(description="What stands there.")
    advice: str = strawberry.field(description="What becomes of it, and what to do.")
    left_out: bool = strawberry.field(description="Whether the whole row is not taken.")


@strawberry.type(description="Which columns a field is read from, best first.")
class ImportColumn:
    """One entry of a mapping."""

    field: str = strawberry.field(description="Our field.")
    columns: list[str] = strawberry.field(description="The names of the columns.")


@strawberry.type(description="The outcome of an import or a dry run. Each row is added, known, repeated or left out.")
class ImportReport:
    """Shows an `ImportReport` of the domain."""

    import_id: strawberry.ID | None = strawberry.field(
        description="By it the import can be undone; null for a dry run."
    )
    mapping: list[ImportColumn] = strawberry.field(description="What was read from where.", metadata=costs(rows=12))
    columns: list[str] = strawberry.field(description="All columns of the table.")
    fields: list[str] = strawberry.field(description="All fields of ours that a column can be read into.")
    rows: int = strawberry.field(description="How many rows there are.")
    added: int = strawberry.field(description="How many are new.")
    known: int = strawberry.field(description="How many are here already.")
    repeated: int = strawberry.field(description="How many say the same as an earlier row.")
    left_out: int = strawberry.field(description="How many were not taken.")
    problem_count: int = strawberry.field(description="How many problems there are.")
    problems: list[ImportProblem] = strawberry.field(
        description="The first 100 of them, by row.", metadata=costs(rows=MOST_PROBLEMS)
    )


@strawberry.type(description="What was found and done, or would be.")
class ImportPayload:
    """What every import of a table answers."""

    report: ImportReport = strawberry.field(description="Row by row where there are problems.")


def shown_report(report: imports.ImportReport, language: str) -> ImportReport:
    """A report of the domain, to be shown in a language."""
    return ImportReport(
        import_id=strawberry.ID(ids.global_id("Import", report.import_id)) if report.import_id else None,
        mapping=[ImportColumn(field=field, columns=columns) for field, columns in report.mapping.items()],
        columns=list(report.columns),
        fields=list(report.fields),
        rows=report.rows,
        added=report.added,
        known=report.known,
        repeated=report.repeated,
        left_out=report.left_out,
        problem_count=len(report.problems),
        problems=[_shown_problem(problem, language) for problem in report.problems[:MOST_PROBLEMS]],
    )


def _shown_problem(problem: imports.Problem, language: str) -> ImportProblem:
    return ImportProblem(
        row=problem.row,
        column=problem.column,
        value=problem.value,
        advice=problem.advice_in(language),
        left_out=problem.left_out,
    )
