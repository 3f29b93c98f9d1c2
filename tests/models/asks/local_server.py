"""A small web server on a port of this machine, in a thread, for as long as a test needs it."""

import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Taking = Callable[[Request], Awaitable[Response]]


@contextmanager
def listening() -> Iterator[socket.socket]:
    """A port that is ours."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        yield listener


@contextmanager
def serving(listener: socket.socket, path: str, take: Taking) -> Iterator[None]:
    """Hand what is posted to a path to `take`, until the block ends."""
    app = Starlette(routes=[Route(path, take, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield
    server.should_exit = True
    thread.join(5)
