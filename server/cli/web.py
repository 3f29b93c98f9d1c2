"""`groundswell serve` and `groundswell schema`."""

from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from server import connections, ports
from server.checks import ensure_structure
from server.cli.terminal import Refusal, console, in_words, listen_at, read_settings, run

SNAPSHOT = Path("graphql/schema.graphql")
_GRACE_SECONDS = 5
_KEEP_ALIVE_SECONDS = 75
"""Longer than proxies and clients keep an idle connection, so that none asks on one that we are just closing."""


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (GROUNDSWELL_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (GROUNDSWELL_PORT).")] = None,
) -> None:
    """Run the web server alone. It needs DATABASE_URL and REDIS_URL, a migrated database, and a worker beside it."""
    with in_words():
        chosen = read_settings()
        connections.require_addresses(chosen)
        run(ensure_structure(chosen))
        address, number = host or chosen.host, chosen.port if port is None else port
        if number and not ports.is_free(address, number):
            free = ports.next_free(address, number + 1)
            raise Refusal(f"Port {number} of {address} is taken. Free is {free}: add --port {free}.")
        listen_at(chosen, address, number)
        uvicorn.run(
            "server.app:create_app",
            factory=True,
            host=address,
            port=number,
            workers=chosen.web_processes,
            proxy_headers=True,
            forwarded_allow_ips=chosen.trusted_proxies,
            server_header=False,
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        )


def schema(
    file: Annotated[Path, typer.Argument(help="Where to write; the snapshot that a test compares.")] = SNAPSHOT,
) -> None:
    """Write the GraphQL schema as a document."""
    from api.schema import schema as contract

    with in_words():
        file.write_text(contract.as_str().rstrip() + "\n", encoding="utf-8")
        console.print(f"Wrote {file}.")
