"""A real Chromium before a real server, which answers from examples."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browsers import CHROMIUM
from tests.web.harness import Site
from web import cookies

PATIENCE = 60_000
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if "tests/web/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, for one module: Playwright's loop must not run any more when asynchronous tests follow."""
    assert CHROMIUM is not None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Served:
    """A site at an address."""

    site: Site
    address: str


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """The examples behind uvicorn, at a free port."""
    site = Site()
    with site.behind_the_door(), socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(site.app(), log_level="warning", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield Served(site, f"http://localhost:{listening.getsockname()[1]}")
        server.should_exit = True
        thread.join()


@pytest.fixture
def window(chromium: Browser, served: Served) -> Iterator[BrowserContext]:
    """A fresh profile on a phone."""
    served.site.executed.clear()
    context = chromium.new_context(base_url=served.address, viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield context
    context.close()


def sign_in(window: BrowserContext, address: str, who: str, **more: str) -> None:
    """Give the profile its cookies."""
    given = {cookies.SESSION: who, **more}
    window.add_cookies([{"name": name, "value": value, "url": address} for name, value in given.items() if value])
