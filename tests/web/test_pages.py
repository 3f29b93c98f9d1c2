"""Every page: for whom it is, what it executes, what it is made of."""

import re

import pytest

from tests.web.conftest import Browser
from tests.web.harness import ORGANIZER, SIGNED_IN
from tests.web.paths import path_of, session_of
from web.page import Audience, Page
from web.pages import PAGES

named = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
inner = pytest.mark.parametrize(
    "page", [page for page in PAGES if session_of(page.audience)], ids=lambda page: page.name
)
languages = pytest.mark.parametrize("language", ["en", "pl", "ar"])


def open_page(browser: Browser, page: Page) -> str:
    """The page, opened by somebody who may see it."""
    if session := session_of(page.audience):
        browser.sign_in(session)
    answer = browser.get(path_of(page))
    assert answer.status_code == 200
    return str(answer.text)


@named
@languages
def test_a_page_is_shown_in_every_language(browser: Browser, page: Page, language: str) -> None:
    browser.client.cookies.set("language", language)
    text = open_page(browser, page)
    if not page.template.startswith("parts/"):
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{direction}"' in text


@named
def test_a_page_is_one_execution(browser: Browser, page: Page) -> None:
    open_page(browser, page)
    assert [name for name, _ in browser.site.executed] == [page.operation]


@named
def test_a_page_has_nothing_inline(browser: Browser, page: Page) -> None:
    text = open_page(browser, page)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@named
def test_a_page_names_its_parts_once(browser: Browser, page: Page) -> None:
    found = re.findall(r'\sid="([^"]+)"', open_page(browser, page))
    assert len(found) == len(set(found))


@named
def test_a_page_is_kept_by_nobody(browser: Browser, page: Page) -> None:
    open_page(browser, page)
    assert browser.get(path_of(page)).headers["cache-control"] == "no-store"


@inner
def test_strangers_are_sent_to_sign_in(browser: Browser, page: Page) -> None:
    answer = browser.get(path_of(page))
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert browser.site.executed == []


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.audience is Audience.ORGANIZERS], ids=lambda page: page.name
)
def test_organizers_pages_are_not_for_volunteers(volunteer: Browser, page: Page) -> None:
    assert volunteer.get(path_of(page)).status_code == 403
    assert volunteer.site.executed == []


def test_the_first_page_greets_strangers_and_thanks_volunteers(browser: Browser) -> None:
    assert "Small hours make a big wave." in browser.get("/").text
    browser.sign_in()
    text = browser.get("/").text
    assert "Thank you, \u2068Maya\u2069" in text
    assert "Phone banking on " in text
    assert "45 min that counted" in text


def test_what_is_missing_is_not_found(volunteer: Browser) -> None:
    volunteer.site.answers["task"] = None
    answer = volunteer.get("/tasks/nothing")
    assert answer.status_code == 404
    assert "This page has drifted away" in answer.text


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("RATE_LIMITED", 429),
        ("NOT_ALLOWED", 403),
        ("NOT_FOUND", 404),
        ("INTERNAL", 500),
        ("UNAVAILABLE", 503),
        ("INVALID", 400),
        ("TEXT_UNUSABLE", 400),
        ("BAD_REQUEST", 400),
    ],
)
def test_faults_have_friendly_pages(volunteer: Browser, code: str, status: int) -> None:
    volunteer.site.faults["TasksNearMe"] = code
    answer = volunteer.get("/tasks")
    assert answer.status_code == status
    assert 'href="/"' in answer.text
    assert "Traceback" not in answer.text


def test_unknown_boards_are_not_found(browser: Browser) -> None:
    assert browser.get("/boards?kind=everything").status_code == 404
    assert browser.get("/display/region/century").status_code == 404


def test_the_nav_is_for_whom_it_is(browser: Browser) -> None:
    assert "nav--main" not in browser.get("/").text
    browser.sign_in(SIGNED_IN)
    assert 'href="/organize"' not in browser.get("/").text
    browser.sign_in(ORGANIZER)
    assert 'href="/organize"' in browser.get("/").text


def test_the_display_shows_names_and_points_and_no_ids(browser: Browser) -> None:
    text = browser.get("/display/region/week").text
    assert "Kings County" in text
    assert "48,210" in text
    assert "R1" not in text


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("", {"filter": {"inMyRegions": True}, "region": "", "chosen": False}),
        ("?where=everywhere", {"filter": {}, "region": "", "chosen": False}),
        ("?region=R1", {"filter": {"regionId": "R1"}, "region": "R1", "chosen": True}),
    ],
)
def test_organizers_see_the_tasks_of_their_own_regions_first(
    organizer: Browser, query: str, variables: dict[str, object]
) -> None:
    text = organizer.get(f"/organize/tasks{query}").text
    assert organizer.site.executed == [("TasksToFill", variables | {"after": None})]
    assert re.findall(r'<a href="([^"]*)" aria-current="true">', text) == [query or "/organize/tasks"]


STATES = {
    "CATCHING_UP": "Points of this time are being counted.",
    "NOTHING_YET": "The first points of this time are still to come.",
    "NOBODY_SHOWN": "No region stands here yet: one does as soon as five of its people have points.",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("path", ["/", "/boards", "/display/region/week", "/display/US-NY", "/embed/US-NY"])
def test_where_nobody_stands_it_is_said_why(volunteer: Browser, path: str, state: str) -> None:
    answers, nobody = volunteer.site.answers, {"state": state}
    answers["leaderboard"] |= nobody | {"rows": []}
    answers["regionStandings"] |= nobody | {"lines": [], "leagues": 0}
    answers["display"] |= {
        "leagues": [answers["display"]["standings"] | nobody | {"lines": [], "league": 1, "leagues": 0}]
    }
    text = volunteer.get(path).text
    assert [each in text for each in STATES.values()] == [each == state for each in STATES]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("TEAM", "No team stands here yet: one does as soon as it has five members and points."),
        ("PERSON", "Nobody stands here yet: only people who agreed to be named do."),
    ],
)
def test_it_is_said_who_may_be_shown(browser: Browser, kind: str, said: str) -> None:
    browser.site.answers["leaderboard"] |= {"kind": kind, "rows": [], "state": "NOBODY_SHOWN"}
    assert said in browser.get(f"/display/{kind.lower()}/week").text
