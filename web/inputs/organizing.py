"""What organizers do."""

from typing import Any
from urllib.parse import quote

from models.kernel.words import lazy
from web.form import FormRefused, Problem, Submission
from web.inputs.numbers import day_of, required_number, required_text, time_of, whole_number

SHIFT_ROWS = 4
MOST_ROWS = 102


def greet(submission: Submission) -> dict[str, Any]:
    """The newcomer who was greeted."""
    return {"personId": submission.path["id"]}


def take_over(submission: Submission) -> dict[str, Any]:
    """The newcomer in the path, and who had them when the sender looked."""
    return greet(submission) | {"expectedOwner": submission.text("expectedOwner") or None}


def hand_over(submission: Submission) -> dict[str, Any]:
    """The same, and who is to greet them."""
    return take_over(submission) | {"toPersonId": required_text(submission, "toPersonId")}


def record_greeting(submission: Submission) -> dict[str, Any]:
    """The newcomer in the path, and what became of greeting them."""
    return greet(submission) | {"result": submission.text("result")}


def guardian(submission: Submission) -> dict[str, Any]:
    """The person in the path, and who agreed for them."""
    return greet(submission) | {"guardianName": submission.text("guardianName")}


def new_qualification(submission: Submission) -> dict[str, Any]:
    """The input of QualificationCreate."""
    return {
        "kind": required_text(submission, "kind"),
        "name": required_text(submission, "name"),
        "howToGet": submission.text("howToGet"),
        "needsConfirmation": submission.ticked("needsConfirmation"),
    }


def confirmation(submission: Submission) -> dict[str, Any]:
    """Whose licence or training is confirmed, or (`confirmed` is no) counts no longer."""
    return {
        "personId": submission.path.get("id") or submission.text("personId"),
        "qualificationId": submission.text("qualificationId"),
        "confirmed": submission.text("confirmed") != "no",
    }


def birth_year(submission: Submission) -> dict[str, Any]:
    """The person in the path, and when they were born."""
    return greet(submission) | {"birthYear": required_number(submission, "birthYear")}


def of_task(submission: Submission) -> dict[str, Any]:
    """The task in the path."""
    return {"taskId": submission.path["id"]}


def ask(submission: Submission) -> dict[str, Any]:
    """The task to ask people for, and how many of them."""
    return of_task(submission) | {"people": whole_number(submission, "people")}


def after_ask(submission: Submission, payload: dict[str, Any]) -> str:
    """Back to the task, with the number of people who are being asked."""
    return f"/organize/tasks/{quote(submission.path['id'])}?done=asking&number={payload['chosen']}"


def cancel(submission: Submission) -> dict[str, Any]:
    """The task to call off, and why."""
    return {"id": submission.path["id"], "reason": submission.text("reason")}


def attendance(submission: Submission) -> dict[str, Any]:
    """Who came, or did not."""
    return {"assignmentId": submission.text("assignmentId"), "attended": submission.text("attended") == "yes"}


def take_off(submission: Submission) -> dict[str, Any]:
    """Whose place in which shift is given back."""
    return {"shiftId": submission.text("shiftId"), "personId": submission.text("personId")}


def task(submission: Submission) -> dict[str, Any]:
    """The input of TaskCreate: the task with the shifts that were filled in."""
    shifts = [_shift(submission, row) for row in range(SHIFT_ROWS) if submission.text(f"day{row}")]
    if not shifts:
        raise FormRefused(Problem(lazy("Please give at least one shift."), "shifts"))
    return _about_task(submission) | {"shifts": [], "localShifts": shifts}


def task_change(submission: Submission) -> dict[str, Any]:
    """The input of TaskUpdate: the task as it is to be, its shifts to come, and the new ones that were filled in."""
    rows = range(min(whole_number(submission, "rows") or 0, MOST_ROWS))
    shifts = [_changed_shift(submission, row) for row in rows if _is_filled_in(submission, row)]
    version = required_number(submission, "version")
    return _about_task(submission) | {"id": submission.path["id"], "version": version, "localShifts": shifts}


def _about_task(submission: Submission) -> dict[str, Any]:
    return {
        "kind": required_text(submission, "kind"),
        "title": required_text(submission, "title"),
        "description": submission.text("description"),
        "regionId": required_text(submission, "regionId"),
        "place": submission.text("place"),
        "remote": submission.ticked("remote"),
        "minimumAge": whole_number(submission, "minimumAge"),
        "stepUpKind": submission.optional("stepUpKind"),
        "stepUpTimes": whole_number(submission, "stepUpTimes"),
        "qualificationIds": submission.many("qualificationIds"),
        "urgency": required_number(submission, "urgency"),
    }


def after_task(_: Submission, payload: dict[str, Any]) -> str:
    """To the new task."""
    return f"/organize/tasks/{quote(payload['task']['id'])}?done=created"


def _is_filled_in(submission: Submission, row: int) -> bool:
    return bool(submission.text(f"shift{row}") or submission.text(f"day{row}"))


def _shift(submission: Submission, row: int) -> dict[str, Any]:
    return {
        "day": day_of(submission, f"day{row}"),
        "start": time_of(submission, f"from{row}"),
        "end": time_of(submission, f"to{row}"),
        "capacity": required_number(submission, f"capacity{row}"),
        "overbook": whole_number(submission, f"overbook{row}") or 0,
    }


def _changed_shift(submission: Submission, row: int) -> dict[str, Any]:
    known = {"id": submission.optional(f"shift{row}"), "cancelled": submission.ticked(f"cancelled{row}")}
    return _shift(submission, row) | known


def lend_name(submission: Submission) -> dict[str, Any]:
    """The input of ThanksSign and of AsksSign."""
    return {"sign": submission.text("sign") == "yes"}


def verdict(submission: Submission) -> dict[str, Any]:
    """The input of ActivityReview: the button says `CORROBORATED SEEN`, a verdict and its reason."""
    said, _, reason = submission.text("verdict").partition(" ")
    return {"id": submission.path["id"], "verdict": said, "reasonCode": reason}
