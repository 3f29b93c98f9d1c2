"""Where people are at home, read under their lock: whoever holds it is alone in changing their days."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from models.activity.ledger.formula_book import BOOK_SQL, FormulaBook, read_book
from models.kernel import work
from models.kernel.errors import NotFound

_HOME_COLUMNS = "person.id, person.ledger_id, person.region_id, person.region_path, person.team_id, person.time_zone"
_LOCK_ONE = f"""
SELECT {_HOME_COLUMNS}, ({BOOK_SQL}) AS book
FROM people AS person WHERE person.account_id = $1 AND person.id = $2
FOR NO KEY UPDATE
"""
_LOCK_MANY = f"""
SELECT {_HOME_COLUMNS}
FROM people AS person WHERE person.account_id = $1 AND person.ledger_id = ANY($2::uuid[])
ORDER BY person.id
FOR NO KEY UPDATE
"""


@dataclass(frozen=True, slots=True)
class Home:
    """What of a person goes with their work: pseudonym, region, team, time zone."""

    person_id: UUID
    ledger_id: UUID
    region_id: UUID
    region_path: str
    team_id: UUID | None
    time_zone: str


Homes = dict[UUID, Home]
"""By ledger id."""


async def lock_home(account_id: UUID, person_id: UUID) -> tuple[Home, FormulaBook]:
    """Lock one person; their home and the account's formulas. Raises NotFound."""
    row = await work.fetch_row(_LOCK_ONE, account_id, person_id)
    if row is None:
        raise NotFound("This person")
    return _home(row), read_book(row["book"])


async def lock_homes(account_id: UUID, ledger_ids: Collection[UUID]) -> Homes:
    """Lock people in the order of their ids, as everybody does who locks several. Raises NotFound if one is missing."""
    rows = await work.fetch(_LOCK_MANY, account_id, list(ledger_ids))
    homes = {row["ledger_id"]: _home(row) for row in rows}
    if len(homes) < len(set(ledger_ids)):
        raise NotFound("One of these people")
    return homes


def _home(row: asyncpg.Record) -> Home:
    return Home(row["id"], row["ledger_id"], row["region_id"], row["region_path"], row["team_id"], row["time_zone"])
