"""In which language to answer."""

from babel import Locale, UnknownLocaleError
from starlette.requests import Request

from api.context import Context
from models.kernel.words import LANGUAGES
from web import cookies


def choose(request: Request, context: Context) -> str:
    """
    The language that the address says; else the one the browser switched to; else the person's own; else what the browser
    asks for; else the account's.
    """
    return (
        known(request.query_params.get("language"))
        or known(cookies.read(request, cookies.LANGUAGE))
        or (None if context.actor.is_stranger else known(context.actor.language))
        or _asked_for(request.headers.get("accept-language", ""))
        or known(context.account.default_language)
        or LANGUAGES[0]
    )


def known(language: str | None) -> str | None:
    """The language, if we speak it; `pl-PL` is `pl`."""
    head = (language or "").replace("_", "-").partition("-")[0].lower()
    return head if head in LANGUAGES else None


def name_of(language: str) -> str:
    """What a language calls itself."""
    try:
        return (Locale.parse(language).get_display_name() or language).capitalize()
    except (ValueError, UnknownLocaleError):
        return language


def _asked_for(header: str) -> str | None:
    wishes = sorted((_weight(wish), -place, wish) for place, wish in enumerate(header.split(",")[:20]))
    for weight, _, wish in reversed(wishes):
        language = known(wish.partition(";")[0].strip())
        if language and weight > 0:
            return language
    return None


def _weight(wish: str) -> float:
    _, _, weight = wish.partition(";q=")
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
