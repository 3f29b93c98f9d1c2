"""The way out of service letters: looking changes nothing, a tap or a mail program's one click stops them."""

from tests.web.conftest import Browser
from tests.web.examples import refusal

PATH = "/stop/signed-token"


def test_opening_the_link_changes_nothing(browser: Browser) -> None:
    page = browser.get(PATH)
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert "Nothing changes until you tap a button." in page.text
    assert browser.site.mutations == []
    assert "set-cookie" not in page.headers


def test_a_tap_stops_and_so_does_one_click_of_a_mail_program(browser: Browser) -> None:
    body = {"List-Unsubscribe": "One-Click"}
    for data, headers in (({}, {}), (body, {"Origin": "https://mail.example"})):
        answer = browser.client.post(PATH, data=data, headers=headers)
        assert answer.status_code == 200
        assert "We write to you about this no more" in answer.text
    assert browser.site.mutations == [("LettersStop", {"token": "signed-token"})] * 2


def test_a_forged_link_is_told_kindly(browser: Browser) -> None:
    browser.site.answers["lettersStop"] = refusal("InvalidInput", "This link does not work.", "LINK_UNKNOWN")
    answer = browser.client.post(PATH)
    assert answer.status_code == 404
    assert "We write to you about this no more" not in answer.text
