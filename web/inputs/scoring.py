"""Drafts of formulas and badges: typed as JSON, tried on the past, published."""

from typing import Any

import orjson

from models.kernel.words import lazy
from web.form import FormRefused, Problem, Submission
from web.inputs.numbers import required_text

_NO_JSON = lazy("This is not JSON. Look for a missing comma, quote or bracket.")


def formula_preview(submission: Submission) -> dict[str, Any]:
    """The input of FormulaPreview."""
    return {
        "body": _body(submission),
        "first": required_text(submission, "first"),
        "last": required_text(submission, "last"),
    }


def formula(submission: Submission) -> dict[str, Any]:
    """The input of FormulaPublish."""
    return {"body": _body(submission), "validFrom": required_text(submission, "validFrom")}


def badges(submission: Submission) -> dict[str, Any]:
    """The input of BadgePreview and of BadgesPublish."""
    return {"body": _body(submission)}


def _body(submission: Submission) -> Any:
    try:
        return orjson.loads(submission.text("body"))
    except orjson.JSONDecodeError:
        raise FormRefused(Problem(_NO_JSON, "body")) from None
