"""A real web server on loopback, in the test's own event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

from api.execution import Endpoint
from api.http import graphql_routes
from api.websocket import Manners

HOST = "127.0.0.1"


@asynccontextmanager
async def serving(endpoint: Endpoint, manners: Manners | None = None) -> AsyncIterator[str]:
    """Serve the endpoint's routes for the length of the block; gives the address, such as `http://127.0.0.1:1234`."""
    listening = socket.create_server((HOST, 0))
    app = Starlette(routes=graphql_routes(endpoint, manners))
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, server_header=False))
    running = asyncio.create_task(server.serve([listening]))
    while not server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.01)
    try:
        yield f"http://{HOST}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
