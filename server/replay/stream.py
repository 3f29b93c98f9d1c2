"""Reads the stream: who did what, when, and which of our kinds that is."""

import csv
import gzip
import hashlib
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from models.activity.tables import ActivityKind
from models.kernel.errors import Invalid

FILE = "activities.csv.gz"
COLUMNS = ["id", "time", "person", "kind", "object"]


class StreamUnreadable(Invalid):
    """The folder holds no stream that we can read; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Work:
    """What an action counts as: a kind and the minutes that one takes."""

    kind: ActivityKind
    minutes: int


KINDS: dict[str, Work] = {
    "question": Work(ActivityKind.FRIEND_TO_FRIEND, 10),
    "answer": Work(ActivityKind.MENTORING, 15),
    "comment": Work(ActivityKind.TEXT_BANK, 2),
    "edit_of_others_post": Work(ActivityKind.DATA_ENTRY, 5),
}
"""Opening a conversation, helping somebody on, a short message, putting somebody else's record in order."""


class Action(NamedTuple):
    """One action of the stream. Time is aware UTC."""

    client_key: str
    at: datetime
    person: int
    work: Work


@dataclass(frozen=True, slots=True)
class Stream:
    """All actions in order of time, and a digest by which the same stream is known again."""

    actions: list[Action]
    digest: str


def read_stream(folder: Path, limit: int | None = None) -> Stream:
    """The stream in a folder (the first `limit` actions of it). Raises StreamUnreadable."""
    file = folder / FILE
    if not file.is_file():
        raise StreamUnreadable("There is no {file} in {folder}.", file=FILE, folder=str(folder))
    digest = hashlib.sha256(file.read_bytes() + str(limit).encode()).hexdigest()
    try:
        actions = _read_actions(file, limit)
    except (OSError, EOFError, zlib.error, ValueError, csv.Error) as problem:
        raise StreamUnreadable("{file} is broken: {problem}.", file=FILE, problem=str(problem)) from problem
    if not actions:
        raise StreamUnreadable("There is not one action in {file}.", file=FILE)
    return Stream(actions, digest)


def _read_actions(file: Path, limit: int | None) -> list[Action]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        rows = csv.reader(text)
        if next(rows, None) != COLUMNS:
            raise StreamUnreadable("{file} must have the columns {columns}.", file=FILE, columns=", ".join(COLUMNS))
        return [_action(row) for row in islice(rows, limit)]


def _action(row: list[str]) -> Action:
    number, time, person, kind, _ = row
    if kind not in KINDS:
        raise StreamUnreadable(
            "Action {number} is of the unknown kind “{kind}”. Known are {known}.",
            number=number,
            kind=kind,
            known=", ".join(KINDS),
        )
    return Action(f"travel-{number}", datetime.fromisoformat(time).replace(tzinfo=UTC), int(person), KINDS[kind])
