"""One row of each table of an account, whatever the table: for tests that are generated from the schema."""

import importlib
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.kernel import clock, ids, keys
from models.kernel.tables import Account
from models.people.tables import Person
from models.regions.tables import Region, RegionLevel
from server.database import table_modules
from tests.factories import make_person

HERE, ELSEWHERE = "US/NY/061/", "US/TX/201/"
_TEXTS = {"time_zone": "UTC", "subject": "people", "country": "US", "language": "en"}
_DAYS: dict[str, timedelta] = {
    "started_at": timedelta(hours=-3),
    "starts_at": timedelta(days=4),
    "ends_at": timedelta(days=4, hours=2),
    "expires_at": timedelta(days=30),
    "due_at": timedelta(days=1),
}
_SHOWN_BY = {"match_runs": "task_match_runs", "posts": "post_reports"}
"""Rows that nobody sees, or decides about, without another one that points to them."""
_POINTS_TO = {"asks": {"task_id", "shift_id"}}
"""What may be empty, but not in a row of the first kind."""


@cache
def tables() -> dict[str, type[Model]]:
    """Every table of every domain, by its name."""
    modules = [importlib.import_module(name) for name in table_modules()]
    found = [each for module in modules for each in vars(module).values() if isinstance(each, type)]
    return {each._meta.db_table: each for each in found if issubclass(each, Model) and each is not Model}


class World:
    """What one person has in one account: a row of each table, made when it is asked for."""

    def __init__(self, account: Account, person: Person) -> None:
        self.account = account
        self.person = person
        self._rows: dict[str, Model] = {"people": person}

    async def row(self, table: type[Model]) -> Model:
        """The row of this world in a table; what it points to is made as well."""
        name = table._meta.db_table
        if name not in self._rows:
            values = {column: self._value(column, field) for column, field in table._meta.fields_map.items()}
            for column, target in keys.ACCOUNT_TABLES.get(name, ()):
                if not table._meta.fields_map[column].null or column in _POINTS_TO.get(name, ()):
                    values[column] = (await self.row(tables()[target])).pk
            self._rows[name] = await table.create(**{k: v for k, v in values.items() if v is not None})
            if name == "teams":
                await Person.filter(account_id=self.account.id, id=self.person.id).update(team_id=self._rows[name].pk)
            if name in _SHOWN_BY:
                await self.row(tables()[_SHOWN_BY[name]])
        return self._rows[name]

    def _value(self, column: str, field: fields.Field[Any]) -> Any:
        own = {
            "id": ids.new_id(),
            "account_id": self.account.id,
            "ledger_id": self.person.ledger_id,
            "region_id": self.person.region_id,
            "region_path": self.person.region_path,
            "person_id": self.person.id,
        }
        if column in own:
            return own[column]
        return None if field.null or field.default is not None else _plain_value(column, field)


def _plain_value(column: str, field: fields.Field[Any]) -> Any:
    kind = getattr(field, "enum_type", None)
    if kind is not None:
        return next(iter(kind))
    if isinstance(field, fields.DatetimeField):
        return clock.now() + _DAYS.get(column, timedelta())
    if isinstance(field, fields.UUIDField):
        return ids.new_id()
    plain: dict[type, Any] = {fields.DateField: date(2026, 11, 1), fields.JSONField: {}, fields.BinaryField: b"x"}
    numbers = (fields.IntField, fields.SmallIntField, fields.BigIntField, fields.FloatField)
    if isinstance(field, numbers):
        return 5
    text = ids.new_id().hex[-min(getattr(field, "max_length", None) or 12, 12) :]
    return plain.get(type(field), _TEXTS.get(column, text))


async def make_world(account: Account, region_path: str = HERE) -> World:
    """A volunteer in a region, with all that may belong to one."""
    region_id = await _region(region_path)
    return World(account, await make_person(account, region_id=region_id, region_path=region_path))


async def _region(path: str) -> UUID:
    """The region at a path, with all above it."""
    parent: UUID | None = None
    parts = path.strip("/").split("/")
    for depth, level in enumerate((RegionLevel.COUNTRY, RegionLevel.STATE, RegionLevel.COUNTY), start=1):
        code = "-".join(parts[:depth])
        values = {"id": ids.id_for(f"region:{code}"), "parent_id": parent, "level": level, "division": "administrative"}
        place = {"code": code, "path": "/".join(parts[:depth]) + "/", "name": code, "time_zone": "America/New_York"}
        if not await Region.exists(id=values["id"]):
            await Region.create(**values | place)
        parent = ids.id_for(f"region:{code}")
    assert parent is not None
    return parent


def is_of_account(table: type[Model]) -> bool:
    """Whether rows of a table belong to an account."""
    return table._meta.db_table in keys.ACCOUNT_TABLES
