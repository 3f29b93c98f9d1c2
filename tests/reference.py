"""Fixtures of the reference data, committed once a session: what is loaded stays, whatever a test empties."""

import pytest_asyncio

from models.regions.loading import load_geography
from models.skills.loading import load_skills

Stage = tuple[str, int, int]


@pytest_asyncio.fixture(scope="session")
async def geography(open_connections: None) -> list[Stage]:
    """All regions, postal codes and cities are there; gives what was said while loading them. Load no part of it for good."""
    told: list[Stage] = []
    await load_geography(lambda *stage: told.append(stage))
    return told


@pytest_asyncio.fixture(scope="session")
async def skills(open_connections: None) -> list[Stage]:
    """All skills are there; gives what was said while loading them."""
    told: list[Stage] = []
    await load_skills(lambda *stage: told.append(stage))
    return told
