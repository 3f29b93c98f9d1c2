"""GraphiQL in a real Chromium: under its own policy, with nothing from elsewhere, over HTTP and WebSocket."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

from models.kernel.tables import Account
from tests.api.sessions import give_session
from tests.browsers import CHROMIUM
from tests.factories import make_organizer

PATIENCE = 60_000

pytestmark = pytest.mark.browser


@pytest_asyncio.fixture
async def page(site: str, site_account: Account) -> AsyncIterator[Page]:
    """An organizer's browser, which has opened the endpoint's address; what it complains about fails the test."""
    organizer = await make_organizer(site_account)
    assert organizer.person_id is not None
    token = await give_session(site_account, organizer.person_id)
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = await browser.new_context()
        context.set_default_timeout(PATIENCE)
        await context.add_cookies([{"name": "session", "value": token, "url": site}])
        page = await context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None
        )
        page.on(
            "request", lambda sent: complaints.append(sent.url) if not sent.url.startswith((site, "data:")) else None
        )
        await page.goto(f"{site}/graphql")
        yield page
        await browser.close()
    assert complaints == []


async def _run(page: Page, query: str, name: str, answer: str) -> None:
    await page.locator(".graphiql-tab-add").click()
    await page.locator(".graphiql-query-editor textarea").fill(query)
    await expect(page.locator(".graphiql-tab-active")).to_contain_text(name, timeout=PATIENCE)
    await page.locator(".graphiql-execute-button").click()
    await expect(page.locator(".result-window")).to_contain_text(answer, timeout=PATIENCE)


async def test_examples_stand_in_tabs_and_queries_run_over_both_transports(page: Page) -> None:
    await expect(page.locator(".graphiql-tab")).to_have_count(7, timeout=PATIENCE)
    await _run(page, "query Named { account { name } }", "Named", '"Campaign"')
    await _run(page, "subscription Ticking { ticks(count: 3) }", "Ticking", '"ticks": 2')
