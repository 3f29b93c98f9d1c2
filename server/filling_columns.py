"""
Adds columns that must have a value to tables that have rows already.

Tortoise (1.1.9) adds such a column empty, whatever default its field has in Python: fine for a new database, refused by
one with data. Here the rows there are get that default; afterwards, as always, only our code gives values.
"""

from typing import Any

import orjson
from tortoise.fields.base import Field
from tortoise.fields.db_defaults import SqlDefault
from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.schema_editor import AsyncpgSchemaEditor, BaseSchemaEditor
from tortoise.models import Model


class FillingExecutor(MigrationExecutor):
    """Tortoise's executor with an editor that fills what it adds."""

    def _schema_editor(self, atomic: bool = True, collect_sql: bool = False) -> BaseSchemaEditor:
        return FillingEditor(self.connection, atomic=atomic, collect_sql=collect_sql)


class FillingEditor(AsyncpgSchemaEditor):
    """Tortoise's editor, but for columns with a default."""

    async def add_field(self, model: type[Model], field_name: str) -> None:
        """Add a column; where it must have a value, existing rows get the field's default."""
        field = model._meta.fields_map[field_name]
        if field.null or field.has_db_default() or field.default is None:
            await super().add_field(model, field_name)
            return
        unset, field.db_default = field.db_default, SqlDefault(_literal(field, model))
        try:
            await super().add_field(model, field_name)
        finally:
            field.db_default = unset
        table, column = model._meta.db_table, model._meta.fields_db_projection[field_name]
        await self._run_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" DROP DEFAULT')


def _literal(field: Field[Any], model: type[Model]) -> str:
    """The default of a field as PostgreSQL writes it."""
    value = field.to_db_value(field.default() if callable(field.default) else field.default, model)
    match value:
        case bool() | int() | float():
            return repr(value).lower()
        case []:
            return "'{}'"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case _:
            return "'" + orjson.dumps(value).decode().replace("'", "''") + "'"
