"""A table from another system: uploaded, looked at, taken in."""

from typing import Any

from starlette.datastructures import UploadFile

from models.kernel.errors import Invalid
from models.kernel.tabular.encodings import decode
from models.kernel.words import lazy
from web.form import FormRefused, Problem, Submission

LARGEST = 5_000_000
"""Bytes; larger files are for the command line."""

COLUMN, GUESS = "column-", "guess-"
NOT_READ = "-"


def table(submission: Submission) -> dict[str, Any]:
    """The input of PeopleImport or ActivityImport: only a dry run, unless somebody says that it is meant."""
    return {"csv": _text(submission), "mapping": _mapping(submission), "dryRun": not submission.ticked("run")}


def _text(submission: Submission) -> str:
    file = submission.fields.get("file")
    if not isinstance(file, UploadFile) or not file.size:
        typed = submission.text("csv")
        if not typed:
            raise FormRefused(Problem(lazy("Please choose a file."), "file"))
        return typed
    if file.size > LARGEST:
        raise FormRefused(Problem(lazy("This file is too large for the browser. Use: groundswell import"), "file"))
    try:
        return decode(file.file.read())[0]
    except Invalid as refused:
        raise FormRefused(Problem(refused.message, "file")) from refused


def _mapping(submission: Submission) -> list[dict[str, str]]:
    """The columns that were chosen otherwise than they had been guessed; an empty one is not read."""
    asked = [name.removeprefix(COLUMN) for name in submission.fields if name.startswith(COLUMN)]
    chosen = {field: submission.text(COLUMN + field) for field in asked}
    return [
        {"field": field, "column": "" if column == NOT_READ else column}
        for field, column in chosen.items()
        if column != submission.text(GUESS + field)
    ]
