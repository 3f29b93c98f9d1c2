"""Broadcasts that are rendered again and again, quickly."""

from collections.abc import AsyncIterator

import pytest

from web import broadcast


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred frames a second."""
    monkeypatch.setattr(broadcast, "TICK", 0.01)


async def always() -> AsyncIterator[None]:
    """There is always something new."""
    while True:
        yield None
