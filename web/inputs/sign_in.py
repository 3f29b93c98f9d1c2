"""Ways in and out."""

from typing import Any

from web.form import Submission


def sign_up(submission: Submission) -> dict[str, Any]:
    """The input of SignUp: a town that was picked goes before what was typed."""
    chosen = submission.text("place")
    kind, _, value = chosen.partition(":")
    place = (
        {kind: value} if kind in {"postalCode", "cityId"} and value else {"postalCode": submission.text("postalCode")}
    )
    return {
        "email": submission.text("email"),
        "firstName": submission.text("firstName"),
        "country": submission.text("country"),
        "language": submission.optional("language"),
        "consentParticipation": submission.ticked("consentParticipation"),
        "consentAsks": submission.ticked("consentAsks"),
        **place,
    }


def request(submission: Submission) -> dict[str, Any]:
    """The input of SignInRequest."""
    return {"email": submission.text("email")}


def by_code(submission: Submission) -> dict[str, Any]:
    """The input of SignIn with the address and the six digits, however they were spaced."""
    code = "".join(str(int(sign)) for sign in submission.text("code") if sign.isdecimal())
    return {"email": submission.text("email"), "code": code, "client": "BROWSER"}


def by_link(submission: Submission) -> dict[str, Any]:
    """The input of SignIn with the link of the letter."""
    return {"link": submission.path["token"], "client": "BROWSER"}


def out(_: Submission) -> dict[str, Any]:
    """The input of SignOut."""
    return {}
