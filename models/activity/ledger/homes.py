"""Where people are at home, read under their lock: whoever holds it is alone in changing their days."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import asyncpg
import orjson

from models.activity.ledger.formula_book import BOOK_SQL, FormulaBook, read_book
from models.kernel import work
from models.kernel.errors import NotFound

_HOME_COLUMNS = """
person.id, person.ledger_id, person.region_id, person.region_path, person.team_id, person.time_zone,
(SELECT json_agg(json_build_array(until, region_id, team_id, time_zone) ORDER BY until, id)::text FROM past_homes
 WHERE account_id = $1 AND person_id = person.id) AS past
"""
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


class PastHome(NamedTuple):
    """Region, team and time zone of somebody until a moment."""

    until: datetime
    region_id: UUID
    team_id: UUID | None
    time_zone: str


@dataclass(frozen=True, slots=True)
class Home:
    """What of a person goes with their work: pseudonym, region, team, time zone; and where that was before, by `until`."""

    person_id: UUID
    ledger_id: UUID
    region_id: UUID
    region_path: str
    team_id: UUID | None
    time_zone: str
    past: tuple[PastHome, ...] = ()

    def at(self, moment: datetime) -> "Home":
        """The home at that time (`rules.md` G15)."""
        if not self.past:
            return self
        then = next((home for home in self.past if moment < home.until), None)
        if then is None:
            return self
        return replace(self, region_id=then.region_id, team_id=then.team_id, time_zone=then.time_zone)


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
    present = (row["id"], row["ledger_id"], row["region_id"], row["region_path"], row["team_id"], row["time_zone"])
    return Home(*present, _past(row["past"]) if row["past"] else ())


def _past(stored: str) -> tuple[PastHome, ...]:
    return tuple(
        PastHome(datetime.fromisoformat(until), UUID(region_id), UUID(team_id) if team_id else None, time_zone)
        for until, region_id, team_id, time_zone in orjson.loads(stored)
    )
