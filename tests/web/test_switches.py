"""Language and theme."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.conftest import Browser
from web.endpoints.switches import local_path
from web.languages import known

HERE = {"Sec-Fetch-Site": "same-origin"}


def switch(browser: Browser, path: str, **fields: str) -> str:
    answer = browser.client.post(path, data=fields, headers=HERE, follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_the_language_stays_switched(browser: Browser) -> None:
    assert switch(browser, "/language", language="ar", next="/boards?kind=team") == "/boards?kind=team"
    assert '<html lang="ar" dir="rtl"' in browser.get("/").text


def test_the_language_of_a_person_is_kept_in_the_profile(volunteer: Browser) -> None:
    switch(volunteer, "/language", language="pl", next="/")
    assert volunteer.site.mutations == [("MeUpdate", {"language": "pl"})]


def test_a_language_we_do_not_speak_changes_nothing(browser: Browser) -> None:
    switch(browser, "/language", language="tlh", next="/")
    assert "language" not in browser.client.cookies


@pytest.mark.parametrize(("theme", "shown"), [("dark", True), ("light", True), ("neon", False)])
def test_the_theme_stays_switched(browser: Browser, theme: str, shown: bool) -> None:
    switch(browser, "/theme", theme=theme, next="/")
    assert (f'data-theme="{theme}"' in browser.get("/").text) is shown


def test_another_site_cannot_switch(browser: Browser) -> None:
    browser.client.post("/language", data={"language": "ar"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert '<html lang="en"' in browser.get("/").text


def test_a_sender_that_makes_no_sense_cannot_switch(browser: Browser) -> None:
    for origin in ("http://[", "null", ""):
        answer = browser.client.post(
            "/language", data={"language": "ar"}, headers={"Origin": origin}, follow_redirects=False
        )
        assert (answer.status_code, "language" in browser.client.cookies) == (303, False)


@pytest.mark.parametrize(
    "given_path",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\nb", "//["],
)
def test_nobody_is_sent_elsewhere(given_path: str) -> None:
    assert local_path(given_path) == "/"


@given(st.text())
def test_every_way_on_stays_here(text: str) -> None:
    assert local_path(text).startswith("/")
    assert not local_path(text).startswith(("//", "/\\"))


@pytest.mark.parametrize(
    ("tag", "language"), [("pl-PL", "pl"), ("AR", "ar"), ("ar_EG", "ar"), ("fr", None), ("", None), (None, None)]
)
def test_languages_are_known_by_their_first_part(tag: str | None, language: str | None) -> None:
    assert known(tag) == language
