"""One row of somebody else's table, read as work."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.activity.actions import NewActivity
from models.activity.imports.columns import COUNTED
from models.activity.imports.makers import Maker
from models.activity.imports.moments import read_moment
from models.activity.imports.vocabulary import read_kind, was_missed
from models.activity.rules import ensure_valid_activity
from models.activity.tables import ActivityKind
from models.kernel import clock
from models.kernel.errors import DomainError
from models.kernel.tabular.source_table import FieldReader, Mapping, SourceRow
from models.kernel.words import lazy
from models.people.imports.report import Problem, Sentence, said_by

_HOURS = 60
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")

ROW_LEFT_OUT = Sentence(lazy("The row is left out."))
_NO_KIND = Sentence(lazy("No kind of work is known by this name. Name one of ours."))
_NO_DATE = Sentence(lazy("This is no date that we can read. Write 2026-03-25 14:30."))
_NO_ZONE = Sentence(lazy("This time zone is not known. The person's own is taken."))
_NO_NUMBER = Sentence(lazy("This is no number. The cell is left out."))


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a row says of how much it was; 0 where it says nothing."""

    quantity: int
    minutes: int
    counted: ActivityKind | None


@dataclass(slots=True)
class WorkReader:
    """
    Reads rows as the work of people who were found, and notes what is wrong with them.

    The same row twice in a file is two pieces of work, the same file twice is one: a client key is made of what the row
    says (the time as written: its zone is another one after somebody has moved) and of how often the file has said it.
    """

    columns: tuple[str, ...]
    mapping: Mapping
    day_first: bool
    now: datetime
    problems: list[Problem] = field(default_factory=list)
    _seen: Counter[tuple[UUID, str]] = field(default_factory=Counter)

    def read(self, row: SourceRow, maker: Maker) -> NewActivity | None:
        """The work that a row tells of, or None (and a note) where it cannot be taken."""
        cells = FieldReader(self.columns, self.mapping)
        zone = self._time_zone(row, cells, maker)
        started_at = self._moment(row, cells, "started_at", zone)
        amounts = self._amounts(row, cells, started_at, zone)
        kind = self._kind(row) or amounts.counted
        if kind is None:
            self._leave_out(row, "kind", cells, _NO_KIND)
            return None
        if started_at is None:
            self._leave_out(row, "started_at", cells, _NO_DATE)
            return None
        key = self._client_key(maker, kind, started_at, amounts, cells.read(row, "external_id"))
        given = NewActivity(maker.ledger_id, key, kind, amounts.quantity, amounts.minutes, started_at, zone)
        return self._valid(row, given)

    def was_missed(self, row: SourceRow) -> bool:
        """Whether the row itself says that nobody came."""
        cells = FieldReader(self.columns, self.mapping)
        return was_missed(cells.read(row, "status"), cells.read(row, "attended"))

    def note(self, row: SourceRow, name: str, value: str, *advice: Sentence, left_out: bool) -> None:
        """Note a problem with the cell of one of our fields."""
        column = next(iter(self.mapping.get(name, [])), "")
        self.problems.append(Problem(row.number, column, value[:200], advice, left_out))

    def _time_zone(self, row: SourceRow, cells: FieldReader, maker: Maker) -> str:
        named = cells.read(row, "time_zone")
        if not named:
            return maker.time_zone
        try:
            clock.local_date(self.now, named)
        except (LookupError, ValueError, OSError):
            self.note(row, "time_zone", named, _NO_ZONE, left_out=False)
            return maker.time_zone
        return named

    def _kind(self, row: SourceRow) -> ActivityKind | None:
        """What the first of the columns says that says anything we know."""
        values = (row.values[self.columns.index(name)] for name in self.mapping.get("kind", []))
        return next((kind for value in values if (kind := read_kind(value)) is not None), None)

    def _moment(self, row: SourceRow, cells: FieldReader, name: str, zone: str) -> datetime | None:
        return read_moment(cells.read(row, name), zone, day_first=self.day_first)

    def _amounts(self, row: SourceRow, cells: FieldReader, started_at: datetime | None, zone: str) -> Amounts:
        minutes = self._number(row, cells, "minutes") + self._number(row, cells, "hours") * _HOURS
        ended_at = self._moment(row, cells, "ended_at", zone)
        if not minutes and started_at and ended_at and ended_at > started_at:
            minutes = (ended_at - started_at).total_seconds() / 60
        counted = next((name for name in COUNTED if cells.read(row, name)), None)
        quantity = self._number(row, cells, counted or "quantity")
        if not quantity and not minutes:
            quantity = 1
        return Amounts(round(quantity), round(minutes), COUNTED[counted] if counted else None)

    def _number(self, row: SourceRow, cells: FieldReader, name: str) -> float:
        text = cells.read(row, name)
        try:
            number = float(_decimal(text, whole=name not in ("minutes", "hours"))) if text else 0.0
        except ValueError:
            number = float("nan")
        if number != number or abs(number) > 1e9:
            self.note(row, name, text, _NO_NUMBER, left_out=False)
            return 0.0
        return number

    def _client_key(
        self, maker: Maker, kind: ActivityKind, started_at: datetime, amounts: Amounts, external_id: str
    ) -> str:
        written = started_at.replace(tzinfo=None).isoformat()
        parts = [kind, written, str(amounts.quantity), str(amounts.minutes), external_id]
        digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]
        self._seen[maker.ledger_id, digest] += 1
        return f"import-{digest}-{self._seen[maker.ledger_id, digest]}"

    def _valid(self, row: SourceRow, given: NewActivity) -> NewActivity | None:
        try:
            ensure_valid_activity(
                client_key=given.client_key,
                quantity=given.quantity,
                minutes=given.minutes,
                started_at=given.started_at,
                now=self.now,
            )
        except DomainError as refusal:
            self.note(row, "minutes", " | ".join(filter(None, row.values)), said_by(refusal), left_out=True)
            return None
        return given

    def _leave_out(self, row: SourceRow, name: str, cells: FieldReader, advice: Sentence) -> None:
        self.note(row, name, cells.read(row, name), advice, ROW_LEFT_OUT, left_out=True)


def _decimal(text: str, *, whole: bool) -> str:
    """A number as Python reads it: `1,5` is one and a half; where things are counted, `1,234` is a good thousand."""
    return text.replace(",", "") if whole and _THOUSANDS.fullmatch(text) else text.replace(",", ".")
