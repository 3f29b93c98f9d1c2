"""Organizers' forms of tasks and asks become mutations; a refusal keeps what was typed."""

import re

import pytest

from tests.web.conftest import Browser
from tests.web.examples import refusal


def test_a_task_is_created_with_the_shifts_that_were_filled_in(organizer: Browser) -> None:
    answer = organizer.send(
        "/organize/tasks/new",
        "/organize/tasks/new",
        kind="COOKING",
        title="Cook",
        regionId="R1",
        place="Kitchen",
        urgency="2",
        day0="2026-12-05",
        from0="22:00",
        to0="01:00",
        capacity0="4",
    )
    assert answer.headers["location"] == "/organize/tasks/T9?done=created"
    [(_, given)] = organizer.site.mutations
    assert given["localShifts"] == [
        {"day": "2026-12-05", "start": "22:00:00", "end": "01:00:00", "capacity": 4, "overbook": 0}
    ]


@pytest.mark.parametrize("typed", [{"capacity0": "9" * 5000}, {"minimumAge": "9" * 10}])
def test_numbers_beyond_all_bounds_are_refused(organizer: Browser, typed: dict[str, str]) -> None:
    times = {"day0": "2026-12-05", "from0": "22:00", "to0": "23:30", "capacity0": "4", "timeZone": "America/New_York"}
    given = {"kind": "COOKING", "title": "Cook", "regionId": "R1"} | times | typed
    assert organizer.send(*["/organize/tasks/new"] * 2, **given).status_code == 422
    assert organizer.site.mutations == []


def test_a_task_without_a_shift_is_refused_and_kept(organizer: Browser) -> None:
    answer = organizer.send("/organize/tasks/new", "/organize/tasks/new", title="Cook for forty", regionId="R1")
    assert answer.status_code == 422
    assert "Please give at least one shift." in answer.text
    assert 'value="Cook for forty"' in answer.text
    assert organizer.site.mutations == []


def test_a_task_is_changed_with_its_shifts(organizer: Browser) -> None:
    page = "/organize/tasks/T1/edit"
    text = organizer.get(page).text
    assert "Times are local to the place: Eastern Time." in text
    assert re.findall(r'name="shift(\d)" value="(\w+)"', text) == [("0", "SH1"), ("1", "SH2"), ("2", "SH3")]
    about = {"kind": "COOKING", "title": "Cook", "regionId": "R1", "urgency": "2", "version": "3", "rows": "5"}
    shift = {
        "shift0": "SH1",
        "day0": "2026-12-05",
        "from0": "10:00",
        "to0": "12:00",
        "capacity0": "4",
        "overbook0": "2",
        "cancelled0": "yes",
    }
    new = {"day3": "2026-12-06", "from3": "10:00", "to3": "12:30", "capacity3": "6"}
    answer = organizer.send(page, page, **about, **shift, **new)
    assert answer.headers["location"] == "/organize/tasks/T1?done=saved"
    [(name, given)] = organizer.site.mutations
    assert (name, given["id"], given["version"], given["minimumAge"], given["place"]) == (
        "TaskUpdate",
        "T1",
        3,
        None,
        "",
    )
    old = {"day": "2026-12-05", "start": "10:00:00", "end": "12:00:00", "capacity": 4, "overbook": 2}
    old |= {"id": "SH1", "cancelled": True}
    added = {"day": "2026-12-06", "start": "10:00:00", "end": "12:30:00", "capacity": 6, "overbook": 0}
    added |= {"id": None, "cancelled": False}
    assert given["localShifts"] == [old, added]


def test_a_refused_change_stands_beside_its_field(organizer: Browser) -> None:
    page = "/organize/tasks/T1/edit"
    organizer.site.answers["taskUpdate"] = refusal("InvalidInput", "Write 3 to 120 characters.", "INVALID", "title")
    about = {"kind": "COOKING", "title": "C", "regionId": "R1", "urgency": "2", "version": "3", "rows": "0"}
    answer = organizer.send(page, page, **about)
    assert answer.status_code == 422
    assert re.search(r'id="title-problem">.*Write 3 to 120 characters\.', answer.text, re.DOTALL)
    assert 'value="C"' in answer.text


def test_a_shift_without_a_time_is_refused_beside_it(organizer: Browser) -> None:
    page = "/organize/tasks/T1/edit"
    about = {"kind": "COOKING", "title": "Cook", "regionId": "R1", "urgency": "2", "version": "3", "rows": "1"}
    answer = organizer.send(page, page, **about, day0="2026-12-05", from0="", to0="12:00", capacity0="4")
    assert answer.status_code == 422
    assert re.search(r'id="from0-problem">.*Please choose a time\.', answer.text, re.DOTALL)
    assert organizer.site.mutations == []


def test_the_send_button_says_how_many_are_asked(organizer: Browser) -> None:
    answer = organizer.send("/organize/tasks/T1/ask", "/organize/tasks/T1", people="7")
    assert organizer.site.mutations == [("TaskAsk", {"taskId": "T1", "people": 7})]
    shown = organizer.get(answer.headers["location"]).text
    assert "7 people are being asked, personally and at a good hour." in shown


def test_volunteers_cannot_send_what_is_for_organizers(volunteer: Browser) -> None:
    token = volunteer.token("/log")
    volunteer.site.executed.clear()
    answer = volunteer.client.post("/organize/tasks/T1/ask", data={"token": token}, headers=volunteer.headers)
    assert answer.status_code == 403
    assert volunteer.site.executed == []
