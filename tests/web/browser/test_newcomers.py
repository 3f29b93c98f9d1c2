"""Buttons of the newcomers' board, and of one's cards: each does what it says, with the keyboard's name of whom it is about."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.web.browser.conftest import Served, sign_in
from tests.web.harness import ORGANIZER

BOARD = "/organize/newcomers"


@pytest.mark.parametrize(
    ("path", "button", "said", "sent"),
    [
        (BOARD, "I take them over Sofia", "They are yours for seven days", "GreetingHandOver"),
        (BOARD, "Greeted Sofia", "Noted: greeted.", "PersonGreet"),
        (f"{BOARD}/P4", "Hand over Amina", "Handed over: they have seven days", "GreetingHandOver"),
        ("/cards", "Said yes Amina", "Thank you for asking them yourself.", "AskCardRecord"),
        ("/cards", "Not any more", "Saved.", "AskingOffer"),
    ],
)
def test_a_tap_does_it(window: BrowserContext, served: Served, path: str, button: str, said: str, sent: str) -> None:
    sign_in(window, served.address, ORGANIZER)
    page = window.new_page()
    page.goto(path)
    page.get_by_role("button", name=re.compile(f"^{button}")).first.click()
    expect(page.get_by_text(said)).to_be_visible()
    assert [name for name, _ in served.site.mutations] == [sent]
