"""One-tap answers from letters."""

import pytest

from tests.web.conftest import Browser
from tests.web.examples import refusal

PATH = "/ask/signed-token"


@pytest.mark.parametrize("answer", ["yes", "never", "nonsense", ""])
def test_opening_the_link_changes_nothing(browser: Browser, answer: str) -> None:
    page = browser.get(f"{PATH}?answer={answer}")
    assert page.status_code == 200
    assert browser.site.mutations == []
    assert "set-cookie" not in page.headers


def test_the_answer_of_the_link_is_the_big_button(browser: Browser) -> None:
    text = browser.get(f"{PATH}?answer=too_far").text
    big = text.index('button--big button--wide" name="answer" value="TOO_FAR"')
    assert text.index('value="YES"') > big


def test_a_tap_answers_without_signing_in(browser: Browser) -> None:
    answer = browser.client.post(PATH, data={"answer": "YES"})
    assert answer.status_code == 200
    assert browser.site.mutations == [
        ("AskAnswer", {"token": "signed-token", "answer": "YES", "joinWaitingList": False})
    ]
    assert "We look forward to you." in answer.text


def test_a_mail_program_stops_asks_with_one_click(browser: Browser) -> None:
    body = {"List-Unsubscribe": "One-Click"}
    answer = browser.client.post(f"{PATH}?answer=never", data=body, headers={"Origin": "https://mail.example"})
    assert answer.status_code == 200
    assert browser.site.mutations == [
        ("AskAnswer", {"token": "signed-token", "answer": "NEVER", "joinWaitingList": False})
    ]


def test_the_tap_does_not_act_for_whoever_is_signed_in(volunteer: Browser) -> None:
    text = volunteer.client.post(PATH, data={"answer": "YES"}).text
    assert "nav--main" not in text


def test_a_full_shift_says_before_the_tap_that_a_yes_waits(browser: Browser) -> None:
    browser.site.answers["ask"]["shift"] |= {"wouldBe": "WAITLISTED", "freePlaces": 0}
    text = browser.get(f"{PATH}?answer=yes").text
    assert text.index("All places are taken just now.") < text.index('value="YES">Yes, put me on the waiting list<')
    browser.client.post(PATH, data={"answer": "YES", "joinWaitingList": "yes"})
    given = {"token": "signed-token", "answer": "YES", "joinWaitingList": True}
    assert browser.site.mutations == [("AskAnswer", given)]


def test_who_was_a_little_too_late_is_asked_about_the_waiting_list(browser: Browser) -> None:
    browser.site.answers["askAnswer"] = refusal("ShiftFull", "All places are taken.", "SHIFT_FULL")
    answer = browser.client.post(PATH, data={"answer": "YES"})
    assert answer.status_code == 422
    assert "Shall we put you on the waiting list?" in answer.text
    assert '<input type="hidden" name="joinWaitingList" value="yes">' in answer.text


def test_an_answered_ask_says_so(browser: Browser) -> None:
    browser.site.answers["ask"] |= {"closed": True, "answer": "YES"}
    text = browser.get(PATH).text
    assert "You answered already: Yes, I am in. Thank you!" in text
    assert 'name="answer"' not in text


def test_a_second_answer_is_refused_politely(browser: Browser) -> None:
    browser.site.answers["askAnswer"] = refusal("AskClosed", "You have answered this already.", "ASK_CLOSED")
    answer = browser.client.post(PATH, data={"answer": "YES"})
    assert answer.status_code == 422
    assert "You have answered this already." in answer.text


def test_a_forged_link_is_a_page_that_does_not_exist(browser: Browser) -> None:
    browser.site.answers["ask"] = None
    assert browser.get(PATH).status_code == 404


@pytest.mark.parametrize("answer", ["", "perhaps"])
def test_an_answer_that_is_none_changes_nothing(browser: Browser, answer: str) -> None:
    assert browser.client.post(PATH, data={"answer": answer}).status_code == 400
    assert browser.site.mutations == []


def test_a_link_of_the_letter_shows_one_button_and_changes_nothing_by_itself(browser: Browser) -> None:
    shown = browser.get(f"{PATH}?correct=1").text
    assert shown.count('name="correction"') == 1
    assert 'name="correction" value="NOT_THIS_SKILL SK2"' in shown
    assert "Nothing changes until you tap a button." in shown
    assert browser.site.mutations == []


@pytest.mark.parametrize("number", ["9", "-1", "x", ""])
def test_a_number_that_is_none_shows_the_question(browser: Browser, number: str) -> None:
    assert 'name="answer" value="YES"' in browser.get(f"{PATH}?correct={number}").text


def test_a_link_that_was_used_is_refused_politely(browser: Browser) -> None:
    browser.site.answers["askCorrect"] = refusal("InvalidInput", "You have told us this already.", "ALREADY_CORRECTED")
    answer = browser.client.post(PATH, data={"correction": "TOO_FAR"})
    assert answer.status_code == 422
    assert "You have told us this already." in answer.text


def test_a_reason_is_corrected_without_signing_in(browser: Browser) -> None:
    assert 'name="correction" value="NOT_THIS_SKILL SK2"' in browser.get(PATH).text
    answer = browser.client.post(PATH, data={"correction": "NOT_THIS_SKILL SK2"})
    assert answer.status_code == 200
    given = {"token": "signed-token", "correction": "NOT_THIS_SKILL", "skillId": "SK2"}
    assert browser.site.mutations == [("AskCorrect", given)]
    assert "Changed: only nearer." in answer.text


def test_what_is_no_shift_is_asked_as_a_question_with_answers_of_its_own(browser: Browser) -> None:
    choices = [{"answer": "YES", "label": "Yes, I would lead"}, {"answer": "TOO_FAR", "label": "Too big a step for me"}]
    step = {"kind": "STEP", "about": "Lead your team", "question": "Would you lead your team?", "choices": choices}
    browser.site.answers["ask"] |= step | {"task": None, "shift": None, "objections": []}
    text = browser.get(PATH).text
    assert '<h1>Lead your team</h1><p class="big">Would you lead your team?</p>' in text
    assert text.index('value="YES">Yes, I would lead<') < text.index('value="TOO_FAR">Too big a step for me<')
    assert "Not right?" not in text
    browser.site.answers["askAnswer"] |= {"leadsTo": {"path": "/team", "label": "My team"}, "assignment": None}
    said = browser.client.post(PATH, data={"answer": "YES"}).text
    assert '<a class="button" href="/team">My team</a>' in said
    assert "See you there!" not in said
