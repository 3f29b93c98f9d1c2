"""All versions of an account's formula, and which one scores a date."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

import orjson

from models.activity.default_formula import default_formula
from models.activity.rules import Formula, parse_formula
from models.kernel import work

BOOK_SQL = """
SELECT json_agg(json_build_array(version, valid_from, body) ORDER BY version)::text
FROM formulas WHERE account_id = $1
"""


@dataclass(frozen=True, slots=True)
class FormulaBook:
    """An account's formulas by rising version and `valid_from`; the first holds from the beginning of time."""

    versions: tuple[Formula, ...]

    def on(self, local_date: date) -> Formula:
        """The formula that scores a local date: the latest that is valid then."""
        return next(formula for formula in reversed(self.versions) if formula.scores(local_date))

    def version(self, number: int) -> Formula:
        """The formula of that version. Raises LookupError when there is none."""
        return {formula.version: formula for formula in self.versions}[number]


@lru_cache(maxsize=256)
def read_book(stored: str | None) -> FormulaBook:
    """The book of what BOOK_SQL gives: versions never change, so equal text is an equal book."""
    published = [
        parse_formula(version, date.fromisoformat(valid_from), body)
        for version, valid_from, body in orjson.loads(stored or "[]")
    ]
    return FormulaBook((default_formula(), *published))


async def formula_book(account_id: UUID) -> FormulaBook:
    """The account's formulas."""
    return read_book(await work.fetch_value(BOOK_SQL, account_id))
