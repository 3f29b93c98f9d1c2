"""Column types that Tortoise lacks."""

from tortoise import fields


class SortedField(fields.CharField[str]):
    """
    Text compared byte by byte (`COLLATE "C"`), whatever the locale of the database.

    Its plain index serves `LIKE 'prefix%'`, so that a prefix search needs no extension and no second index.
    """

    @property
    def SQL_TYPE(self) -> str:  # type: ignore[override]  # noqa: N802
        return f'VARCHAR({self.max_length}) COLLATE "C"'
