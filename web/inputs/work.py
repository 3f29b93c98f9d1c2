"""Work: signing up for it, doing it, logging it."""

from typing import Any
from urllib.parse import quote

from web.form import Submission
from web.inputs.numbers import required_number, required_text, whole_number, work_started


def shift(submission: Submission) -> dict[str, Any]:
    """The input of mutations about one shift."""
    return {"shiftId": submission.path["shift"]}


def sign_up_for_shift(submission: Submission) -> dict[str, Any]:
    """The input of ShiftSignUp."""
    return shift(submission) | {"joinWaitingList": submission.ticked("joinWaitingList")}


def after_sign_up(submission: Submission, payload: dict[str, Any]) -> str:
    """Back to the task, with what became of it."""
    waiting = payload["assignment"]["state"] == "WAITLISTED"
    return f"/tasks/{quote(submission.path['id'])}?done={'waitlisted' if waiting else 'signed_up'}"


def after_answer(_: Submission, payload: dict[str, Any]) -> str:
    """Where a yes leads that is no sign-up, else home."""
    leads_to = payload.get("leadsTo")
    return leads_to["path"] if leads_to else "/?done=answered"


def feedback(submission: Submission) -> dict[str, Any]:
    """The input of ShiftFeedback."""
    return shift(submission) | {"rating": required_number(submission, "rating"), "text": submission.text("text")}


def answer_ask(submission: Submission) -> dict[str, Any]:
    """The input of AskAnswer by somebody who is signed in."""
    return {
        "id": submission.path["ask"],
        "answer": submission.text("answer"),
        "joinWaitingList": submission.ticked("joinWaitingList"),
    }


def record_card(submission: Submission) -> dict[str, Any]:
    """The card in the path, and what became of asking."""
    return {"id": submission.path["card"], "result": submission.text("result")}


def offer_asking(submission: Submission) -> dict[str, Any]:
    """Whether they ask people personally."""
    return {"offer": submission.text("offer") == "yes"}


def correct_suggestion(submission: Submission) -> dict[str, Any]:
    """The input of SuggestionCorrect."""
    return shift(submission) | correction(submission.text("correction"))


def correct_ask(submission: Submission) -> dict[str, Any]:
    """The input of AskCorrect by somebody who is signed in."""
    return {"id": submission.path["ask"]} | correction(submission.text("correction"))


def correction(chosen: str) -> dict[str, Any]:
    """What a button of the objections says: `TOO_FAR`, or `NOT_THIS_SKILL` with what is meant behind a blank."""
    name, _, meant = chosen.partition(" ")
    return {"correction": name, "qualificationId" if name == "NOT_QUALIFIED" else "skillId": meant or None}


def after_correction(submission: Submission, _: dict[str, Any]) -> str:
    """Back to the tasks for who came from there, else home, where the next best thing stands; with what was changed."""
    name = correction(submission.text("correction"))["correction"].lower()
    page = "/tasks" if submission.text("from") == "tasks" else "/"
    return f"{page}?done=corrected_{quote(name)}"


def log(submission: Submission) -> dict[str, Any]:
    """The input of ActivityLog. The client's key makes it count once, however often it is sent."""
    minutes = whole_number(submission, "otherMinutes") or required_number(submission, "minutes")
    return {
        "clientKey": required_text(submission, "clientKey"),
        "kind": required_text(submission, "kind"),
        "quantity": whole_number(submission, "quantity") or 1,
        "minutes": minutes,
        "startedAt": work_started(submission),
        "note": submission.optional("note"),
    }


def take_back(submission: Submission) -> dict[str, Any]:
    """The input of ActivityCorrect that takes an entry back."""
    return {"id": submission.path["activity"], "voided": True, "reasonCode": "MISTYPED"}
