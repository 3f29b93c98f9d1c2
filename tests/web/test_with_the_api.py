"""Pages and forms before the real API, on a real database: nothing of it is an example."""

import re
from collections.abc import AsyncIterator
from html import unescape
from typing import Any

import httpx
import pytest_asyncio

from models.activity.tables import Activity
from models.kernel.tables import Account
from models.people.actions.sign_in_requests import make_development_link
from models.people.tables import Consent, SignInRequest
from server.app import create_app
from tests.factories import make_account, make_person

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest_asyncio.fixture
async def campaign(committed_db: str, geography: object) -> Account:
    """The account of the site."""
    return await make_account(slug="default", name="Rivers First")


@pytest_asyncio.fixture
async def browser(campaign: Account) -> AsyncIterator[httpx.AsyncClient]:
    """A browser without JavaScript before the whole application."""
    transport = httpx.ASGITransport(create_app(), client=("127.0.0.1", 1234))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


async def send(browser: httpx.AsyncClient, path: str, page: str, **fields: Any) -> httpx.Response:
    """Send a form of a page."""
    token = re.search(r'name="token" value="([^"]+)"', (await browser.get(page)).text)
    assert token is not None
    return await browser.post(path, data={"token": unescape(token[1]), **fields}, headers=HERE)


async def test_a_volunteer_signs_in_and_logs_five_minutes_once(campaign: Account, browser: httpx.AsyncClient) -> None:
    person = await make_person(campaign, first_name="Maya")
    link = await make_development_link(campaign.id, person.id, development=True)
    page = f"/sign-in/link/{link}"
    assert (await browser.get(page)).status_code == 200
    assert (await browser.get("/log")).headers["location"] == "/sign-in"

    assert (await send(browser, page, page)).headers["location"] == "/"
    assert "Welcome, \u2068Maya\u2069." in (await browser.get("/")).text
    work = {"clientKey": "one-piece-of-work", "kind": "COOKING", "minutes": "5"}
    for _ in range(2):
        assert (await send(browser, "/log", "/log", **work)).headers["location"] == "/log?done=logged"
    assert [(row.kind, row.minutes) for row in await Activity.filter(account_id=campaign.id)] == [("cooking", 5)]

    assert (await send(browser, page, "/sign-in")).status_code == 422


async def test_a_stranger_joins_and_a_refusal_stores_nothing(campaign: Account, browser: httpx.AsyncClient) -> None:
    ada = {"email": "ada@example.org", "firstName": "Ada", "country": "US", "consentParticipation": "yes"}
    refused = await send(browser, "/join", "/join", **ada, postalCode="00000")
    assert refused.status_code == 422
    assert 'value="ada@example.org"' in refused.text
    assert await SignInRequest.filter(account_id=campaign.id).count() == 0

    joined = await send(browser, "/join", "/join", **ada, postalCode="10-001")
    assert joined.headers["location"] == "/sign-in/code?done=asked"
    assert await SignInRequest.filter(account_id=campaign.id).count() == 1
    assert {row.purpose for row in await Consent.filter(account_id=campaign.id)} == {"participation"}


async def test_every_page_of_a_volunteer_is_shown(campaign: Account, browser: httpx.AsyncClient) -> None:
    person = await make_person(campaign)
    page = f"/sign-in/link/{await make_development_link(campaign.id, person.id, development=True)}"
    await send(browser, page, page)
    for path in ("/", "/tasks", "/log", "/boards?kind=team", "/points", "/profile", "/privacy", "/messages"):
        assert (await browser.get(path)).status_code == 200, path
    assert (await browser.get("/organize")).status_code == 403
    assert (await browser.get("/privacy/my-data.json")).status_code == 200
