"""axe-core finds nothing on any page; no page is wider than its screen; every target on a phone can be hit."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

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
EVERY_PAIR = [
    pytest.param("en", "light", PHONE, id="en-light-phone"),
    pytest.param("ar", "dark", PHONE, id="ar-dark-phone"),
    pytest.param("ar", "light", DESKTOP, id="ar-light-desktop"),
    pytest.param("en", "dark", DESKTOP, id="en-dark-desktop"),
]
"""Any two of language, scheme and width meet once: what goes wrong goes wrong by two of them (Cohen et al. 1997)."""

WHOLE = [page for page in PAGES if not page.template.startswith("parts/")]
PATHS = {page.name: (path_of(page), session_of(page.audience) or "") for page in WHOLE} | {
    "home of a volunteer": ("/", SIGNED_IN),
    "task of a stranger": ("/tasks/T1", ""),
    "boards of a volunteer": ("/boards?kind=person&window=month", SIGNED_IN),
    "organizer on a volunteer's page": ("/log", ORGANIZER),
    "ask": ("/ask/abc?answer=yes", ""),
    "skills found": ("/profile?skill=drive", SIGNED_IN),
    "nothing there": ("/nothing", ""),
}


@pytest.mark.parametrize(("language", "scheme", "device"), EVERY_PAIR)
def test_axe_finds_nothing_and_every_page_fits(
    chromium: Browser, served: Served, language: str, scheme: Any, device: dict[str, Any]
) -> None:
    found: dict[str, Any] = {}
    wide: list[str] = []
    small: dict[str, list[str]] = {}
    context = chromium.new_context(**device, color_scheme=scheme)
    page = context.new_page()
    for name, (path, session) in PATHS.items():
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
