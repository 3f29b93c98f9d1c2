"""One's own place, from a letter: looking changes nothing, one button acts, and no sign-in counts."""

import pytest

from tests.web.conftest import Browser
from tests.web.examples import refusal

PATH = "/shift/signed-token"


@pytest.mark.parametrize("question", ["COMING", "RATING", None])
@pytest.mark.parametrize("query", ["", "?answer=yes", "?answer=no", "?rating=5", "?answer=nonsense&rating=nonsense"])
def test_opening_the_link_changes_nothing(browser: Browser, query: str, question: str | None) -> None:
    browser.site.answers["place"] |= {"question": question, "closed": None if question else "This shift is over."}
    page = browser.get(PATH + query)
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert browser.site.mutations == []
    assert "set-cookie" not in page.headers


def test_the_page_says_whose_place_it_is_and_no_more_of_them(browser: Browser) -> None:
    text = browser.get(PATH).text
    assert "Hello \u2068Maya\u2069" in text.replace("<bdi>", "\u2068").replace("</bdi>", "\u2069")
    assert "Knock on doors" in text
    assert "Nothing changes until you tap a button." in text
    assert browser.site.executed == [("PlaceByToken", {"token": "signed-token"})]


def test_what_the_letter_s_link_says_is_the_first_button(browser: Browser) -> None:
    coming, freeing = 'value="yes">I am coming<', 'value="no">I cannot come, free my place<'
    for query, first, second in (
        ("?answer=yes", coming, freeing),
        ("?answer=no", freeing, coming),
        ("", coming, freeing),
    ):
        text = browser.get(PATH + query).text
        assert text.index(first) < text.index(second)


@pytest.mark.parametrize(
    ("answer", "coming", "title"), [("yes", True, "See you there!"), ("no", False, "Your place is free again")]
)
def test_a_tap_acts_without_signing_in(browser: Browser, answer: str, coming: bool, title: str) -> None:
    page = browser.client.post(PATH, data={"answer": answer}, headers={"Origin": "https://mail.example"})
    assert page.status_code == 200
    assert browser.site.mutations == [("PlaceAnswer", {"token": "signed-token", "coming": coming})]
    assert (f"<h1>{title}</h1>" in page.text, "your place is kept." in page.text) == (True, True)


def test_who_said_that_they_come_can_only_free_the_place(browser: Browser) -> None:
    browser.site.answers["place"] |= {"saidComing": True}
    text = browser.get(f"{PATH}?answer=yes").text
    assert "You have told us that you come" in text
    assert ('value="yes"' in text, 'value="no"' in text) == (False, True)


def test_stars_of_the_letter_are_chosen_and_one_tap_sends_them(browser: Browser) -> None:
    browser.site.answers["place"] |= {"question": "RATING"}
    text = browser.get(f"{PATH}?rating=4").text
    assert 'value="4" required aria-label="4 stars of 5" checked' in text
    assert text.count(" checked") == 1
    page = browser.client.post(PATH, data={"rating": "4", "text": "Good company."})
    assert browser.site.mutations == [("PlaceRate", {"token": "signed-token", "rating": 4, "text": "Good company."})]
    assert (page.status_code, "Thank you, Maya: that helps." in page.text) == (200, True)


def test_words_that_are_refused_are_not_lost(browser: Browser) -> None:
    browser.site.answers["place"] |= {"question": "RATING"}
    browser.site.answers["placeRate"] = refusal("InvalidInput", "Feedback has at most 1000 characters.", "INVALID")
    page = browser.client.post(PATH, data={"rating": "2", "text": "Very long."})
    assert page.status_code == 422
    assert "Feedback has at most 1000 characters." in page.text
    assert 'value="2" required aria-label="2 stars of 5" checked' in page.text
    assert ">Very long.</textarea>" in page.text


def test_a_link_that_was_used_is_refused_kindly(browser: Browser) -> None:
    browser.site.answers["place"] |= {"question": None, "closed": "You have no place in this shift any more."}
    browser.site.answers["placeAnswer"] = refusal("InvalidInput", "You have no place any more.", "PLACE_CLOSED")
    page = browser.client.post(PATH, data={"answer": "no"})
    assert (page.status_code, "You have no place any more." in page.text) == (422, True)
    assert '<form method="post" action="/shift' not in page.text
    shown = browser.get(PATH).text
    assert ("You have no place in this shift any more." in shown, 'name="answer"' in shown) == (True, False)


@pytest.mark.parametrize(
    "fields", [{}, {"answer": ""}, {"answer": "perhaps"}, {"rating": "9"}, {"rating": "²"}, {"text": "Hm."}]
)
def test_what_is_no_answer_changes_nothing(browser: Browser, fields: dict[str, str]) -> None:
    assert browser.client.post(PATH, data=fields).status_code == 400
    assert browser.site.mutations == []


@pytest.mark.parametrize("code", ["LINK_UNKNOWN", "NOT_FOUND"])
def test_a_forged_link_is_told_kindly(browser: Browser, code: str) -> None:
    browser.site.answers["placeAnswer"] = refusal("InvalidInput", "This link does not work.", code)
    browser.site.answers["place"] = None
    assert browser.get(PATH).status_code == 404
    assert browser.client.post(PATH, data={"answer": "no"}).status_code == 404


def test_the_tap_does_not_act_for_whoever_is_signed_in(volunteer: Browser) -> None:
    text = volunteer.client.post(PATH, data={"answer": "yes"}).text
    assert "nav--main" not in text


def test_organizers_see_who_said_again_that_they_come(organizer: Browser) -> None:
    (shift, *_) = organizer.site.answers["task"]["shifts"]
    (assignment, *_) = shift["assignments"]
    assignment |= {"state": "CONFIRMED"}
    path = "/organize/tasks/T1"
    assert "said again that they come" not in organizer.get(path).text
    assignment |= {"comingSaidAt": "2026-11-20T12:00:00+00:00"}
    assert organizer.get(path).text.count("said again that they come") == 1
