"""One's own invitation, without signing in; and what the friend sees who followed it."""

from urllib.parse import quote

from tests.web.conftest import Browser


def test_whoever_brings_a_friend_can_send_the_address(browser: Browser) -> None:
    text = browser.get("/invitation/signed").text
    assert 'value="https://x.example/join?invitation=signed"' in text
    assert text.count(quote("https://x.example/join?invitation=signed", safe="/")) == 2
    assert browser.site.mutations == []


def test_an_invitation_of_nobody_is_a_page_that_does_not_exist(browser: Browser) -> None:
    browser.site.answers["invitation"] = None
    assert browser.get("/invitation/forged").status_code == 404


def test_a_friend_reads_who_invited_them_and_so_they_do_when_the_form_is_shown_again(browser: Browser) -> None:
    text = browser.get("/join?invitation=signed").text
    assert "invited you. Good that you are here!" in text
    assert 'action="/join?invitation=signed"' in text
    again = browser.client.post("/join?invitation=signed", data={"firstName": "Joan"})
    assert (again.status_code, "invited you. Good that you are here!" in again.text) == (403, True)


def test_nobody_else_does(browser: Browser) -> None:
    text = browser.get("/join").text
    assert ("invited you" in text, 'action="/join"' in text) == (False, True)
