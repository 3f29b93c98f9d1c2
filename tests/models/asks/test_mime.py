"""Mails put together from prepared parts are read as those that the standard library builds."""

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.asks.channels import OutgoingMessage
from models.asks.channels.mime import build_mail
from models.asks.errors import TextUnsafe
from models.asks.letters import Button, Letter, render_html, render_parts, render_text
from tests.models.asks.stdlib_mail import build_mime

SENDER, SENDER_NAME = "hello@campaign.example", "Clear Water"
NASTY = (
    "Ada", "نور الهدى", "Łucja “Lu” O'Neil", '"quoted" \\ back', "a=b=20=\r\nc", ".", ".\n..", " leading", "trailing ",
    "\ue0000\ue001", "{name}", "=_of_two", "--=_of_two--", "x" * 76, "é" * 200, "<b>&amp;</b>", "~", "=", "\t", "a\rb", "From me",
)  # fmt: skip
ANY = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
HEADER = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=120).filter(
    lambda text: "=?" not in text and text == " ".join(text.split()) and "\ufeff" not in text
)
NAME = HEADER.filter(lambda text: len(text.encode()) <= 45)  # Python reads longer ones with a space too many
BUTTON = st.builds(Button, ANY, ANY, st.none() | ANY)
LETTER = st.builds(
    Letter,
    language=st.sampled_from(["en", "pl", "ar"]),
    subject=HEADER,
    greeting=ANY,
    paragraphs=st.lists(ANY, max_size=4).map(tuple),
    buttons=st.lists(BUTTON, max_size=3).map(tuple),
    is_wrong=ANY,
    corrections=st.lists(BUTTON, max_size=2).map(tuple),
    small_print=st.lists(ANY, max_size=3).map(tuple),
    key=ANY,
    unsubscribe_url=st.sampled_from([None, "https://campaign.example/ask/" + "T" * 64 + "?answer=never"]),
)


def a_message(letter: Letter, name: str = "Noor", address: str = "noor@example.org") -> OutgoingMessage:
    return OutgoingMessage(
        account_id=UUID(int=1),
        person_id=UUID(int=2),
        message_id="<one@campaign.example>",
        to_address=address,
        to_name=name,
        subject=letter.subject,
        text=render_text(letter),
        html=render_html(letter),
        parts=render_parts(letter),
        unsubscribe_url=letter.unsubscribe_url,
    )


def read(raw: bytes) -> EmailMessage:
    return cast("EmailMessage", message_from_bytes(raw, policy=default))  # type: ignore[arg-type]


def content(mail: EmailMessage) -> list[tuple[str, Any]]:
    return [(part.get_content_type(), part.get_content()) for part in mail.walk() if not part.is_multipart()]


def headers(mail: EmailMessage) -> dict[str, str]:
    ours = {"date", "content-type", "mime-version"}
    return {name.lower(): str(value) for name, value in mail.items() if name.lower() not in ours}


@settings(deadline=None, max_examples=60)
@given(LETTER, NAME)
@example(Letter("en", "Subject", "\r", ("\r\n",), (Button("\r", "\r", "\r"),), key="\r"), "Ada")
@example(Letter("en", "Subject", ".", ("=", " ", ""), small_print=("x ",), key="k"), "Ada")
def test_headers_parts_and_texts_are_those_of_the_standard_library(letter: Letter, name: str) -> None:
    message = a_message(letter, name)
    raw = build_mail(message, SENDER, SENDER_NAME)
    ours, theirs = read(raw), read(build_mime(message, SENDER, SENDER_NAME).as_bytes())
    assert ours.defects == []
    assert headers(ours) == headers(theirs)
    assert [kind for kind, _ in content(ours)] == ["text/plain", "text/html"]
    assert content(ours) == content(theirs)
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n") if not line.startswith(b"List-")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")


@settings(deadline=None)
@given(LETTER)
def test_what_is_prepared_for_many_says_what_is_written_for_one(letter: Letter) -> None:
    alone = replace(
        letter, key="", buttons=addressed(letter, letter.buttons), corrections=addressed(letter, letter.corrections)
    )
    assert render_text(letter) == render_text(alone)
    assert render_html(letter) == render_html(alone)


def addressed(letter: Letter, buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    return tuple(Button(button.label, letter.url(button)) for button in buttons)


def test_parts_are_encoded_whole_where_nobody_did_it_before() -> None:
    letter = Letter("ar", "مرحبا", "نور", ("= .", "x" * 300))
    message = a_message(letter)
    assert content(read(build_mail(message, SENDER, SENDER_NAME))) == content(
        read(build_mail(replace(message, parts=None), SENDER, SENDER_NAME))
    )


def test_a_mail_has_a_date_and_ways_to_stop_it() -> None:
    letter = Letter("en", "Hello", "Hello", (), unsubscribe_url="https://campaign.example/stop")
    mail = read(build_mail(a_message(letter), SENDER, SENDER_NAME))
    assert mail["Date"].datetime.utcoffset().total_seconds() == 0
    assert mail["List-Unsubscribe"] == "<https://campaign.example/stop>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in read(build_mail(a_message(replace(letter, unsubscribe_url=None)), SENDER, ""))


@given(HEADER.filter(bool))
def test_long_names_are_whole(name: str) -> None:
    raw = build_mail(a_message(Letter("en", "Hello", "Hello", ()), name), SENDER, SENDER_NAME)
    to = message_from_bytes(raw)["To"].removesuffix("<noor@example.org>")
    assert str(make_header(decode_header(to.strip()))) == name


def test_whoever_lends_their_name_stands_before_the_campaign() -> None:
    signed = replace(a_message(Letter("en", "Hello", "Hello", ())), from_name="Łucja D.")
    assert (
        read(build_mail(signed, SENDER, SENDER_NAME))["From"].addresses[0].display_name == f"Łucja D. · {SENDER_NAME}"
    )


@pytest.mark.parametrize("address", ["o'neil@example.org", '"two words"@example.org', "a.b+c@mail.example.org"])
def test_unusual_addresses_stay_what_they_are(address: str) -> None:
    letter = Letter("en", "Hello", "Hello", ())
    mail = read(build_mail(a_message(letter, "Łucja", address), SENDER, SENDER_NAME))
    (to,) = mail["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Łucja", address)


CHANGES: list[Callable[[OutgoingMessage, str], OutgoingMessage]] = [
    lambda message, text: replace(message, subject=text),
    lambda message, text: replace(message, to_name=text),
    lambda message, text: replace(message, to_address=text),
    lambda message, text: replace(message, unsubscribe_url=text),
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "text", ["a\r\nBcc: x@y.z", "=?utf-8?q?=0ABcc:_x@y.z?=", "a\nb", "a\x00b", "a\x85b", "a\u2028b"]
)
def test_what_would_change_the_headers_is_refused(
    change: Callable[[OutgoingMessage, str], OutgoingMessage], text: str
) -> None:
    with pytest.raises(TextUnsafe):
        build_mail(change(a_message(Letter("en", "Hello", "Hello", ())), text), SENDER, SENDER_NAME)
