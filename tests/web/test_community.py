"""A team's room and the news, without JavaScript."""

import pytest

from tests.web.conftest import Browser
from tests.web.examples import refusal


def test_a_goal_is_typed_in_hours(volunteer: Browser) -> None:
    answer = volunteer.send("/team/goal", "/team", hours="12")
    assert (answer.status_code, answer.headers["location"]) == (303, "/team?done=saved")
    assert volunteer.site.mutations == [("TeamGoalSet", {"minutes": 720})]


def test_hours_that_are_none_are_refused_and_nothing_is_sent(volunteer: Browser) -> None:
    answer = volunteer.send("/team/goal", "/team", hours="many")
    assert answer.status_code == 422
    assert "Please type a whole number." in answer.text
    assert volunteer.site.mutations == []


def test_what_was_typed_is_not_lost(volunteer: Browser) -> None:
    volunteer.site.answers["postWrite"] = refusal("InvalidInput", "This is too long.", "INVALID", "text")
    answer = volunteer.send("/team/posts", "/team", text="Who brings soup?")
    assert answer.status_code == 422
    assert "This is too long." in answer.text
    assert ">Who brings soup?</textarea>" in answer.text


@pytest.mark.parametrize(
    ("path", "fields", "mutation", "input_"),
    [
        ("/team/posts", {"text": "Hi", "replyTo": "PO1"}, "PostWrite", {"text": "Hi", "replyTo": "PO1"}),
        ("/team/posts/PO2/remove", {}, "PostRemove", {"id": "PO2"}),
        ("/team/posts/PO1/report", {"reason": "HURTFUL"}, "PostReport", {"id": "PO1", "reason": "HURTFUL"}),
    ],
)
def test_buttons_of_the_room(
    volunteer: Browser, path: str, fields: dict[str, str], mutation: str, input_: dict[str, str]
) -> None:
    assert volunteer.send(path, "/team", **fields).status_code == 303
    assert volunteer.site.mutations == [(mutation, input_)]


@pytest.mark.parametrize(("button", "hide"), [("hide", True), ("keep", False)])
def test_an_organizer_decides(organizer: Browser, button: str, hide: bool) -> None:
    assert organizer.send("/organize/reports/PO4", "/organize/reports", decision=button).status_code == 303
    assert organizer.site.mutations == [("PostDecide", {"id": "PO4", "hide": hide})]


def test_whoever_has_no_team_is_shown_a_way_to_one(volunteer: Browser) -> None:
    volunteer.site.answers["me"] |= {"team": None, "teamRoom": None}
    assert 'href="/profile#team"' in volunteer.get("/team").text
