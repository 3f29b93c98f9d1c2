"""What each page's operation is told, read from the request's path and query."""

from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from models.activity.tables import ActivityKind
from models.kernel.distances import KILOMETRES_IN_A_MILE, MILES
from models.leaderboards.queries import StandingsView
from models.leaderboards.tables import BoardKind, Window

Variables = dict[str, Any]
SORTS = ("NAME", "NEWEST", "LAST_ACTIVE")


def by_id(request: Request) -> dict[str, Any]:
    """The row that the path names."""
    return {"id": request.path_params["id"]}


def by_token(request: Request) -> dict[str, Any]:
    """What the path's token is good for."""
    return {"token": request.path_params["token"]}


def invited(request: Request) -> dict[str, Any]:
    """The invitation that somebody followed, if any."""
    return {"invitation": request.query_params.get("invitation", "")}


def after(request: Request) -> dict[str, Any]:
    """Where the page of a list starts."""
    return {"after": request.query_params.get("after")}


def places(request: Request) -> dict[str, Any]:
    """What was typed, and in which country."""
    query = request.query_params
    return {"country": query.get("country", ""), "search": query.get("postalCode", "")}


def tasks(request: Request) -> dict[str, Any]:
    """Near me unless something else was chosen."""
    query = request.query_params
    remote = {"remote": True} if query.get("where") == "remote" else {}
    everywhere = query.get("where") == "everywhere"
    filters = {"nearMe": not remote and not everywhere, "kind": _kind(request, "kind"), "withFreePlaces": True}
    return {"filter": _given(filters | remote), "after": query.get("after")}


def board(request: Request) -> dict[str, Any]:
    """The board that was chosen; regions of this week, as they fairly stand, if none was."""
    query = request.query_params
    chosen = _board(query.get("kind", "region"), query.get("window", "week"))
    view, league = query.get("view", StandingsView.FAIR), query.get("league", "")
    if view not in set(StandingsView):
        raise HTTPException(404)
    fair = chosen["kind"] == BoardKind.REGION.name and chosen["window"] != Window.DAY.name
    number = int(league) if league.isascii() and league.isdigit() and len(league) < 4 else None
    return chosen | {
        "fair": fair,
        "matches": fair and chosen["window"] == Window.WEEK.name,
        "season": fair and chosen["window"] == Window.SEASON.name,
        "view": view.upper(),
        "league": number,
        "date": _day(query.get("on", "")),
    }


def display(request: Request) -> dict[str, Any]:
    """The board in the path, perhaps of one region only."""
    chosen = _board(request.path_params["kind"], request.path_params["window"])
    return chosen | {"regionId": request.query_params.get("region")}


def region_display(request: Request) -> Variables:
    """The region in the path, and one of its leagues if one was chosen."""
    return league_of(request, request.path_params["code"])


def league_of(request: Request, code: str) -> Variables:
    """A region, and one of its leagues if one was chosen."""
    return {"code": code, "league": _whole(request.query_params.get("league", "")[:3])}


def skill_search(request: Request) -> dict[str, Any]:
    """The skills that were searched for, if any."""
    search = request.query_params.get("skill", "").strip()
    return {"search": search, "searching": bool(search)}


def skills(request: Request) -> dict[str, Any]:
    """The skills that are being typed."""
    return {"search": request.query_params.get("skill", "").strip()}


def overview(request: Request) -> dict[str, Any]:
    """The region that was chosen; without one, the regions of my memberships."""
    chosen = request.query_params.get("region", "")
    return {"region": chosen, "chosen": bool(chosen)}


def news_desk(request: Request) -> dict[str, Any]:
    """The page of the news, and the region that is to be told something, if one was chosen."""
    return overview(request) | after(request)


def people(request: Request) -> dict[str, Any]:
    """The filter and order that were chosen."""
    query = request.query_params
    filters = {
        "regionId": query.get("region"),
        "search": query.get("search", "").strip(),
        "skillId": query.get("skill"),
        "willing": _kind(request, "willing"),
        "kind": _kind(request, "kind"),
        "newcomersOnly": query.get("newcomers") == "on" or None,
    }
    sort = query.get("sort", "NAME")
    return {"filter": _given(filters), "sort": sort if sort in SORTS else "NAME", "after": query.get("after")}


def region(request: Request) -> dict[str, Any]:
    """One region, or all of mine."""
    return {"region": request.query_params.get("region") or None}


def newcomers(request: Request) -> dict[str, Any]:
    """A page of those whom nobody has greeted yet, perhaps of one region only."""
    return region(request) | after(request)


def tasks_to_fill(request: Request) -> dict[str, Any]:
    """The tasks of one's own regions, unless one region or everything was chosen."""
    query = request.query_params
    region = query.get("region", "")
    mine = not region and query.get("where") != "everywhere"
    filters = {"regionId": region, "inMyRegions": mine or None}
    return {"filter": _given(filters), "after": query.get("after"), "region": region, "chosen": bool(region)}


SPARED = ("WAY_BETWEEN", "REST", "IN_A_ROW", "CARE")
"""Limits of care that a what-if can set aside."""


def what_if(request: Request) -> dict[str, Any]:
    """The task in the path, and what would be different; numbers that are none are left out."""
    query = request.query_params
    capacity, age, hours = (_whole(query.get(name, "")) for name in ("capacity", "minimumAge", "hoursLater"))
    within = _whole(query.get("within", ""))
    change = {
        "withinKm": within if within is None or query.get("unit") != MILES else within * KILOMETRES_IN_A_MILE,
        "minimumAge": age,
        "anyAge": query.get("anyAge") == "on",
        "without": [limit for limit in SPARED if limit in query.getlist("without")],
        "noQualifications": query.get("noQualifications") == "on",
        "remote": True if query.get("remote") == "on" else None,
        "capacity": capacity,
        "hoursLater": (hours or 0) * (-1 if query.get("earlier") == "on" else 1),
    }
    return by_id(request) | {"change": _given(change), "asked": "asked" in query}


def appeal(request: Request) -> Variables:
    """The appeal in the path, and as which of its readers gets it, in which language."""
    query = request.query_params
    reader = _whole(query.get("reader", "")[:1])
    return by_id(request) | {"reader": reader or 0, "language": query.get("letter") or None}


def _whole(typed: str) -> int | None:
    return int(typed) if typed.strip().isdecimal() else None


def _day(typed: str) -> str | None:
    """A day as it is written in addresses; None for anything else."""
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        return None


def _board(kind: str, window: str) -> dict[str, Any]:
    if kind not in set(BoardKind) or window not in set(Window):
        raise HTTPException(404)
    return {"kind": kind.upper(), "window": window.upper()}


def _kind(request: Request, name: str) -> str | None:
    chosen = request.query_params.get(name, "")
    return chosen if chosen.lower() in set(ActivityKind) else None


def _given(filters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in filters.items() if value not in (None, "")}
