"""Talking to one's team, deciding about what was reported, telling the news."""

from typing import Any

from web.form import Submission
from web.inputs.numbers import required_number, required_text


def goal(submission: Submission) -> dict[str, Any]:
    """The input of TeamGoalSet; the form asks for hours."""
    return {"minutes": 60 * required_number(submission, "hours")}


def post(submission: Submission) -> dict[str, Any]:
    """The input of PostWrite."""
    return {"text": submission.text("text"), "replyTo": submission.optional("replyTo")}


def one_post(submission: Submission) -> dict[str, Any]:
    """The post in the path."""
    return {"id": submission.path["id"]}


def report(submission: Submission) -> dict[str, Any]:
    """The input of PostReport."""
    return one_post(submission) | {"reason": submission.text("reason")}


def decision(submission: Submission) -> dict[str, Any]:
    """The input of PostDecide."""
    return one_post(submission) | {"hide": submission.text("decision") == "hide"}


def news(submission: Submission) -> dict[str, Any]:
    """The input of NewsPublish."""
    return {
        "regionId": required_text(submission, "regionId"),
        "title": submission.text("title"),
        "text": submission.text("text"),
    }
