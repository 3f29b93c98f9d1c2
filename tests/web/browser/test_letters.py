"""Letters on a phone: nothing sticks out, not even a signed address that has no place to break."""

import pytest
from playwright.sync_api import Browser

from models.asks.letters import Button, Letter, render_html

PHONE = 390
ADDRESS = "https://campaign.example/stop/" + "A" * 64


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_letter_fits_a_phone(chromium: Browser, language: str) -> None:
    letter = Letter(
        language=language,
        subject="Soon",
        greeting="Hello Ada,",
        paragraphs=("You signed up for this.",),
        buttons=(Button("I am coming", ADDRESS),),
        small_print=(f"No more of these letters: {ADDRESS}",),
    )
    page = chromium.new_page(viewport={"width": PHONE, "height": 800})
    page.set_content(render_html(letter))
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE
    page.close()
