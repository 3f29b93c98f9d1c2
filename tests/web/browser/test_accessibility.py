"""axe-core finds nothing on any page; no page is wider than its screen; every target on a phone can be hit."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.size import SIZE
from tests.web.browser.conftest import Served
from tests.web.harness import ORGANIZER, SIGNED_IN
from tests.web.paths import path_of, session_of
from web import cookies
from web.pages import PAGES

AXE = Path(__file__).parents[2] / "vendor" / "axe-core" / "axe.min.js"
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
SMALL_TARGETS = """() => innerWidth > 600 ? [] :
    [...document.querySelectorAll('button, select, input:not([type=hidden]), summary, .nav a, .switcher a')]
    .filter(each => each.checkVisibility() && !each.closest('.chip, .check, .grid-week'))
    .filter(each => each.getBoundingClientRect().height < 43.5)
    .map(each => each.outerHTML.slice(0, 90))"""
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "reduced_motion": "reduce",
    "service_workers": "block",
}
DESKTOP = PHONE | {"viewport": {"width": 1280, "height": 800}}
VIEWS = list(product(("en", "ar"), ("light", "dark"), (PHONE, DESKTOP)))
"""A view and the one as far from the other end of the list have nothing in common."""

WHOLE = [page for page in PAGES if not page.template.startswith("parts/")]
PATHS = {page.name: (path_of(page), session_of(page.audience) or "") for page in WHOLE} | {
    "home of a volunteer": ("/", SIGNED_IN),
    "task of a stranger": ("/tasks/T1", ""),
    "boards of a volunteer": ("/boards?kind=person&window=month", SIGNED_IN),
    "organizer on a volunteer's page": ("/log", ORGANIZER),
    "ask": ("/ask/abc?answer=yes", ""),
    "own place": ("/shift/abc?answer=no", ""),
    "skills found": ("/profile?skill=drive", SIGNED_IN),
    "nothing there": ("/nothing", ""),
}


def pages_of(view: int) -> dict[str, tuple[str, str]]:
    """Which pages are looked at in a view: at full size all, else a quarter, which the opposite view is for as well."""
    turn = min(view, len(VIEWS) - 1 - view)
    return {name: path for place, (name, path) in enumerate(PATHS.items()) if SIZE >= 1 or place % 4 == turn}


@pytest.mark.parametrize("view", range(len(VIEWS)))
def test_axe_finds_nothing_and_every_page_fits(chromium: Browser, served: Served, view: int) -> None:
    language, scheme, device = VIEWS[view]
    found: dict[str, Any] = {}
    wide: list[str] = []
    small: dict[str, list[str]] = {}
    context = chromium.new_context(**device, color_scheme=scheme)
    page = context.new_page()
    for name, (path, session) in pages_of(view).items():
        context.clear_cookies()
        given = {cookies.SESSION: session, cookies.LANGUAGE: language}
        context.add_cookies([{"name": k, "value": v, "url": served.address} for k, v in given.items() if v])
        page.goto(served.address + path, wait_until="load")
        if violations := violations_on(page):
            found[name] = violations
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            wide.append(name)
        if targets := page.evaluate(SMALL_TARGETS):
            small[name] = targets
    context.close()
    assert found == {}
    assert wide == []
    assert small == {}


def violations_on(page: Page) -> list[str]:
    """What axe-core finds: the rule and where."""
    page.evaluate(AXE.read_text())
    results = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{each['id']}: {node['target']} {node['html'][:120]}"
        for each in results["violations"]
        for node in each["nodes"]
    ]
