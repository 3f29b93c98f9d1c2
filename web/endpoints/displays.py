"""Public displays as server-sent events: one rendering for all who watch the same in one language, whoever they are."""

from collections.abc import AsyncIterator
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from api.context import Context
from models.leaderboards.stream import changes
from models.leaderboards.tables import BoardKind, Window
from web import door, variables
from web.broadcast import Broadcast
from web.frames import Frame
from web.shows import BOARD, REGION, Show, perform
from web.watching import Until, Watching

MOST_BROADCASTS = 1_000
ANYWHERE = {"Access-Control-Allow-Origin": "*"}
"""Public, and asked for without cookies: campaigns show it on their own sites."""

Key = tuple[object, ...]
_broadcasts: dict[Key, Broadcast] = {}


async def stream(request: Request) -> Response:
    """The board in the path, whenever it changes. 404 for none."""
    return await watch(request, BOARD, variables.display(request))


async def region_stream(request: Request) -> Response:
    """What the region in the path shows, whenever it changes. 404 for none."""
    return await watch(request, REGION, variables.region_display(request))


async def watch(request: Request, show: Show, given: variables.Variables, until: Until | None = None) -> Response:
    """Let them watch a show. Raises HTTPException where there is nothing to show, or too much is watched already."""
    context = await door.open_public_context(request)
    key = (context.account.id, show.name, *given.values(), context.language)
    if key not in _broadcasts:  # what nobody could be shown must not be rendered every second
        door.ensure_room(len(_broadcasts), MOST_BROADCASTS)
        await perform(show, given, context)
    nobody = Context(context.actor, context.account)
    render = partial(_render, show, given, nobody)
    broadcast = _broadcasts.setdefault(key, Broadcast(render, partial(_changes, nobody, given)))
    known = request.headers.get("last-event-id", "") or request.query_params.get("known", "")
    return Watching(broadcast, known=known, left=lambda: _forget(key, broadcast), until=until, headers=ANYWHERE)


async def _render(show: Show, given: variables.Variables, context: Context) -> Frame:
    context.loaders.forget()
    return await perform(show, given, context)


def _changes(context: Context, given: variables.Variables) -> AsyncIterator[None]:
    """Whenever anybody's points changed: what everything on a display is made of."""
    window = Window[given.get("window", "WEEK")]
    return changes(context.account.id, BoardKind.PERSON, window, None)


def _forget(key: Key, broadcast: Broadcast) -> None:
    if broadcast.viewers == 0 and _broadcasts.get(key) is broadcast:
        del _broadcasts[key]
