"""What people wrote may run the other way: on every page it is fenced off from the sentence around it."""

from html.parser import HTMLParser
from typing import Any

import pytest

from models.kernel.words import FIRST_STRONG_ISOLATE
from tests.web.conftest import Browser
from tests.web.paths import path_of, session_of
from web.page import Page
from web.pages import PAGES

WRITTEN = {
    "title",
    "description",
    "place",
    "displayName",
    "firstName",
    "lastName",
    "alias",
    "note",
    "name",
    "subject",
    "body",
    "askedByName",
    "label",
}
"""Fields of the API that hold what people (or the makers of places) wrote, in whatever language."""

MARK = "עברית-"
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "rect", "circle", "path", "source"}
NOT_SHOWN = {"title", "option", "textarea", "script"}


class Fences(HTMLParser):
    """Collects the texts with the mark whose nearest direction is not their own."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.seen = 0
        self.unfenced: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, tag == "bdi" or dict(attrs).get("dir") == "auto"))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if MARK not in data or any(tag in NOT_SHOWN for tag, _ in self.open):
            return
        self.seen += 1
        if not any(own for _, own in self.open[-3:]) and not _is_isolated(data):
            self.unfenced.append(data.strip())


def _is_isolated(text: str) -> bool:
    return all(before.endswith(FIRST_STRONG_ISOLATE) for before in text.split(MARK)[:-1])


def _marked(answer: Any, name: str = "", known: dict[int, Any] | None = None) -> Any:
    """The answer with a mark before whatever people wrote; objects that know each other still do."""
    known = {} if known is None else known
    if id(answer) in known:
        return known[id(answer)]
    if isinstance(answer, list):
        made: Any = known.setdefault(id(answer), [])
        made.extend(_marked(each, name, known) for each in answer)
        return made
    if isinstance(answer, dict):
        made = known.setdefault(id(answer), {})
        made.update({key: _marked(value, key, known) for key, value in answer.items()})
        return made
    return MARK + answer if isinstance(answer, str) and name in WRITTEN and answer else answer


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_people_wrote_keeps_its_own_direction(browser: Browser, page: Page) -> None:
    browser.site.answers = _marked(browser.site.answers)
    if session := session_of(page.audience):
        browser.sign_in(session)
    fences = Fences()
    fences.feed(browser.get(path_of(page)).text)
    assert fences.unfenced == []


def test_a_text_without_a_fence_is_found() -> None:
    fences = Fences()
    fences.feed(
        f"<p>At {MARK}one, <bdi>{MARK}two</bdi></p><p dir=auto>{MARK}three</p>\u2068{MARK}four\u2069 {MARK}five"
    )
    assert (fences.seen, fences.unfenced) == (4, [f"At {MARK}one,", f"\u2068{MARK}four\u2069 {MARK}five"])
