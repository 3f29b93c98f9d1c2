"""One row of somebody else's table, read as a person."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from models.kernel.errors import DomainError
from models.kernel.search_keys import search_key
from models.kernel.tabular.source_table import FieldReader, Mapping, SourceRow
from models.kernel.words import lazy
from models.people.imports.report import Problem, Sentence, said_by
from models.people.rules.ages import ensure_birth_year
from models.people.rules.emails import read_email
from models.people.rules.names import clean_name, name_key
from models.people.rules.phones import clean_phone

Read = TypeVar("Read")

_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_CELL_LEFT_OUT = Sentence(lazy("The cell is left out."))
_SURPLUS = Sentence(
    lazy("The row has more cells than there are columns. Check that nothing slipped; the rest was taken.")
)
_NOBODY = Sentence(lazy("No name, e-mail or phone was found in this row. It is left out."))
_IDENTITY = ("middle_name", "suffix", "birth_date", "birth_year", "birth_month", "birth_day")
_IDENTITY_WITHOUT_EMAIL = ("postal_code", "city", "state", "address", "external_id")


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What a row says of a person, cleaned. `key` is what tells the row from all others: a SHA-256, in hex."""

    number: int
    first_name: str
    last_name: str
    email: str | None
    email_key: str | None
    phone: str | None
    birth_year: int | None
    country: str
    postal_code: str
    city: str
    state: str
    language: str
    key: str

    @property
    def name_key(self) -> str:
        """The name as it is compared."""
        return name_key(self.first_name, self.last_name)


@dataclass(slots=True)
class RowReader:
    """
    Reads rows as people, and notes what is wrong with them.

    `countries` maps names and codes of countries, as search keys, to codes; `country` is meant where a row names none.
    """

    columns: tuple[str, ...]
    mapping: Mapping
    country: str
    language: str
    countries: dict[str, str]
    today: date
    problems: list[Problem] = field(default_factory=list)

    def read(self, row: SourceRow) -> PersonDraft | None:
        """The person of a row, or None if it says of nobody who they are."""
        cells = FieldReader(self.columns, self.mapping)
        country = self._country(row, cells.read(row, "country"))
        first_name, last_name = self._names(row, cells)
        address = self._read(row, "email", cells, read_email)
        phone = self._read(row, "phone", cells, lambda typed: clean_phone(typed, country))
        if not (address or phone or first_name or last_name):
            self._leave_out(row)
            return None
        self._note_surplus(row)
        draft = PersonDraft(
            number=row.number,
            first_name=first_name,
            last_name=last_name,
            email=address.written if address else None,
            email_key=address.key if address else None,
            phone=phone,
            birth_year=self._birth_year(row, cells),
            country=country,
            postal_code=cells.read(row, "postal_code"),
            city=cells.read(row, "city"),
            state=cells.read(row, "state"),
            language=cells.read(row, "language") or self.language,
            key="",
        )
        return _with_key(draft, row, cells)

    def note(self, row: int, column: str, value: str, *advice: Sentence, left_out: bool = False) -> None:
        """Note a problem."""
        self.problems.append(Problem(row, column, value[:200], advice, left_out))

    def column_of(self, name: str) -> str:
        """The column in which a field is looked for first."""
        return next(iter(self.mapping.get(name, [])), "")

    def _names(self, row: SourceRow, cells: FieldReader) -> tuple[str, str]:
        first = self._read(row, "first_name", cells, lambda typed: clean_name(typed, field="", longest=100))
        last = self._read(row, "last_name", cells, lambda typed: clean_name(typed, field="", longest=100))
        if first or last:
            return first or "", last or ""
        whole = self._read(row, "full_name", cells, lambda typed: clean_name(typed, field="", longest=200))
        return split_name(whole or "")

    def _read(self, row: SourceRow, name: str, cells: FieldReader, read: Callable[[str], Read]) -> Read | None:
        typed = cells.read(row, name)
        if not typed:
            return None
        try:
            return read(typed)
        except DomainError as refusal:
            self.note(row.number, self.column_of(name), typed, said_by(refusal), _CELL_LEFT_OUT)
            return None

    def _birth_year(self, row: SourceRow, cells: FieldReader) -> int | None:
        typed = cells.read(row, "birth_year") or cells.read(row, "birth_date")
        found = _YEAR.search(typed)
        if found is None:
            return None
        try:
            return ensure_birth_year(int(found.group()), self.today)
        except DomainError as refusal:
            self.note(row.number, self.column_of("birth_year"), typed, said_by(refusal), _CELL_LEFT_OUT)
            return None

    def _country(self, row: SourceRow, typed: str) -> str:
        if not typed:
            return self.country
        code = self.countries.get(search_key(typed))
        if code is None:
            advice = Sentence(lazy("This country is not known. Taken as {country}."), {"country": self.country})
            self.note(row.number, self.column_of("country"), typed, advice)
        return code or self.country

    def _note_surplus(self, row: SourceRow) -> None:
        if row.surplus:
            self.note(row.number, "", " | ".join(row.surplus), _SURPLUS)

    def _leave_out(self, row: SourceRow) -> None:
        value = " | ".join(value for value in row.values if value)
        self.note(row.number, "", value, _NOBODY, left_out=True)


def split_name(whole: str) -> tuple[str, str]:
    """First and last name out of `Ada Lovelace`, `Lovelace, Ada` or `Ada`."""
    last, comma, first = whole.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _, last = whole.rpartition(" ")
    return (first, last) if first else (last, "")


def _with_key(draft: PersonDraft, row: SourceRow, cells: FieldReader) -> PersonDraft:
    names = _IDENTITY if draft.email_key else (*_IDENTITY, *_IDENTITY_WITHOUT_EMAIL)
    parts = [draft.email_key or "", draft.name_key, *(search_key(cells.read(row, name)) for name in names)]
    if not draft.email_key:
        parts.append(draft.phone or "")
    key = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return PersonDraft(**{name: getattr(draft, name) for name in PersonDraft.__slots__} | {"key": key})
