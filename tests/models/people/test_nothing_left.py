"""Whatever table is added: a row of somebody in each, their words in every column that can hold some, and then an erasure."""

from typing import Any
from uuid import UUID

import pytest

from models.kernel import clock, ids, work
from models.kernel.actor import system_actor
from models.kernel.keys import ACCOUNT_TABLES, PERSON_MENTIONS, PERSON_TABLES, PRIMARY_KEYS
from models.kernel.tables import Account
from models.people.actions import erase_person
from models.people.queries import export_person
from models.people.queries.export_person import _TOLD
from models.people.tables import Person
from tests.factories import actor_for, make_person
from tests.models.people.test_erasure import everything_in_the_database

pytestmark = pytest.mark.usefixtures("geography", "skills")

WORD = "xyzzy"
ELSEWHERE = sorted(set(PERSON_TABLES) - _TOLD)
"""The tables that a download takes from the kernel's list; the others it tells in its own way (`test_erasure`)."""
_COLUMNS = """
SELECT c.column_name AS name, c.data_type AS type, c.column_name = 'id' AS is_key FROM information_schema.columns AS c
WHERE c.table_schema = current_schema() AND c.table_name = $1 ORDER BY c.ordinal_position
"""


def _value(kind: str) -> Any:
    now = clock.now()
    texts = dict.fromkeys(("character varying", "text"), WORD)
    numbers = dict.fromkeys(("smallint", "integer", "bigint", "double precision"), 1)
    times = {"timestamp with time zone": now, "date": now.date()}
    rest = {
        "uuid": ids.new_id(),
        "boolean": True,
        "jsonb": f'{{"said": "{WORD}"}}',
        "ARRAY": [],
        "bytea": WORD.encode(),
    }
    return (texts | numbers | times | rest)[kind]


AGREE: dict[str, dict[str, Any]] = {"asks": {"kind": "shift", "subject": None}}
"""What the columns of a row have to say together."""


async def fill(made: dict[str, UUID], table: str, person: Person, **fixed: Any) -> UUID:
    """
    The id of a row that says a word in every column that takes one, with rows of the tables that it points to: those that
    are `made` already, or new ones.
    """
    if table in made:
        return made[table]
    values = {column["name"]: _value(column["type"]) for column in await work.fetch(_COLUMNS, table)}
    for name, target in dict(ACCOUNT_TABLES[table]).items():
        to_person = target == "people"
        values[name] = person.id if to_person else None if target == table else await fill(made, target, person)
    values |= {"account_id": person.account_id} | AGREE.get(table, {}) | fixed
    places = ", ".join(f"${number}" for number in range(1, len(values) + 1))
    await work.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", *values.values())
    made[table] = values[PRIMARY_KEYS[table][-1]]
    return made[table]


async def test_what_any_table_says_of_somebody_goes_with_them(account: Account) -> None:
    person = await make_person(account)
    made: dict[str, UUID] = {}
    for table in PERSON_TABLES:
        await fill(made, table, person)
    certificate = await erase_person(system_actor(account.id), person_id=person.id)
    assert certificate.counts.keys() == {*PERSON_TABLES, "people"}
    for table in PERSON_TABLES:
        assert await work.fetch(f"SELECT 1 FROM {table} WHERE account_id = $1", account.id) == []
    assert str(person.id) not in await everything_in_the_database()


async def test_who_is_mentioned_is_forgotten_and_the_rows_stay(account: Account) -> None:
    person = await make_person(account)
    rows = [
        (table, column, await fill({}, table, await make_person(account), **{column: person.id}))
        for table, column in PERSON_MENTIONS
    ]
    await erase_person(system_actor(account.id), person_id=person.id)
    left = [
        await work.fetch(f"SELECT {column} AS named FROM {table} WHERE id = $1", key) for table, column, key in rows
    ]
    assert [[row["named"] for row in found] for found in left] == [[None]] * len(rows)
    assert str(person.id) not in await everything_in_the_database()


async def test_a_download_holds_the_rows_of_every_table(account: Account) -> None:
    person = await make_person(account)
    made: dict[str, UUID] = {}
    for table in ELSEWHERE:
        await fill(made, table, person)
    data = await export_person(actor_for(person))
    assert {table: len(data.get(table, ())) for table in ELSEWHERE if not data.get(table)} == {}
    assert WORD in str(data["assignments"])
