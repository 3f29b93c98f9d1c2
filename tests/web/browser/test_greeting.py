"""Buttons of greeting: a tap is taken back, and a newcomer says that nobody came."""

from playwright.sync_api import BrowserContext, expect

from tests.web.browser.conftest import Served, sign_in
from tests.web.harness import ORGANIZER, SIGNED_IN


def test_a_result_is_taken_back(window: BrowserContext, served: Served) -> None:
    sign_in(window, served.address, ORGANIZER)
    page = window.new_page()
    page.goto("/greeting")
    page.get_by_role("button", name="Undo Theo Brandt").click()
    expect(page.get_by_text("It stands as it stood before.")).to_be_visible()
    assert served.site.mutations[-1] == ("GreetingUndo", {"personId": "P4"})


def test_a_newcomer_says_that_nobody_came(window: BrowserContext, served: Served) -> None:
    served.site.answers["me"]["greeting"]["isOver"] = True
    sign_in(window, served.address, SIGNED_IN)
    page = window.new_page()
    page.goto("/")
    page.get_by_role("button", name="Nobody did").click()
    expect(page.get_by_text("somebody else takes it over now.")).to_be_visible()
    assert served.site.mutations[-1] == ("GreetingMiss", {})
