"""Who and which program may do what."""

from typing import Any

from web.form import Submission
from web.inputs.numbers import required_number, required_text


def row(submission: Submission) -> dict[str, Any]:
    """The row that a button names."""
    return {"id": submission.text("id")}


def new_token(submission: Submission) -> dict[str, Any]:
    """The input of ApiTokenCreate: reading is always part of it."""
    organizes = ["organize"] if submission.ticked("organize") else []
    return {
        "name": required_text(submission, "name"),
        "permissions": ["read", *organizes],
        "days": required_number(submission, "days"),
    }


def new_kiosk_link(submission: Submission) -> dict[str, Any]:
    """The input of KioskLinkCreate."""
    return {
        "name": required_text(submission, "name"),
        "regionId": required_text(submission, "regionId"),
        "days": required_number(submission, "days"),
    }


def grant_role(submission: Submission) -> dict[str, Any]:
    """The input of MembershipGrant for the person in the path."""
    return {
        "personId": submission.path["id"],
        "role": required_text(submission, "role"),
        "regionId": submission.optional("regionId"),
    }
