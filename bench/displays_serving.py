"""What the bench of the displays measures, each in a process of its own: our broadcast, and a bare socket write."""

import itertools
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.context import Context
from models.kernel.actor import stranger
from models.kernel.tables import Account
from server.app import middleware
from server.garbage import collect_rarely
from server.settings import settings
from server.site import Site
from web import templating
from web.broadcast import TICK, Broadcast
from web.frames import Frame
from web.watching import Watching

ACCOUNT = UUID(int=1)
NAMES = ("Kings County", "New York County", "Queens County", "Erie County", "Monroe County", "Essex County")


def league(beat: int) -> str:
    """The standings of a league as the template shows them, other ones at each beat."""
    account = Account(id=ACCOUNT, slug="x", name="Bench", default_country="US", created_at=datetime.now(UTC))
    context = Context(stranger(ACCOUNT, "en"), account)
    lines = [
        {
            "place": place,
            "name": name,
            "shown": 48_000 + 1_000 * ((beat + place) % 7),
            "lowest": 44_000,
            "highest": 55_000 + 1_000 * (beat % 5),
            "activePeople": 30 * place,
            "isMine": False,
            "region": {"code": f"US-NY-{place:03}"},
        }
        for place, name in enumerate(NAMES, 1)
    ]
    found = {"league": 1, "leagues": 3, "lines": lines}
    display = {"region": {"code": "US-NY"}, "leagues": [found]}
    return templating.render_part("display/league.html", context, data={"display": display})


def frame(beat: int) -> Frame:
    """A frame in which the standings changed, with the moment it was made."""
    return Frame({"league": f"{league(beat)}<!-- {time.monotonic()} -->", "team": "<p>East River</p>"})


def serve_ours(port: int) -> None:
    """The broadcast behind everything that a request passes through on the site."""
    beats = itertools.count()

    async def render() -> Frame:
        return frame(next(beats))

    async def changes() -> AsyncIterator[None]:
        while True:
            yield None

    async def watch(_: Request) -> Response:
        return Watching(broadcast)

    broadcast = Broadcast(render, changes)
    app = Site(routes=[Route("/", watch)], middleware=middleware(settings()))
    collect_rarely()
    uvicorn.run(app, port=port, log_level="error", access_log=False, backlog=4096, server_header=False)


def serve_bare(port: int) -> None:
    """The same bytes as often to as many sockets, by nothing but `send`."""
    event = frame(1).change_from(frame(0))["body"]
    text = b"%x\r\n%b\r\n" % (len(event), event)
    sockets: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", port), backlog=4096) as listener:
        listener.setblocking(False)
        due = time.monotonic()
        while True:
            while time.monotonic() < due:
                _accept_all(listener, sockets)
                time.sleep(0.01)
            sockets = [each for each in sockets if _is_written(each, text)]
            due += TICK


def _is_written(one: socket.socket, text: bytes) -> bool:
    try:
        one.send(text)
    except OSError:
        return False
    return True


def _accept_all(listener: socket.socket, sockets: list[socket.socket]) -> None:
    with suppress(BlockingIOError):
        while True:
            accepted, _ = listener.accept()
            accepted.setblocking(False)
            sockets.append(accepted)


SERVERS: dict[str, Callable[[int], None]] = {"ours": serve_ours, "bare": serve_bare}
