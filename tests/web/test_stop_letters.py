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


def said_of_calls(browser: Browser, *, granted: bool, decided: bool) -> str:
    """The card about calls on the page of one's ways, when somebody said so."""
    consents = browser.site.answers["me"]["consents"]
    (calls,) = [each for each in consents if (each["purpose"], each["channel"]) == ("ASKS", "PERSON")]
    calls |= {"granted": granted, "decidedAt": "2026-11-20T12:00:00+00:00" if decided else None}
    return browser.get("/channels").text.partition('id="calls"')[2].partition("</section>")[0]


def test_a_person_chooses_to_be_called_or_not_or_has_not_said(volunteer: Browser) -> None:
    wanted, refused = "I would rather be called by somebody", "No calls, please"
    undecided = said_of_calls(volunteer, granted=False, decided=False)
    assert "You have not said yet" in undecided
    assert (wanted in undecided, refused in undecided) == (True, True)
    yes, no = (said_of_calls(volunteer, granted=granted, decided=True) for granted in (True, False))
    assert ("You would rather be called" in yes, wanted in yes, refused in yes) == (True, False, True)
    assert ("You want no calls" in no, wanted in no, refused in no) == (True, True, False)
    volunteer.send("/channels/agree", "/channels", purpose="ASKS", channel="PERSON")
    assert volunteer.site.mutations == [("ConsentGrant", {"purpose": "ASKS", "channel": "PERSON"})]


def test_whoever_let_cards_go_by_is_told_kindly_and_says_they_are_back(volunteer: Browser) -> None:
    volunteer.site.answers["me"] |= {"restsFromAsking": True, "askCards": []}
    assert "Three people could not be called in time. That happens" in volunteer.get("/cards").text
    volunteer.send("/cards/offer", "/cards", offer="yes")
    assert volunteer.site.mutations == [("AskingOffer", {"offer": True})]
