"""Templates: the environment, and what every page can use."""

from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.datastructures import QueryParams
from starlette.requests import Request

from api.context import Context
from models.kernel import clock, ids
from models.kernel.distances import in_miles
from models.kernel.words import LANGUAGES, catalogue, direction, gettext, isolated
from server.settings import settings
from web import assets, cookies, genuine, labels, languages
from web.formats import Formats
from web.notices import NOTICES


@cache
def environment() -> Environment:
    """Jinja with escaping, strict about names."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(["html", "svg"]),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(asset=assets.address, styles=assets.STYLES, direction=direction, name_of=languages.name_of)
    made.globals.update(new_key=lambda: str(ids.new_id()), languages=LANGUAGES, labels=labels)
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    made.filters.update(without=without, isolated=isolated, with_parts=with_parts)
    return made


def with_parts(memberships: list[dict[str, Any]], data: dict[str, Any]) -> list[dict[str, Any]]:
    """
    The regions to choose from: those of the memberships with their parts.

    Who organizes everywhere chooses from the countries, the campaign's own first, and from the region that was chosen
    before with its parts.
    """
    mine = [membership["region"] for membership in memberships if membership["role"] != "TEAM_LEADER"]
    if None in mine:
        home = data["account"]["defaultCountry"]
        mine += [data.get("region"), *sorted(data["regions"], key=lambda region: region["code"] != home)]
    found = [part for region in mine if region for part in (region, *region.get("children", []))]
    return list({region["id"]: region for region in found}.values())


def without(query: QueryParams, name: str) -> str:
    """The query without one of its parameters."""
    return urlencode([(key, value) for key, value in query.multi_items() if key != name])


def render(request: Request, template: str, context: Context, browser_secret: str, **given: Any) -> str:
    """A page as text. `data` holds the answer of its operation: `me` and `account` are taken from it."""
    return environment().get_template(template).render(_common(request, context, browser_secret, given) | given)


def render_part(template: str, context: Context, *, data: dict[str, Any]) -> str:
    """A part of a page, the same for everybody who reads the context's language."""
    return environment().get_template(template).render(_words(context, data) | {"data": data})


def render_public(request: Request, template: str, context: Context, *, data: dict[str, Any]) -> str:
    """A page for which no cookie was read, the same for everybody who reads the context's language."""
    return environment().get_template(template).render(_words(context, data) | _place(request) | {"data": data})


def _place(request: Request) -> dict[str, Any]:
    return {
        "host": request.url.hostname,
        "site": f"{request.url.scheme}://{request.url.netloc}",
        "path": request.url.path,
        "query": request.query_params,
    }


def _common(request: Request, context: Context, browser_secret: str, given: dict[str, Any]) -> dict[str, Any]:
    data = given.get("data") or {}
    me = data.get("me")
    return (
        _words(context, data)
        | _place(request)
        | {
            "me": me,
            "organizes": bool(me and set(me["roles"]) & {"ORGANIZER", "ANALYST", "ADMIN"}),
            "theme": cookies.read(request, cookies.THEME),
            "waiting": cookies.read(request, cookies.WAITING) or "",
            "token": genuine.form_token(browser_secret, context.actor.person_id),
            "has_mailbox": not settings().is_production,
            "request_path": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            "notice": NOTICES.get(request.query_params.get("done", "")),
            "problems": [],
            "values": {},
            "sent_form": "",
            "outcome": None,
            "page": "",
        }
    )


def _words(context: Context, data: dict[str, Any]) -> dict[str, Any]:
    me, account = data.get("me") or {}, data.get("account") or {}
    formats = Formats(
        context.language,
        zone=me.get("timeZone", context.account.time_zone),
        miles=in_miles(account.get("defaultCountry", context.account.default_country)),
        now=clock.now(),
    )
    return {
        "_": partial(gettext, context.language),
        "_n": formats.counted,
        "say": catalogue(context.language).gettext,
        "f": formats,
        "language": context.language,
        "account": data.get("account") or {"name": context.account.name, "languages": list(LANGUAGES)},
    }
