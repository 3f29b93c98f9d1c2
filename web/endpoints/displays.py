"""Public displays: the standings as server-sent events. No ids, no surnames, nobody who did not consent."""

from collections.abc import AsyncIterator
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.context import Context
from web import door, templating
from web.broadcast import Broadcast
from web.pages import PAGE_BY_NAME
from web.show import whole
from web.variables import display

LONGEST_STREAM = 2_000
RETRY = "retry: 2000\n\n"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

Key = tuple[UUID, str, str, str | None, str]
_broadcasts: dict[Key, Broadcast] = {}


async def stream(request: Request) -> Response:
    """The board in the path, whenever it changes. Viewers of the same board share one rendering. 404 for none."""
    context = await door.open_stranger_context(request)
    variables = display(request)
    key = (context.account.id, variables["kind"], variables["window"], variables["regionId"], context.language)
    if key not in _broadcasts:  # what nobody could be shown must not be rendered every second
        whole(await door.execute("Display", variables, context), PAGE_BY_NAME["display"])
    nobody = Context(context.actor, context.account)
    broadcast = _broadcasts.setdefault(key, Broadcast(lambda: standings(nobody, variables)))
    return StreamingResponse(_events(broadcast, key), media_type="text/event-stream", headers=HEADERS)


async def standings(context: Context, variables: dict[str, str | None]) -> str:
    """The rows of a board as HTML, for everybody who watches it in one language."""
    context.loaders.forget()
    answer = await door.execute("Display", variables, context)
    return templating.render_part("parts/standings.html", context, data=answer.data)


async def _events(broadcast: Broadcast, key: Key) -> AsyncIterator[str]:
    yield RETRY
    sent = 0
    try:
        async for text in broadcast.watch():
            yield ": still here\n\n" if text is None else event("board", text)
            sent += 1
            if sent >= LONGEST_STREAM:
                return
    finally:
        if broadcast.viewers == 0:
            _broadcasts.pop(key, None)


def event(name: str, text: str) -> str:
    """One server-sent event; every line of the text becomes a data line."""
    lines = "".join(f"data: {line}\n" for line in text.splitlines() if line.strip())
    return f"event: {name}\n{lines}\n"
