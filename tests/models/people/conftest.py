"""Watching what is said to the database."""

from collections.abc import AsyncIterator

import pytest_asyncio

from models.kernel import work


@pytest_asyncio.fixture
async def statements(db: None) -> AsyncIterator[list[str]]:
    """The SQL of every statement of the test's transaction, the ORM's and our own, when it is answered."""
    seen: list[str] = []
    async with work.raw_connection() as connection:
        pass  # the transaction's connection; held on to, nobody else could use it
    with connection.query_logger(lambda record: seen.append(record.query.lstrip())):
        yield seen
