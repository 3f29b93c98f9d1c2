"""The cookies of the site: their names, and how they are set. All are HttpOnly and SameSite=Lax."""

import secrets
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from api.credentials import BROWSER_COOKIE, SESSION_COOKIE, cookie_name
from models.kernel import clock

THEME = "theme"
LANGUAGE = "language"
BROWSER = BROWSER_COOKIE
SESSION = SESSION_COOKIE
WAITING = "waiting"
YEAR = 365 * 24 * 3600
QUARTER_OF_AN_HOUR = 15 * 60
LONGEST_BROWSER_SECRET = 64


def full_name(request: Request, name: str) -> str:
    """The cookie's name on the wire: over https bound to this very host (`__Host-`)."""
    return cookie_name(name, secure=_is_secure(request))


def put(request: Request, response: Response, name: str, value: str, *, seconds: int) -> None:
    """Give the browser a cookie."""
    response.set_cookie(
        full_name(request, name),
        value,
        max_age=seconds,
        path="/",
        secure=_is_secure(request),
        httponly=True,
        samesite="lax",
    )


def take(request: Request, response: Response, name: str) -> None:
    """Take a cookie away."""
    put(request, response, name, "", seconds=0)


def read(request: Request, name: str) -> str | None:
    """A cookie set by `put`, if the browser sent it."""
    return request.cookies.get(full_name(request, name))


def browser_secret(request: Request) -> str | None:
    """What tells this browser from others, if it has been here before."""
    secret = read(request, BROWSER)
    return secret if secret and len(secret) <= LONGEST_BROWSER_SECRET else None


def new_browser_secret() -> str:
    """A secret for a browser that has none."""
    return secrets.token_urlsafe(32)


def seconds_until(moment: datetime | None) -> int:
    """How long a cookie lives that ends with a session; a year if the session says nothing."""
    return YEAR if moment is None else max(0, int((moment - clock.now()).total_seconds()))


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"
