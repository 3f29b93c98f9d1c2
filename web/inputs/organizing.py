"""What organizers do."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

from models.kernel.words import lazy
from web.form import FormRefused, Problem, Submission
from web.inputs.numbers import moment, required_number, required_text, whole_number

SHIFT_ROWS = 4


def greet(submission: Submission) -> dict[str, Any]:
    """The newcomer who was greeted."""
    return {"personId": submission.path["id"]}


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
    return {"id": submission.path["id"], "reason": submission.optional("reason")}


def attendance(submission: Submission) -> dict[str, Any]:
    """Who came, or did not."""
    return {"assignmentId": submission.text("assignmentId"), "attended": submission.text("attended") == "yes"}


def task(submission: Submission) -> dict[str, Any]:
    """The input of TaskCreate: the task with the shifts that were filled in."""
    shifts = [_shift(submission, row) for row in range(SHIFT_ROWS) if submission.text(f"day{row}")]
    if not shifts:
        raise FormRefused(Problem(lazy("Please give at least one shift."), "shifts"))
    return {
        "kind": required_text(submission, "kind"),
        "title": required_text(submission, "title"),
        "description": submission.text("description"),
        "regionId": required_text(submission, "regionId"),
        "place": submission.optional("place"),
        "remote": submission.ticked("remote"),
        "minimumAge": whole_number(submission, "minimumAge"),
        "urgency": whole_number(submission, "urgency"),
        "shifts": shifts,
    }


def after_task(_: Submission, payload: dict[str, Any]) -> str:
    """To the new task."""
    return f"/organize/tasks/{quote(payload['task']['id'])}?done=created"


def _shift(submission: Submission, row: int) -> dict[str, Any]:
    zone = submission.text("timeZone")
    start = moment(submission, f"day{row}", f"from{row}", zone)
    end = moment(submission, f"day{row}", f"to{row}", zone)
    if end <= start:
        end += timedelta(days=1)
    places = required_number(submission, f"capacity{row}")
    return {"startsAt": start.isoformat(), "endsAt": end.isoformat(), "capacity": places}
