"""Forms without JavaScript: sent, refused, shown again with everything that was typed."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from models.kernel import clock
from tests.web.conftest import Browser
from tests.web.examples import refusal
from web import cookies
from web.forms import FORMS
from web.pages import PAGE_BY_NAME

SIGN_UP = {
    "email": "ada@example.org",
    "firstName": "Ada",
    "country": "US",
    "postalCode": "10-009",
    "language": "en",
    "consentParticipation": "yes",
}


def test_signing_up_becomes_a_mutation_and_leads_to_the_code(browser: Browser) -> None:
    answer = browser.send("/join", "/join", **SIGN_UP, consentAsks="yes")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in/code?done=asked")
    assert browser.site.mutations == [
        (
            "SignUp",
            {
                "email": "ada@example.org",
                "firstName": "Ada",
                "country": "US",
                "postalCode": "10-009",
                "language": "en",
                "consentParticipation": True,
                "consentAsks": True,
            },
        )
    ]
    assert 'value="ada@example.org"' in browser.get("/sign-in/code").text


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(browser: Browser) -> None:
    town = {"label": "Cairo", "postalCode": None, "cityId": "C1", "distanceKm": None}
    browser.site.answers["signUp"] = refusal(
        "PostalCodeUnknown", "We do not know it.", "POSTAL_CODE_UNKNOWN", "postalCode", suggestions=[town]
    )
    answer = browser.send("/join", "/join", **SIGN_UP)
    assert answer.status_code == 422
    assert re.search(r'id="postalCode-problem">.*We do not know it\.', answer.text, re.DOTALL)
    assert 'aria-invalid="true" aria-describedby="postalCode-problem"' in answer.text
    assert 'value="cityId:C1"' in answer.text
    for typed in ("ada@example.org", "Ada", "10-009"):
        assert f'value="{typed}"' in answer.text
    assert 'name="consentParticipation" value="yes" required checked' in answer.text


def test_a_town_that_was_picked_goes_before_what_was_typed(browser: Browser) -> None:
    browser.send("/join", "/join", **SIGN_UP, place="cityId:C1")
    [(_, given)] = browser.site.mutations
    assert given["cityId"] == "C1"
    assert "postalCode" not in given


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.path)
def test_no_form_is_taken_without_its_token(organizer: Browser, form: object) -> None:
    path = form.path.format(id="T1", shift="S", activity="A1", ask="K", card="C", token="abc")  # type: ignore[attr-defined]
    answer = organizer.client.post(path, data={"token": "wrong"}, headers=organizer.headers, follow_redirects=False)
    assert answer.status_code == 403
    assert organizer.site.mutations == []


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "none"}, {"Origin": "https://evil.example"}]
)
def test_no_form_is_taken_from_elsewhere(volunteer: Browser, headers: dict[str, str]) -> None:
    volunteer.headers = headers
    answer = volunteer.send("/log", "/log", clientKey="k-12345678", kind="CANVASS", minutes="5", note="two doors")
    assert answer.status_code == 403
    assert volunteer.site.mutations == []
    assert "two doors" in answer.text


def test_a_form_made_for_somebody_else_is_not_taken(volunteer: Browser) -> None:
    token = volunteer.token("/log")
    volunteer.client.cookies.delete("session")
    stranger_token = volunteer.token("/join")
    assert token != stranger_token


def test_every_form_has_a_page_to_be_shown_on() -> None:
    assert {form.page for form in FORMS} <= PAGE_BY_NAME.keys()


def test_five_minutes_are_logged(volunteer: Browser) -> None:
    answer = volunteer.send("/log", "/log", clientKey="k-12345678", kind="CANVASS", minutes="5", quantity="")
    assert (answer.status_code, answer.headers["location"]) == (303, "/log?done=logged")
    assert volunteer.site.mutations == [
        (
            "ActivityLog",
            {
                "clientKey": "k-12345678",
                "kind": "CANVASS",
                "quantity": 1,
                "minutes": 5,
                "startedAt": None,
                "note": None,
            },
        )
    ]


@pytest.mark.parametrize(
    ("day", "started"),
    [("2026-11-22", None), ("2026-11-20", "2026-11-20T17:00:00+00:00")],
)
def test_the_day_is_that_of_the_person(volunteer: Browser, day: str, started: str | None) -> None:
    with clock.freeze(datetime(2026, 11, 23, 3, tzinfo=UTC)):
        volunteer.send(
            "/log", "/log", clientKey="k-1", kind="COOKING", minutes="60", day=day, timeZone="America/New_York"
        )
    [(_, given)] = volunteer.site.mutations
    assert given["startedAt"] == started


def test_a_number_that_is_none_is_said_before_anything_is_sent(volunteer: Browser) -> None:
    answer = volunteer.send("/log", "/log", clientKey="k-1", kind="CANVASS", minutes="5", quantity="a few")
    assert answer.status_code == 422
    assert "Please type a whole number." in answer.text
    assert 'value="a few"' in answer.text
    assert volunteer.site.mutations == []


def test_digits_of_any_script_are_numbers(volunteer: Browser) -> None:
    volunteer.send("/log", "/log", clientKey="k-1", kind="CANVASS", minutes="٣٠", quantity="١٢")
    [(_, given)] = volunteer.site.mutations
    assert (given["minutes"], given["quantity"]) == (30, 12)


def test_the_service_worker_is_answered_without_a_page(volunteer: Browser) -> None:
    volunteer.headers = volunteer.headers | {"Accept": "application/json"}
    fields = {"clientKey": "k-1", "kind": "CANVASS", "minutes": "5"}
    assert volunteer.send("/log", "/log", **fields).status_code == 204
    volunteer.site.answers["activityLog"] = refusal("InvalidInput", "In the future.", "INVALID", "startedAt")
    refused = volunteer.send("/log", "/log", **fields)
    assert (refused.status_code, refused.json()) == (422, {"problems": ["INVALID"]})
    volunteer.client.cookies.delete("session")
    gone = volunteer.client.post("/log", data=fields, headers=volunteer.headers, follow_redirects=False)
    assert (gone.status_code, gone.json()) == (401, {"problems": ["SIGN_IN_REQUIRED"]})


def test_signing_up_for_a_shift_says_what_became_of_it(volunteer: Browser) -> None:
    answer = volunteer.send("/tasks/T1/shifts/SH1/sign-up", "/tasks/T1")
    assert answer.headers["location"] == "/tasks/T1?done=signed_up"
    assert volunteer.site.mutations == [("ShiftSignUp", {"shiftId": "SH1", "joinWaitingList": False})]
    volunteer.site.answers["shiftSignUp"]["assignment"]["state"] = "WAITLISTED"
    answer = volunteer.send("/tasks/T1/shifts/SH2/sign-up", "/tasks/T1", joinWaitingList="yes")
    assert answer.headers["location"] == "/tasks/T1?done=waitlisted"


def test_a_full_shift_offers_the_waiting_list(volunteer: Browser) -> None:
    volunteer.site.answers["shiftSignUp"] = refusal("ShiftFull", "All places are taken.", "SHIFT_FULL", "shiftId")
    answer = volunteer.send("/tasks/T1/shifts/SH1/sign-up", "/tasks/T1")
    assert answer.status_code == 422
    shown = answer.text[answer.text.index("All places are taken.") :]
    assert "joinWaitingList" in shown[:600]


def test_an_overlap_names_the_other_shift(volunteer: Browser) -> None:
    other = volunteer.site.answers["tasks"]["edges"][1]["node"]["shifts"][0]
    volunteer.site.answers["shiftSignUp"] = refusal(
        "ShiftOverlap", "You have another shift then.", "SHIFT_OVERLAP", "shiftId", other=other
    )
    answer = volunteer.send("/tasks/T1/shifts/SH1/sign-up", "/tasks/T1")
    assert 'href="/tasks/T2"><bdi>Call people who signed the petition</bdi>' in answer.text


def test_a_profile_keeps_the_grid_of_the_week(volunteer: Browser) -> None:
    volunteer.send("/profile/help", "/profile", willing=["CANVASS"], availability=["5-MORNING", "0-EVENING", "x-NIGHT"])
    [(_, given)] = volunteer.site.mutations
    assert given["availability"] == [{"weekday": 5, "part": "MORNING"}, {"weekday": 0, "part": "EVENING"}]
    assert given["willing"] == ["CANVASS"]


def test_a_skill_is_added_to_those_there_are_and_taken_away(volunteer: Browser) -> None:
    volunteer.send("/profile/skills", "/profile", skillIds=["S1"], add="S2")
    volunteer.send("/profile/skills", "/profile", skillIds=["S1", "S2"], remove="S1")
    assert volunteer.site.mutations == [("MeUpdate", {"skillIds": ["S2"]})]


@pytest.mark.parametrize(
    ("fields", "given"),
    [
        ({"question": "PHONE", "phone": "+1 212 555 0123"}, {"phone": "+1 212 555 0123"}),
        ({"question": "BIRTH_YEAR", "birthYear": "1990"}, {"birthYear": 1990}),
        ({"question": "WILLING", "willing": ["COOKING", "RALLY"]}, {"willing": ["COOKING", "RALLY"]}),
        ({"question": "SKILLS", "dismiss": "yes"}, {"dismissQuestion": "SKILLS"}),
    ],
)
def test_the_small_question_is_answered_or_waits(
    volunteer: Browser, fields: dict[str, object], given: dict[str, object]
) -> None:
    assert volunteer.send("/question", "/", **fields).status_code == 303
    assert volunteer.site.mutations == [("MeUpdate", given)]


def test_whoever_was_signed_out_meanwhile_loses_nothing_typed(volunteer: Browser) -> None:
    fields = {"kind": "COOKING", "minutes": "30", "clientKey": "k1", "note": "Soup & <bread>"}
    token = volunteer.token("/log")
    session = volunteer.client.cookies.get(cookies.SESSION)
    volunteer.client.cookies.delete(cookies.SESSION)
    ended = volunteer.client.post("/log", data=fields | {"token": token}, headers=volunteer.headers)
    assert (ended.status_code, volunteer.site.mutations) == (401, [])
    assert "What you typed is still here" in ended.text
    assert 'action="/log"' in ended.text
    kept = {
        name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', ended.text)
    }
    assert kept.items() >= fields.items()
    assert "token" not in kept
    volunteer.client.cookies.set(cookies.SESSION, session)
    again = volunteer.client.post("/log", data=kept, headers=volunteer.headers)
    assert again.status_code == 403
    assert "Soup &amp; &lt;bread&gt;</textarea>" in again.text
    assert volunteer.site.mutations == []


def test_erasure_ends_at_the_certificate(volunteer: Browser) -> None:
    answer = volunteer.send("/privacy/erase", "/privacy", confirmEmail="maya@example.org")
    assert answer.headers["location"] == "/erased?certificate=C-1"
    assert "C-1" in volunteer.get("/erased?certificate=C-1").text


def test_a_broken_api_loses_nothing(volunteer: Browser) -> None:
    volunteer.site.faults["ActivityLog"] = "INTERNAL"
    answer = volunteer.send("/log", "/log", clientKey="k-1", kind="CANVASS", minutes="5", note="Rain, but fun {really}")
    assert answer.status_code == 422
    assert "What you typed is still here" in answer.text
    assert "Rain, but fun {really}" in answer.text


@pytest.mark.parametrize(("origin", "page"), [("", "/"), ("tasks", "/tasks")])
def test_a_reason_is_corrected_with_one_tap(volunteer: Browser, origin: str, page: str) -> None:
    assert 'name="correction" value="TOO_FAR"' in volunteer.get(page).text
    path = "/tasks/T1/shifts/SH1/correct"
    answer = volunteer.send(path, page, correction="TOO_FAR", **({"from": origin} if origin else {}))
    assert answer.headers["location"] == f"{page}?done=corrected_too_far"
    assert volunteer.site.mutations == [
        ("SuggestionCorrect", {"shiftId": "SH1", "correction": "TOO_FAR", "skillId": None})
    ]
    assert "from now on only what is nearer" in volunteer.get(answer.headers["location"]).text
