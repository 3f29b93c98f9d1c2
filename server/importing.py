"""Files of people and activities, taken in from the command line."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from models.activity import imports as activity_imports
from models.kernel.actor import system_actor
from models.kernel.errors import Invalid, NotFound
from models.kernel.tables import Account
from models.people import imports as people_imports
from models.people.tables import Import
from server.progress import Report

MOST_PROBLEMS_SHOWN = 50


async def import_file(
    kind: str, path: Path, *, mapping: Mapping[str, str], dry_run: bool, account: str, report: Report
) -> list[str]:
    """
    Take in a file of `people` or `activities`; the lines tell what became of it, row by row where there are problems.

    `mapping` names the column of a field where the guess is wrong: `{"email": "Contact"}`. Raises Invalid, NotFound.
    """
    owner = await _account(account)
    actor = system_actor(owner.id)
    raw = _read(path)

    def progress(done: int, total: int) -> None:
        report(f"Importing {kind}", done, total)

    if kind == "people":
        people = await people_imports.import_people(
            actor,
            raw=raw,
            country=owner.default_country,
            language=owner.default_language,
            choices=mapping,
            dry_run=dry_run,
            progress=progress,
        )
        return _lines(people, dry_run=dry_run)
    activities = await activity_imports.import_activities(
        actor, raw=raw, choices=mapping, dry_run=dry_run, progress=progress
    )
    return _lines(activities, dry_run=dry_run)


async def undo_import(import_id: UUID, *, account: str, report: Report) -> str:
    """Take back a whole import of people or of activities; the line tells what is gone. Raises NotFound, Conflict."""
    owner = await _account(account)
    actor = system_actor(owner.id)
    found = await Import.get_or_none(account_id=owner.id, id=import_id)
    if found is None:
        raise NotFound("This import")
    if found.subject == people_imports.SUBJECT:
        people = await people_imports.undo_import(actor, import_id=import_id)
        return f"{people.removed} people are gone again; {people.kept} have come in since and stay."
    undone = await activity_imports.undo_import(actor, import_id=import_id)
    report("Undoing", undone, undone)
    return f"{undone} activities count no longer."


async def _account(slug: str) -> Account:
    account = await Account.get_or_none(slug=slug)
    if account is None:
        raise NotFound(f"The account “{slug}”")
    return account


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.") from error


def _lines(outcome: people_imports.ImportReport, *, dry_run: bool) -> list[str]:
    columns = [f"  {field}: {', '.join(names)}" for field, names in outcome.mapping.items()]
    problems = [_problem(problem) for problem in outcome.problems[:MOST_PROBLEMS_SHOWN]]
    more = len(outcome.problems) - len(problems)
    return [
        "Columns, as understood (change one with --map FIELD=COLUMN):",
        *columns,
        *problems,
        *([f"… and {more} more problems."] if more else []),
        ", ".join(f"{name}: {number:,}" for name, number in outcome.counts().items()),
        "Nothing was kept: this was a dry run." if dry_run else f"Import {outcome.import_id}; undo takes this id.",
    ]


def _problem(problem: people_imports.Problem) -> str:
    return f"Row {problem.row}, {problem.column} “{problem.value}”: {problem.advice}"
