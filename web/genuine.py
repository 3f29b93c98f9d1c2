"""Whether a form was really sent from one of our pages, in this browser, by the person it was made for."""

from uuid import UUID

from starlette.requests import Request

from api.credentials import is_from_here
from models.people import secrets

FIELD = "token"


def form_token(browser_secret: str, person_id: UUID | None) -> str:
    """The token of this browser's forms; another one for each person who signs in with it."""
    return secrets.derive_token("form", browser_secret, person_id or "")


def is_genuine(request: Request, token: str, browser_secret: str | None, person_id: UUID | None) -> bool:
    """Whether the form comes from our own site and carries the token of its browser and person."""
    if not is_from_here(request.headers) or browser_secret is None:
        return False
    return secrets.same(token, form_token(browser_secret, person_id))
