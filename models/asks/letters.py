"""
Letters: what a message says, as sentences and buttons in the reader's language, before it becomes text, HTML or mail.

A template is rendered once for all letters of a shape (language; number of paragraphs, buttons, lines), with places for
what they say; then a letter costs the escaping of its words and one join. What is put into a place is never looked at
again: whatever it looks like, it opens no other.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import escape

from models.asks.quoting import SOFT_BREAK, quote, quote_end
from models.kernel.words import FIRST_STRONG_ISOLATE, POP_ISOLATE, direction, gettext

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "channels" / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals["direction_of"] = direction
KEPT = 16_384
"""For so many texts it is remembered how they are written: most of what a letter says is the same for many readers."""
_ISOLATED = re.compile(f"{FIRST_STRONG_ISOLATE}([^{FIRST_STRONG_ISOLATE}{POP_ISOLATE}]*){POP_ISOLATE}")
_PLACE = re.compile("\ue000([0-9]+)\ue001")


class Button(NamedTuple):
    """
    Something to tap: a few words and where they lead. The first of a letter stands out.

    An address may come in three parts, of which only the `key` differs from reader to reader.
    """

    label: str
    address: str
    key: str = ""
    rest: str = ""

    @property
    def url(self) -> str:
        """Where it leads."""
        return f"{self.address}{self.key}{self.rest}"


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A message as its reader gets it: paragraphs, what can be said against them, buttons, and small print. `languages`: those
    of the paragraphs, one for each, if somebody wrote some in another than the letter's. `secret` letters (sign-in) are
    not kept.
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
    languages: tuple[str, ...] = ()


class Parts(NamedTuple):
    """A letter's plain text and HTML in quoted-printable, as parts of a mail."""

    text: bytes
    html: bytes


def render_text(letter: Letter) -> str:
    """The letter as plain text."""
    return _form("letter.txt", _shape_of(letter)).fill(_words_of(letter))


def render_short(letter: Letter) -> str:
    """The letter as a text message: what it says, its first button's address (all answers are there), and how to end it."""
    ending = gettext(letter.language, "STOP ends these messages, HELP tells more.")
    return "\n".join([letter.greeting, *letter.paragraphs, *(button.url for button in letter.buttons[:1]), ending])


def render_html(letter: Letter) -> str:
    """The letter as HTML with its direction of writing on every cell, for mail programs that drop the outer one."""
    return _form("letter.html", _shape_of(letter)).fill([_escaped(each) for each in _words_of(letter)])


def render_parts(letter: Letter) -> Parts:
    """What `render_text` and `render_html` give, encoded for mail without being put together first."""
    shape = _shape_of(letter)
    texts, htmls = zip(*map(_encoded, _words_of(letter)), strict=True)
    return Parts(_form("letter.txt", shape).fill_quoted(texts), _form("letter.html", shape).fill_quoted(htmls))


Shape = tuple[str, int, int, int, int, tuple[str, ...]]
"""Language; how many paragraphs, buttons, corrections and lines of small print; the languages of paragraphs, if they differ."""


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


def _shape_of(letter: Letter) -> Shape:
    counts = len(letter.paragraphs), len(letter.buttons), len(letter.corrections)
    return letter.language, *counts, len(letter.small_print), letter.languages


def _words_of(letter: Letter) -> list[str]:
    """All that a letter says, in the order in which its form counts it; every line break is one character."""
    first = letter.subject, letter.greeting, letter.is_wrong
    buttons = chain.from_iterable(letter.buttons + letter.corrections)
    words = [*first, *letter.paragraphs, *buttons, *letter.small_print]
    return [_with_line_feeds(each) if "\r" in each else each for each in words]


def _with_line_feeds(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


@lru_cache(KEPT)
def _escaped(words: str) -> str:
    """As HTML, with an element around each piece that was isolated: mail programs know it better than the signs."""
    html = str(escape(words))
    fences = FIRST_STRONG_ISOLATE in html
    while fences:
        html, found = _ISOLATED.subn(r"<bdi>\1</bdi>", html)
        fences = found > 0
    return html


@lru_cache(KEPT)
def _encoded(words: str) -> Parts:
    """For mail, as plain text and as HTML."""
    text, in_html = quote(words), _escaped(words)
    return Parts(text, text if in_html == words else quote(in_html))


@lru_cache(1024)
def _form(template: str, shape: Shape) -> _Form:
    letter = _letter_of_places(shape)
    rendered = _environment.get_template(template).render(letter=letter, direction=direction(letter.language))
    pieces = _PLACE.split(rendered)
    fixed, order = tuple(pieces[::2]), tuple(map(int, pieces[1::2]))
    return _Form(fixed, order, _quote_fixed(fixed))


def _quote_fixed(fixed: tuple[str, ...]) -> tuple[bytes, ...]:
    """With a soft break on each side where a word comes; the last ends as a part of a mail does."""
    *before, last = fixed
    quoted = [*(_quote_before_word(text) for text in before), quote_end(last)]
    return (quoted[0], *(SOFT_BREAK + text for text in quoted[1:]))


def _quote_before_word(text: str) -> bytes:
    return quote(text) if not text or text.endswith("\n") else quote(text) + SOFT_BREAK


def _letter_of_places(shape: Shape) -> Letter:
    """A letter that says the numbers of its words."""
    language, paragraphs, buttons, corrections, small_print, languages = shape
    numbers = iter(range(3 + paragraphs + 4 * (buttons + corrections) + small_print))
    place: Callable[[], str] = lambda: f"\ue000{next(numbers)}\ue001"  # noqa: E731
    subject, greeting, is_wrong = place(), place(), place()
    return Letter(
        language=language,
        subject=subject,
        greeting=greeting,
        is_wrong=is_wrong,
        paragraphs=tuple(place() for _ in range(paragraphs)),
        buttons=tuple(Button(place(), place(), place(), place()) for _ in range(buttons)),
        corrections=tuple(Button(place(), place(), place(), place()) for _ in range(corrections)),
        small_print=tuple(place() for _ in range(small_print)),
        languages=languages,
    )
