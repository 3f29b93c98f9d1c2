"""Texts of organizers: what can stand in them, and that data never becomes anything but text."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.asks.appeal_texts import choose_text, read_texts, write_text
from models.asks.errors import FieldBroken, FieldNeedsFallback, FieldUnknown, TextUnsafe
from models.asks.letters import Letter, render_html, render_text
from models.asks.rules.merge_fields import ALWAYS_KNOWN, Field, as_text, parse, render
from models.kernel.errors import DomainError, Invalid
from models.kernel.words import FIRST_STRONG_ISOLATE, POP_ISOLATE, isolated

DATA = st.text(
    alphabet=st.one_of(st.sampled_from("{}|<>&\"'=?\n\r\u2068\u2069\u202eaש_"), st.characters()), max_size=40
)
FACTS = st.dictionaries(st.sampled_from(list(Field)), DATA)
WORDS = st.text(alphabet="abc ,.!ąשא", max_size=12)
PLACES = st.sampled_from([f"{{{field}|friend}}" for field in Field] + [f"{{{field}}}" for field in ALWAYS_KNOWN])
TEXTS = st.lists(st.one_of(WORDS, PLACES), min_size=1, max_size=8).map("".join)


def test_a_field_says_the_fact_or_what_stands_there_otherwise() -> None:
    pieces = parse("Hello { first_name | there }, see you {date}", field="body")
    assert render(pieces, {Field.FIRST_NAME: "Ada", Field.DATE: "Saturday"}) == "Hello Ada, see you Saturday"
    assert render(pieces, {Field.FIRST_NAME: " ", Field.DATE: "Saturday"}) == "Hello there, see you Saturday"


@pytest.mark.parametrize(
    ("text", "error", "line", "column"),
    [
        ("Hi {frist_name|there}", FieldUnknown, 1, 4),
        ("Hi\n  {team}", FieldNeedsFallback, 2, 3),
        ("Hi {team|}", FieldNeedsFallback, 1, 4),
        ("Hi {first_name", FieldBroken, 1, 4),
        ("Hi {first_name|{team|you}}", FieldBroken, 1, 4),
        ("{task\n}", FieldBroken, 1, 1),
        ("a\nb }", FieldBroken, 2, 3),
        ("{}", FieldUnknown, 1, 1),
        ("{task.__class__}", FieldUnknown, 1, 1),
        ("{{ 7 * 7 }}", FieldBroken, 1, 1),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, error: type[DomainError], line: int, column: int) -> None:
    with pytest.raises(error) as refused:
        parse(text, field="en.body")
    assert refused.value.field == "en.body"
    assert refused.value.message.startswith(f"Line {line}, character {column}: ")


@given(TEXTS, FACTS)
def test_no_field_is_left_and_data_opens_none(text: str, facts: dict[Field, str]) -> None:
    assert not set("{}") & set(render(parse(text, field="body"), facts, isolated))


@given(TEXTS, FACTS)
def test_in_a_header_nothing_breaks_the_line_or_is_decoded(text: str, facts: dict[Field, str]) -> None:
    line = render(parse(text, field="subject"), facts)
    assert len(line.splitlines()) <= 1
    assert "=?" not in line


@given(DATA)
def test_a_fact_as_text_stays_as_it_is(fact: str) -> None:
    assert as_text(as_text(fact)) == as_text(fact)


@given(TEXTS, FACTS)
def test_in_html_data_is_text(text: str, facts: dict[Field, str]) -> None:
    paragraph = render(parse(text, field="body"), facts, isolated)
    letter = Letter(language="en", subject="", greeting="", paragraphs=("A", paragraph, "B"))
    html = find_cell(render_html(letter), ">A<", 1).partition(">")[2].rpartition("</td>")[0]
    assert set(re.findall(r"<[^>]*>", html)) <= {"<bdi>", "</bdi>"}
    assert html.count("<bdi>") == html.count("</bdi>") == paragraph.count(FIRST_STRONG_ISOLATE)
    shown = unescape(html.replace("<bdi>", FIRST_STRONG_ISOLATE).replace("</bdi>", POP_ISOLATE))
    assert shown == paragraph


def text_in(language: str, subject: str = "Hi", body: str = "There") -> dict[str, dict[str, str]]:
    return {language: {"subject": subject, "body": body}}


@pytest.mark.parametrize(
    ("wanted", "usual", "chosen"), [("ar", "en", "ar"), ("ar-EG", "en", "ar"), ("de", "pl", "pl"), ("de", "fr", "en")]
)
def test_a_reader_gets_the_nearest_language(wanted: str, usual: str, chosen: str) -> None:
    texts = read_texts(text_in("ar") | text_in("en") | text_in("pl"))
    assert choose_text(texts, wanted, usual).language == chosen


def test_where_nothing_fits_any_text_is_better_than_none() -> None:
    assert choose_text(read_texts(text_in("ar")), "pl", "en").language == "ar"


@pytest.mark.parametrize(
    ("texts", "error", "field"),
    [
        ({}, Invalid, "texts"),
        (text_in("xx"), Invalid, "texts"),
        (text_in("en", subject=" "), Invalid, "en.subject"),
        (text_in("en", body="x" * 4_001), Invalid, "en.body"),
        (text_in("en", body="x\n" * 21), Invalid, "en.body"),
        (text_in("pl", subject="a\nBcc: b"), TextUnsafe, "pl.subject"),
        (text_in("pl", subject="=?utf-8?q?x?="), TextUnsafe, "pl.subject"),
        (text_in("ar", body="\u202eab"), TextUnsafe, "ar.body"),
        (text_in("ar", body="a\n{team}"), FieldNeedsFallback, "ar.body"),
    ],
)
def test_what_cannot_be_sent_is_refused(texts: dict[str, dict[str, str]], error: type[DomainError], field: str) -> None:
    with pytest.raises(error) as refused:
        read_texts(texts)
    assert refused.value.field == field


def test_lines_are_paragraphs_and_a_thank_you_is_noticed() -> None:
    texts = read_texts(
        text_in("en", body="\r\n Thanks for {last_contribution|being here}!\n\n{team|All} needs {task}. \n")
    )
    written = write_text(texts["en"], {Field.LAST_CONTRIBUTION: "Canvassing", Field.TASK: "Doors"})
    fence = "\u2068{}\u2069".format
    assert written.paragraphs == (f"Thanks for {fence('Canvassing')}!", f"All needs {fence('Doors')}.")
    assert written.thanks
    assert not write_text(read_texts(text_in("en"))["en"], {}).thanks


def test_a_subject_with_its_facts_keeps_to_two_hundred_characters() -> None:
    texts = read_texts(text_in("en", subject="{task} and {task} and {task}"))
    subject = write_text(texts["en"], {Field.TASK: "x" * 90}).subject
    assert (len(subject), subject[-1]) == (200, "…")


@pytest.mark.parametrize(("own", "other", "cells"), [("ar", "en", 1), ("en", "ar", 1), ("ar", "ar", 0)])
def test_each_cell_has_the_direction_of_its_own_language(own: str, other: str, cells: int) -> None:
    words = f"Ahoj {isolated('עדה <b>')}!"
    letter = Letter(
        language=own, subject="S", greeting=isolated("Ada"), paragraphs=("Facts", words), languages=(own, other)
    )
    html = render_html(letter)
    assert html.count(f' lang="{other}" style') == cells
    written, facts = find_cell(html, "Ahoj"), find_cell(html, "Facts")
    assert "Ahoj <bdi>עדה &lt;b&gt;</bdi>!" in written
    for cell, language in ((written, other), (facts, own)):
        side = ("rtl", "right") if language == "ar" else ("ltr", "left")
        assert f'dir="{side[0]}"' in cell
        assert f"text-align:{side[1]}" in cell
    assert "Ahoj \u2068עדה <b>\u2069!" in render_text(letter)


def find_cell(html: str, words: str, further: int = 0) -> str:
    """The row of a letter that says this, or one further on."""
    rows = html.split("<tr>")
    return rows[next(number for number, row in enumerate(rows) if words in row) + further]
