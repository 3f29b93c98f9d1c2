"""Every test here has servers of its own, for it breaks them."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.faults.stage import Stage


@pytest.fixture(scope="session")
def cluster() -> Path:
    """Data that every stage starts from: our tables, and nothing in them."""
    return Path(os.environ["GROUNDSWELL_TEST_CLUSTER"])


@pytest_asyncio.fixture
async def stage(cluster: Path) -> AsyncIterator[Stage]:
    """Servers of this test's own; everything that it starts ends with it."""
    own = Stage(cluster)
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
