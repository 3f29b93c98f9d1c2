"""What letters say, as text and as HTML."""

from datetime import UTC, datetime

import pytest

from models.asks import links
from models.asks.composing import LastWork, Occasion, compose_ask, compose_sign_in, say_when
from models.asks.letters import render_html, render_text
from models.asks.tables import AskAnswer

OCCASION = Occasion(
    title="Saturday doors",
    place="Chelsea",
    remote=False,
    starts_at=datetime(2026, 11, 28, 15, tzinfo=UTC),
    ends_at=datetime(2026, 11, 28, 18, tzinfo=UTC),
    time_zone="America/New_York",
)
LAST = LastWork("Phone banking", 45)


@pytest.fixture(autouse=True)
def _address() -> None:
    links.configure("https://campaign.example/")


def test_the_time_is_that_of_the_place() -> None:
    assert say_when(OCCASION, "en").replace("\u202f", " ") == "Saturday, November 28, 2026, 10:00 AM – 1:00 PM"
    assert say_when(OCCASION, "pl") == "sobota, 28 listopada 2026, 10:00 – 13:00"


def test_an_ask_thanks_first_names_the_facts_and_says_why() -> None:
    letter = compose_ask(
        language="en", first_name="Ada", occasion=OCCASION, why="3 km from you", last=LAST, token="TOKEN"
    )
    thanks, facts, why = letter.paragraphs
    assert thanks == "Thank you for your last contribution: Phone banking, 45 minutes."
    assert facts.startswith("What is needed next: \u2068Saturday doors\u2069 · Saturday, November 28")
    assert facts.endswith("· \u2068Chelsea\u2069")
    assert why == "Why you: 3 km from you"
    assert letter.subject == "Ada, can you help with “Saturday doors”?"


def test_each_answer_is_one_tap_and_yes_comes_first() -> None:
    letter = compose_ask(language="en", first_name="Ada", occasion=OCCASION, why="", last=None, token="TOKEN")
    assert [letter.url(button) for button in letter.buttons] == [
        f"https://campaign.example/ask/TOKEN?answer={answer.value}" for answer in AskAnswer
    ]
    assert letter.buttons[0].label == "Yes, I am in"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_reason_can_be_corrected_from_the_text_and_from_the_html(language: str) -> None:
    said = ["That is too far for me", "I cannot come at that time"]
    letter = compose_ask(
        language=language, first_name="Ada", occasion=OCCASION, why="", last=None, token="T", corrections=said
    )
    text, html = render_text(letter), render_html(letter)
    for number, words in enumerate(said):
        url = f"https://campaign.example/ask/T?correct={number}"
        assert f"{words}: {url}" in text
        assert f'<a href="{url}" style="color:#0b5a6e">{words}</a>' in html
    assert html.count("<td ") == html.count(f'<td dir="{"rtl" if language == "ar" else "ltr"}"')


def test_a_newcomer_is_not_told_about_a_zero() -> None:
    letter = compose_ask(language="en", first_name="Ada", occasion=OCCASION, why="", last=None, token="T")
    assert letter.paragraphs[0] == "Good that you are with us."
    assert "0" not in letter.paragraphs[0]


def test_text_and_html_say_the_same_and_html_is_escaped() -> None:
    occasion = Occasion("Tea & <cake>", "", True, OCCASION.starts_at, OCCASION.ends_at, OCCASION.time_zone)
    letter = compose_ask(language="en", first_name="Ada", occasion=occasion, why="", last=LAST, token="T")
    assert "Tea & <cake>" in render_text(letter)
    assert "Tea &amp; &lt;cake&gt;" in render_html(letter)
    assert "<cake>" not in render_html(letter)
    assert "from home" in render_text(letter)


def test_in_arabic_every_cell_runs_from_right_to_left() -> None:
    html = render_html(compose_sign_in(language="ar", first_name="نور", url="https://x.example/1", code="123456"))
    assert '<html lang="ar" dir="rtl">' in html
    assert html.count("<td ") == html.count('<td dir="rtl"')
    assert "text-align:right" in html
    assert "text-align:left" not in html


def test_a_way_in_is_not_kept() -> None:
    letter = compose_sign_in(language="en", first_name="Ada", url="https://x.example/1", code="123456")
    assert letter.secret
    assert "123456" in render_text(letter)
