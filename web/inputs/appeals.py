"""What organizers write to many."""

from typing import Any
from urllib.parse import quote

from models.kernel.words import LANGUAGES
from web.form import Submission
from web.inputs.numbers import required_number


def new(submission: Submission) -> dict[str, Any]:
    """The input of AppealSave for a new appeal of the task in the path."""
    return _written(submission) | {"taskId": submission.path["id"]}


def change(submission: Submission) -> dict[str, Any]:
    """The input of AppealSave for the draft in the path."""
    return _written(submission) | {"id": submission.path["id"]}


def release(submission: Submission) -> dict[str, Any]:
    """The draft in the path."""
    return {"id": submission.path["id"]}


def stop(submission: Submission) -> dict[str, Any]:
    """The appeal in the path, and whether what is not sent is taken back."""
    return {"id": submission.path["id"], "recall": submission.text("recall") == "yes"}


def after(_: Submission, payload: dict[str, Any]) -> str:
    """To the appeal."""
    return f"/organize/appeals/{quote(payload['appeal']['id'])}?done=saved"


def _written(submission: Submission) -> dict[str, Any]:
    texts = [_text(submission, language) for language in LANGUAGES]
    return {
        "texts": [text for text in texts if text["subject"] or text["body"]],
        "perWave": required_number(submission, "perWave"),
        "waitHours": required_number(submission, "waitHours"),
        "urgent": submission.ticked("urgent"),
    }


def _text(submission: Submission, language: str) -> dict[str, str]:
    fields = {name: submission.text(f"{language}.{name}") for name in ("subject", "body")}
    return {"language": language} | fields
