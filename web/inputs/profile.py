"""What people say about themselves, and what they allow."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

from models.kernel import clock
from web.form import Submission
from web.inputs.numbers import day_of, distance_km, whole_number

MOST_PAUSED_DAYS = 365
WEEKDAYS = tuple("0123456")
PARTS = ("MORNING", "AFTERNOON", "EVENING")


def nothing(_: Submission) -> dict[str, Any]:
    """The input of mutations that need to be told nothing."""
    return {}


def about_me(submission: Submission) -> dict[str, Any]:
    """Name, language, where I live, how to reach me."""
    return {
        "firstName": submission.text("firstName"),
        "lastName": submission.text("lastName"),
        "language": submission.text("language"),
        "country": submission.text("country"),
        "postalCode": submission.optional("postalCode"),
        "phone": submission.optional("phone"),
        "birthYear": whole_number(submission, "birthYear"),
    }


def how_i_help(submission: Submission) -> dict[str, Any]:
    """What I like to do, when, how far, how much."""
    return {
        "willing": submission.many("willing"),
        "unwilling": [kind for kind in submission.many("unwilling") if kind not in submission.many("willing")],
        "fromHome": submission.ticked("fromHome"),
        "availability": availability(submission),
        "maximumDistanceKm": distance_km(submission, "maximumDistanceKm"),
        "weeklyMinutes": whole_number(submission, "weeklyMinutes"),
        "restHours": whole_number(submission, "restHours"),
        "mostInARow": whole_number(submission, "mostInARow"),
    }


def availability(submission: Submission) -> list[dict[str, Any]]:
    """The ticked fields of the weekly grid, each `<weekday>-<PART>` with Monday = 0."""
    ticked = [field.partition("-") for field in submission.many("availability")]
    return [
        {"weekday": int(weekday), "part": part} for weekday, _, part in ticked if part in PARTS and weekday in WEEKDAYS
    ]


def skills(submission: Submission) -> dict[str, Any]:
    """The skills I had and one more, or one less."""
    removed = submission.text("remove")
    chosen = [*submission.many("skillIds"), *submission.many("add")]
    return {"skillIds": [skill for skill in dict.fromkeys(chosen) if skill != removed]}


def qualification(submission: Submission) -> dict[str, Any]:
    """The licence or training that I have, and its last day, if it has one."""
    ends = day_of(submission, "expiresOn") if submission.text("expiresOn") else None
    return lost_qualification(submission) | {"expiresOn": ends}


def lost_qualification(submission: Submission) -> dict[str, Any]:
    """The licence or training that I do not have any more."""
    return {"qualificationId": submission.text("qualificationId")}


def answer_question(submission: Submission) -> dict[str, Any]:
    """The answer to the one small question, or that it may wait."""
    question = submission.text("question")
    if submission.ticked("dismiss"):
        return {"dismissQuestion": question}
    match question:
        case "WILLING":
            return {"willing": submission.many("willing")}
        case "AVAILABILITY":
            return {"availability": availability(submission)}
        case "PHONE":
            return {"phone": submission.text("phone")}
        case "BIRTH_YEAR":
            return {"birthYear": whole_number(submission, "birthYear")}
        case _:
            return {}


def public_name(submission: Submission) -> dict[str, Any]:
    """What others may read on a public page."""
    return {"publicName": submission.text("publicName"), "alias": submission.optional("alias")}


def rank(submission: Submission) -> dict[str, Any]:
    """Whether I want to see where I stand."""
    return {"rankHidden": submission.text("rankHidden") == "yes"}


def consent(submission: Submission) -> dict[str, Any]:
    """One purpose and channel."""
    return {"purpose": submission.text("purpose"), "channel": submission.text("channel")}


def purpose(submission: Submission) -> dict[str, Any]:
    """What shall stop."""
    return {"purpose": submission.text("purpose")}


def browser(submission: Submission) -> dict[str, Any]:
    """Where this browser takes notifications, and what it is called."""
    keys = ("endpoint", "p256dh", "auth", "name")
    return {name: submission.text(name) for name in keys}


def phone(submission: Submission) -> dict[str, Any]:
    """My number, or none."""
    return {"phone": submission.optional("phone")}


def code(submission: Submission) -> dict[str, Any]:
    """What was texted to me."""
    return {"code": submission.text("code")}


def pause(submission: Submission) -> dict[str, Any]:
    """A break of so many days; 0 ends it."""
    days = whole_number(submission, "days") or 0
    return {"pausedUntil": (clock.now() + timedelta(days=days)).isoformat() if 0 < days <= MOST_PAUSED_DAYS else None}


def session(submission: Submission) -> dict[str, Any]:
    """The session to end."""
    return {"id": submission.text("id")}


def team(submission: Submission) -> dict[str, Any]:
    """The name of a new team."""
    return {"name": submission.text("name")}


def erase(submission: Submission) -> dict[str, Any]:
    """The address, typed once more."""
    return {"confirmEmail": submission.text("confirmEmail")}


def after_erasure(_: Submission, payload: dict[str, Any]) -> str:
    """To the page that says goodbye and shows the certificate's number."""
    return f"/erased?certificate={quote(payload['certificateId'])}"
