"""Language and theme: kept in a cookie, the language of people who are signed in also in their profile."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.credentials import is_from_here
from web import cookies, door
from web.languages import known

THEMES = ("light", "dark")


async def switch_language(request: Request) -> Response:
    """Answer in another language from now on."""
    fields = await request.form()
    response = RedirectResponse(local_path(str(fields.get("next", "/"))), 303)
    language = known(str(fields.get("language", "")))
    if language is None or not is_from_here(request.headers):
        return response
    context = await door.open_context(request)
    if not context.actor.is_stranger:
        await door.execute("MeUpdate", {"input": {"language": language}}, context)
    cookies.put(request, response, cookies.LANGUAGE, language, seconds=cookies.YEAR)
    return response


async def switch_theme(request: Request) -> Response:
    """Light, dark, or as the device says (anything else)."""
    fields = await request.form()
    response = RedirectResponse(local_path(str(fields.get("next", "/"))), 303)
    theme = str(fields.get("theme", ""))
    if not is_from_here(request.headers):
        return response
    if theme in THEMES:
        cookies.put(request, response, cookies.THEME, theme, seconds=cookies.YEAR)
    else:
        cookies.take(request, response, cookies.THEME)
    return response


def local_path(given: str) -> str:
    """A path of this site; `/` for everything that would lead elsewhere."""
    try:
        parts = urlsplit(given)
    except ValueError:
        return "/"
    is_local = not parts.scheme and not parts.netloc and given.startswith("/") and not given.startswith(("//", "/\\"))
    return given if is_local and given.isprintable() else "/"
