"""Watching what is said to the database."""

import pytest
from tortoise.backends.asyncpg.client import TransactionWrapper


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SQL of every statement that the ORM sends in a transaction, as it is sent."""
    seen: list[str] = []
    for name in ("execute_insert", "execute_many", "execute_query"):
        original = getattr(TransactionWrapper, name)

        async def watched(self: object, query: str, *arguments: object, _original: object = original) -> object:
            seen.append(query)
            return await _original(self, query, *arguments)  # type: ignore[operator]

        monkeypatch.setattr(TransactionWrapper, name, watched)
    return seen
