"""Gives the tables of an account their composite keys, which Tortoise cannot declare (`models/kernel/keys.py`).

What is there is read from the catalogue and only the difference becomes statements, so applying twice is harmless.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from models.kernel.keys import ACCOUNT_TABLES, PRIMARY_KEYS

_PRIMARY_KEYS = """
SELECT table_.relname AS name, constraint_.conname AS constraint_name,
       array_agg(column_.attname::text ORDER BY key.position) AS columns
  FROM pg_constraint AS constraint_
  JOIN pg_class AS table_ ON table_.oid = constraint_.conrelid
 CROSS JOIN LATERAL unnest(constraint_.conkey) WITH ORDINALITY AS key (number, position)
  JOIN pg_attribute AS column_ ON column_.attrelid = table_.oid AND column_.attnum = key.number
 WHERE constraint_.contype = 'p' AND table_.relnamespace = current_schema()::regnamespace
 GROUP BY 1, 2
"""
_FOREIGN_KEYS = """
SELECT conname AS name FROM pg_constraint
 WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""


class Connection(Protocol):
    """What is asked of a Tortoise connection here."""

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        """Rows of a query."""

    async def execute_script(self, query: str) -> None:
        """Run statements."""

    async def rollback(self) -> None:
        """Undo what the transaction did."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The keys that a database has: per table its primary key's name and columns, and all foreign keys' names."""

    primary: dict[str, tuple[str, tuple[str, ...]]]
    foreign: frozenset[str]


async def read_catalogue(connection: Connection) -> Catalogue:
    """The keys of the current schema."""
    primary = await connection.execute_query_dict(_PRIMARY_KEYS)
    foreign = await connection.execute_query_dict(_FOREIGN_KEYS)
    return Catalogue(
        {row["name"]: (row["constraint_name"], tuple(row["columns"])) for row in primary},
        frozenset(row["name"] for row in foreign),
    )


def missing_tables(catalogue: Catalogue) -> list[str]:
    """Tables that `keys.py` lists and the database lacks."""
    return sorted(PRIMARY_KEYS.keys() - catalogue.primary.keys())


def key_statements(catalogue: Catalogue) -> list[str]:
    """The statements that bring the keys of existing tables to what `keys.py` says: primary keys come first."""
    return [*_primary_key_statements(catalogue), *_foreign_key_statements(catalogue)]


async def apply_account_keys(connection: Connection) -> None:
    """Bring the keys of a database to what `keys.py` says."""
    for statement in key_statements(await read_catalogue(connection)):
        await connection.execute_script(statement)


def _primary_key_statements(catalogue: Catalogue) -> list[str]:
    statements = []
    for table, columns in PRIMARY_KEYS.items():
        name, present = catalogue.primary.get(table, ("", columns))
        if present != columns:
            listed = ", ".join(columns)
            statements.append(f"ALTER TABLE {table} DROP CONSTRAINT {name}, ADD PRIMARY KEY ({listed})")
    return statements


def _foreign_key_statements(catalogue: Catalogue) -> list[str]:
    return [
        _foreign_key(table, column, target)
        for table, references in ACCOUNT_TABLES.items()
        for column, target in references
        if {table, target} <= catalogue.primary.keys() and _name(table, column) not in catalogue.foreign
    ]


def _foreign_key(table: str, column: str, target: str) -> str:
    """Within the account when the target belongs to accounts, else to the plain id."""
    own, theirs = (f"account_id, {column}", "account_id, id") if target in ACCOUNT_TABLES else (column, "id")
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {_name(table, column)} FOREIGN KEY ({own}) REFERENCES {target} ({theirs})"
    )


def _name(table: str, column: str) -> str:
    return f"{table}_{column}_fkey"
