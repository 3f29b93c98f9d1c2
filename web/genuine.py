"""Whether a form was really sent from one of our pages, in this browser, by the person it was made for."""

from urllib.parse import urlsplit
from uuid import UUID

from starlette.requests import Request

from models.people import secrets

FIELD = "token"


def form_token(browser_secret: str, person_id: UUID | None) -> str:
    """The token of this browser's forms; another one for each person who signs in with it."""
    return secrets.derive_token("form", browser_secret, person_id or "")


def is_genuine(request: Request, token: str, browser_secret: str | None, person_id: UUID | None) -> bool:
    """Whether the form comes from our own site and carries the token of its browser and person."""
    if not is_from_here(request) or browser_secret is None:
        return False
    return secrets.same(token, form_token(browser_secret, person_id))


def is_from_here(request: Request) -> bool:
    """
    Whether a page of this site sent the request.

    By Sec-Fetch-Site, else by Origin. A browser so old that it sends neither is let through: the token decides.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is None or _host_of(origin) == request.headers.get("host", "")


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
