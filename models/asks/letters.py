"""
Letters: what a message says, as sentences and buttons in the reader's language, before it becomes text and HTML.
"""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from models.kernel.words import direction, gettext

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "channels" / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap: a few words and where they lead. The first of a letter stands out."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A message as its reader gets it: paragraphs, what can be said against them, buttons, and small print. `secret` letters
    (sign-in) are not kept.
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


def render_text(letter: Letter) -> str:
    """The letter as plain text."""
    return _environment.get_template("letter.txt").render(letter=letter)


def render_short(letter: Letter) -> str:
    """The letter as a text message: what it says, its first button's address (all answers are there), and how to end it."""
    ending = gettext(letter.language, "STOP ends these messages, HELP tells more.")
    return "\n".join([letter.greeting, *letter.paragraphs, *(button.url for button in letter.buttons[:1]), ending])


def render_html(letter: Letter) -> str:
    """The letter as HTML with its direction of writing on every cell, for mail programs that drop the outer one."""
    return _environment.get_template("letter.html").render(letter=letter, direction=direction(letter.language))
