"""Every test here has servers of its own, for it breaks them."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.faults.stage import Stage


@pytest_asyncio.fixture
async def stage() -> AsyncIterator[Stage]:
    """Servers of this test's own; everything that it starts ends with it."""
    own = Stage()
    try:
        await own.open()
        yield own
    finally:
        await own.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here."""
    for item in items:
        if "tests/faults/" in item.path.as_posix():
            item.add_marker(pytest.mark.fault)
