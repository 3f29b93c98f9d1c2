"""The site on examples, and a browser without JavaScript."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.harness import ORGANIZER, SIGNED_IN, Site
from web import cookies


@dataclass
class Browser:
    """Reads pages and sends their forms as a browser without JavaScript does."""

    client: TestClient
    site: Site
    headers: dict[str, str] = field(default_factory=lambda: {"Sec-Fetch-Site": "same-origin"})

    def sign_in(self, who: str = SIGNED_IN) -> None:
        """From now on, this browser is signed in."""
        self.client.cookies.set(cookies.SESSION, who)

    def get(self, path: str) -> Any:
        """Open a page, without following redirects."""
        return self.client.get(path, follow_redirects=False)

    def token(self, path: str) -> str:
        """The token that stands in the forms of a page."""
        found = re.search(r'name="token" value="([^"]+)"', self.get(path).text)
        assert found is not None
        return unescape(found[1])

    def send(self, path: str, page: str, **fields: Any) -> Any:
        """Send a form of a page."""
        token = self.token(page)
        self.site.executed.clear()
        return self.client.post(path, data={"token": token, **fields}, headers=self.headers, follow_redirects=False)


@pytest.fixture
def site() -> Iterator[Site]:
    """The examples."""
    made = Site()
    with made.behind_the_door():
        yield made


@pytest.fixture
def browser(site: Site) -> Iterator[Browser]:
    """A stranger's browser."""
    with TestClient(site.app(), raise_server_exceptions=False) as client:
        yield Browser(client, site)


@pytest.fixture
def volunteer(browser: Browser) -> Browser:
    """A volunteer's browser."""
    browser.sign_in()
    return browser


@pytest.fixture
def organizer(browser: Browser) -> Browser:
    """An organizer's browser."""
    browser.sign_in(ORGANIZER)
    return browser
