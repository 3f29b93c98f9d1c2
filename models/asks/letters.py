"""
Letters: what a message says, as sentences and buttons in the reader's language, before it becomes text, HTML or mail.

Where many get the same letter but for a few words, its template is rendered once, with places for these words; then a letter
costs the escaping of its words and one join. What is put into a place is never looked at again: whatever it looks like, it
opens no other.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_eval_context, select_autoescape
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from models.asks.quoting import SOFT_BREAK, quote, quote_end
from models.kernel.words import FIRST_STRONG_ISOLATE, POP_ISOLATE, direction, gettext

KEPT = 16_384
"""For so many texts it is remembered how they are written: most of what a letter says is the same for many readers."""
_ISOLATED = re.compile(f"{FIRST_STRONG_ISOLATE}([^{FIRST_STRONG_ISOLATE}{POP_ISOLATE}]*){POP_ISOLATE}")
_PLAIN = re.compile("[A-Za-z0-9_ .,:/?-]{0,70}[A-Za-z0-9_.,:/?-]")
"""Means itself in HTML as well as in quoted-printable, and fits into a line."""
_MARKED = re.compile("[&<>'\"]")
_SECRET = secrets.token_hex(8)
"""Nobody can write a place into what they say of themselves."""
_PLACE = re.compile(f"\ue000{_SECRET}([0-9]+)\ue001")


class Button(NamedTuple):
    """
    Something to tap: a few words and where they lead. The first of a letter stands out.

    With a `rest`, the letter's key stands between it and the address.
    """

    label: str
    address: str
    rest: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A message as its reader gets it: paragraphs, what can be said against them, buttons, and small print. `languages`: those
    of the paragraphs, one for each, if somebody wrote some in another than the letter's. `key`: what proves in the addresses
    of buttons who taps; a letter with one is like many others but for subject, greeting and paragraphs. `secret` letters
    (sign-in) are not kept. `sender`: whoever signs it, if it is not the campaign.
    """

    language: str
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    buttons: tuple[Button, ...] = ()
    is_wrong: str = ""
    corrections: tuple[Button, ...] = ()
    small_print: tuple[str, ...] = ()
    unsubscribe_url: str | None = None
    secret: bool = False
    sender: str = ""
    languages: tuple[str, ...] = ()
    key: str = ""

    def url(self, button: Button) -> str:
        """Where a button of this letter leads."""
        return button.address if button.rest is None else f"{button.address}{self.key}{button.rest}"


class Parts(NamedTuple):
    """A letter's plain text and HTML in quoted-printable, as parts of a mail."""

    text: bytes
    html: bytes


def render_text(letter: Letter) -> str:
    """The letter as plain text."""
    if not letter.key:
        return _render("letter.txt", letter)
    return _form("letter.txt", _fixed(letter)).fill(list(map(_with_line_feeds, _words_of(letter))))


def render_short(letter: Letter) -> str:
    """The letter as a text message: what it says, its first button's address (all answers are there), and how to end it."""
    ending = gettext(letter.language, "STOP ends these messages, HELP tells more.")
    return "\n".join([letter.greeting, *letter.paragraphs, *map(letter.url, letter.buttons[:1]), ending])


def render_html(letter: Letter) -> str:
    """The letter as HTML with its direction of writing on every cell, for mail programs that drop the outer one."""
    if not letter.key:
        return _render("letter.html", letter)
    return _form("letter.html", _fixed(letter)).fill([escaped(_with_line_feeds(each)) for each in _words_of(letter)])


def render_parts(letter: Letter) -> Parts:
    """What `render_text` and `render_html` give, encoded for mail without being put together first."""
    if not letter.key:
        return Parts(quote_end(render_text(letter)), quote_end(render_html(letter)))
    fixed = _fixed(letter)
    own = _encode(letter.subject), _encode(letter.greeting), _encode(letter.key)
    words = [*own, *map(_encoded, letter.paragraphs)]
    text = _form("letter.txt", fixed).fill_quoted([each.text for each in words])
    return Parts(text, _form("letter.html", fixed).fill_quoted([each.html for each in words]))


class _Fixed(NamedTuple):
    """What a letter has in common with many others."""

    language: str
    languages: tuple[str, ...]
    paragraphs: int
    buttons: tuple[Button, ...]
    is_wrong: str
    corrections: tuple[Button, ...]
    small_print: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """`fixed` texts, and between any two of them the word with that number in `order`; `quoted`: the texts for mail."""

    fixed: tuple[str, ...]
    order: tuple[int, ...]
    quoted: tuple[bytes, ...]

    def fill(self, words: Sequence[str]) -> str:
        parts = [""] * (len(self.fixed) + len(self.order))
        parts[::2] = self.fixed
        parts[1::2] = [words[number] for number in self.order]
        return "".join(parts)

    def fill_quoted(self, words: Sequence[bytes]) -> bytes:
        parts = [b""] * (len(self.fixed) + len(self.order))
        parts[::2] = self.quoted
        parts[1::2] = [words[number] for number in self.order]
        return b"".join(parts)


def _fixed(letter: Letter) -> _Fixed:
    return _Fixed(
        letter.language,
        letter.languages,
        len(letter.paragraphs),
        letter.buttons,
        letter.is_wrong,
        letter.corrections,
        letter.small_print,
    )


def _words_of(letter: Letter) -> tuple[str, ...]:
    """What a letter does not share with others, in the order in which its form counts it."""
    return letter.subject, letter.greeting, letter.key, *letter.paragraphs


def _with_line_feeds(words: str) -> str:
    """Every line break is one character."""
    return words.replace("\r\n", "\n").replace("\r", "\n") if "\r" in words else words


def escaped(words: str) -> str:
    """As HTML, with an element around each piece that was isolated: mail programs know it better than the signs."""
    html = str(escape(words)) if _MARKED.search(words) else words
    found = 1
    while found and FIRST_STRONG_ISOLATE in html:  # from the innermost on
        html, found = _ISOLATED.subn(_in_element, html)
    return html


def _in_element(isolated: re.Match[str]) -> str:
    return f"<bdi>{isolated[1]}</bdi>"


def _encode(words: str) -> Parts:
    """For mail, as plain text and as HTML."""
    if _PLAIN.fullmatch(words):
        plain = words.encode()
        return Parts(plain, plain)
    text, html = quote(words), escaped(_with_line_feeds(words))
    return Parts(text, text if html == words else quote(html))


_encoded = lru_cache(KEPT)(_encode)


@pass_eval_context
def _say(context: EvalContext, value: object) -> str:
    """What a template does with every word."""
    words = _with_line_feeds(str(value))
    return Markup(escaped(words)) if context.autoescape else words


_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "channels" / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_say,
)
_environment.globals["direction_of"] = direction


def _render(template: str, letter: Letter) -> str:
    return _environment.get_template(template).render(letter=letter, direction=direction(letter.language))


@lru_cache(1024)
def _form(template: str, fixed: _Fixed) -> _Form:
    pieces = _PLACE.split(_render(template, _letter_of_places(fixed)))
    texts, order = tuple(pieces[::2]), tuple(map(int, pieces[1::2]))
    return _Form(texts, order, _quote_fixed(texts))


def _quote_fixed(fixed: tuple[str, ...]) -> tuple[bytes, ...]:
    """With a soft break on each side where a word comes; the last ends as a part of a mail does."""
    *before, last = fixed
    quoted = [*(_quote_before_word(text) for text in before), quote_end(last)]
    return (quoted[0], *(SOFT_BREAK + text for text in quoted[1:]))


def _quote_before_word(text: str) -> bytes:
    return quote(text) if not text or text.endswith("\n") else quote(text) + SOFT_BREAK


def _letter_of_places(fixed: _Fixed) -> Letter:
    """A letter that says the numbers of its words."""
    subject, greeting, key, *paragraphs = (f"\ue000{_SECRET}{number}\ue001" for number in range(3 + fixed.paragraphs))
    return Letter(
        language=fixed.language,
        subject=subject,
        greeting=greeting,
        key=key,
        paragraphs=tuple(paragraphs),
        buttons=fixed.buttons,
        is_wrong=fixed.is_wrong,
        corrections=fixed.corrections,
        small_print=fixed.small_print,
        languages=fixed.languages,
    )
