"""Signing in and out: what is set, and that looking changes nothing."""

from http.cookies import SimpleCookie
from typing import Any

from starlette.testclient import TestClient

from tests.web.conftest import Browser
from tests.web.examples import refusal
from tests.web.harness import SIGNED_IN


def cookies_of(answer: Any) -> SimpleCookie:
    """The cookies that an answer sets."""
    jar: SimpleCookie = SimpleCookie()
    for line in answer.headers.get_list("set-cookie"):
        jar.load(line)
    return jar


def test_opening_the_link_consumes_nothing(browser: Browser) -> None:
    answer = browser.get("/sign-in/link/abc")
    assert answer.status_code == 200
    assert browser.site.mutations == []
    assert "session" not in cookies_of(answer)
    assert '<form method="post" action="/sign-in/link/abc"' in answer.text


def test_the_button_signs_in(browser: Browser) -> None:
    answer = browser.send("/sign-in/link/abc", "/sign-in/link/abc")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.site.mutations == [("SignIn", {"link": "abc", "client": "BROWSER"})]
    session = cookies_of(answer)["session"]
    assert session.value == SIGNED_IN
    assert (session["httponly"], session["samesite"], session["path"], session["secure"]) == (True, "lax", "/", "")


def test_over_https_cookies_are_bound_to_the_host(browser: Browser) -> None:
    with TestClient(browser.site.app(), base_url="https://testserver") as client:
        secure = Browser(client, browser.site)
        jar = cookies_of(secure.send("/sign-in/link/abc", "/sign-in"))
    assert jar["__Host-session"]["secure"] is True
    assert jar["__Host-session"]["domain"] == ""
    assert "session" not in jar


def test_a_code_may_be_typed_with_spaces(browser: Browser) -> None:
    browser.send("/sign-in/code", "/sign-in/code", email="ada@example.org", code=" 123 456 ")
    assert browser.site.mutations == [("SignIn", {"email": "ada@example.org", "code": "123456", "client": "BROWSER"})]


def test_a_wrong_code_says_how_many_tries_are_left(browser: Browser) -> None:
    browser.site.answers["signIn"] = refusal("CodeWrong", "That is not it.", "CODE_WRONG", "code", attemptsLeft=2)
    answer = browser.send("/sign-in/code", "/sign-in/code", email="ada@example.org", code="000000")
    assert answer.status_code == 422
    assert "That is not it." in answer.text
    assert "2 tries are left." in answer.text
    assert "session" not in cookies_of(answer)


def test_the_browser_that_asked_is_known_again(browser: Browser) -> None:
    first = browser.get("/sign-in")
    assert cookies_of(first)["browser"]["httponly"] is True
    assert "set-cookie" not in browser.get("/sign-in").headers


def test_signing_out_takes_the_session_away(volunteer: Browser) -> None:
    answer = volunteer.send("/sign-out", "/profile")
    assert answer.headers["location"] == "/?done=signed_out"
    assert cookies_of(answer)["session"]["max-age"] == "0"
