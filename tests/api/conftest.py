"""A small site over HTTP: the schema of kettles, in an account of its own."""

from collections.abc import AsyncIterator

import pytest_asyncio

from api.execution import Endpoint
from models.kernel.tables import Account
from tests.api.kettles import kettle_schema
from tests.api.live import HOST, serving
from tests.factories import make_account


@pytest_asyncio.fixture
async def site_account(committed_db: str) -> Account:
    """The account that serves the live site."""
    return await make_account(hostname=HOST)


@pytest_asyncio.fixture
async def site(site_account: Account) -> AsyncIterator[str]:
    """The address of a live site."""
    async with serving(Endpoint(kettle_schema)) as address:
        yield address
