"""`groundswell up`: everything at once, for one machine."""

import signal
import time
from contextlib import ExitStack
from types import FrameType
from typing import Annotated

import typer
from rich.status import Status

from server import connections, ports
from server.cli.bring_in import load_demo_campaign, load_reference_data
from server.cli.terminal import Refusal, console, errors, in_words, listen_at, read_settings, run
from server.embedded.servers import Servers, announce, hold_home, start_servers
from server.progress import shown_progress
from server.settings import Settings
from server.supervisor import Child, Supervisor

_PATIENCE_SECONDS = 60.0
_LOOK_SECONDS = 0.25
_LOCALLY = {"0.0.0.0": "127.0.0.1", "::": "::1"}


class Interrupted(KeyboardInterrupt):
    """Somebody asked us to stop. A KeyboardInterrupt, since asyncio lets only that through its callbacks."""


def up(
    demo: Annotated[bool, typer.Option(help="Load the demo campaign when the database is empty.")] = True,
) -> None:
    """
    Start everything on this machine: database, Redis, web server and workers. Ctrl-C stops it all.

    The first start makes a database in the folder GROUNDSWELL_HOME and loads a demo campaign; later ones take
    seconds and keep everything. DATABASE_URL and REDIS_URL replace the embedded servers by your own.
    """
    with in_words(), ExitStack() as stack:
        chosen = read_settings()
        stack.enter_context(hold_home(chosen))
        chosen = _with_free_port(chosen)
        _stop_when_asked()
        try:
            _run(chosen, stack, demo=demo)
        except Interrupted:
            console.print("\nStopping …")
            _ignore_further_requests()
    console.print("Stopped. Your data is kept.")


def _run(chosen: Settings, stack: ExitStack, *, demo: bool) -> None:
    with console.status("Starting PostgreSQL and Redis …"):
        servers = start_servers(chosen)
    stack.callback(servers.stop)
    chosen = announce(chosen, servers)
    _prepare_database(chosen, demo=demo)
    supervisor = Supervisor(_children(chosen), lambda text: errors.print(f"[yellow]{text}[/]"))
    stack.callback(supervisor.stop)
    supervisor.start()
    with console.status("Starting the site …") as status:
        _wait_for_site(chosen, supervisor, status)
    _print_addresses(chosen)
    _watch(chosen, servers, supervisor)


def _with_free_port(chosen: Settings) -> Settings:
    """Take the next free port when the wanted one is taken, and say so."""
    if ports.is_free(chosen.host, chosen.port):
        return chosen
    free = ports.next_free(chosen.host, chosen.port + 1)
    console.print(f"[yellow]Port {chosen.port} is taken by another program; using {free} instead.[/]")
    return listen_at(chosen, chosen.host, free)


def _prepare_database(chosen: Settings, *, demo: bool) -> None:
    run(bring_up_to_date(connections.database_url(chosen)))
    with shown_progress(console) as report:
        run(load_reference_data(chosen, report))
        if demo and not chosen.is_production and run(_is_empty(chosen)):
            run(load_demo_campaign(chosen, report, queue=False))


async def bring_up_to_date(url: str) -> None:
    """Give a database, new or of an older version, the structure of this one, and say each step. What is in it stays."""
    from server.migrate import ensure_role, migrate

    await ensure_role(url)
    await migrate(url, lambda name: console.print(f"Migrating: {name}"))


async def _is_empty(chosen: Settings) -> bool:
    from models.kernel.tables import Account

    async with connections.opened(chosen, application_name="groundswell up", queue=False):
        return not await Account.exists()


def _children(chosen: Settings) -> list[Child]:
    home = chosen.home.absolute()
    serve = ["serve", "--host", chosen.host, "--port", str(chosen.port)]
    workers = [
        Child(f"worker {number}", ["work"], home / f"worker-{number}.log") for number in range(1, chosen.workers + 1)
    ]
    return [Child("web server", serve, home / "web.log"), *workers]


def _wait_for_site(chosen: Settings, supervisor: Supervisor, status: Status) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not ports.answers(_LOCALLY.get(chosen.host, chosen.host), chosen.port, "/readyz"):
        fallen = [child for child in supervisor.children if child.falls]
        if time.monotonic() > deadline or any(child.falls > 2 for child in fallen):
            raise Refusal("The site did not start. " + _last_words(supervisor.children))
        supervisor.look()
        status.update("Starting the site …")
        time.sleep(_LOOK_SECONDS)


def _last_words(children: list[Child]) -> str:
    from server.embedded.process import last_lines

    return "\n".join(f"The end of {child.log}:\n{last_lines(child.log)}" for child in children)


def _print_addresses(chosen: Settings) -> None:
    address = chosen.public_url
    console.print(f"\n[bold]Groundswell is up:[/] {address}")
    if not chosen.is_production:
        console.print(f"  GraphiQL  {address}/graphql\n  Mailbox   {address}/mailbox")
        for label, link in run(_sign_in_links(chosen)):
            console.print(f"  {label}: {link}", soft_wrap=True, markup=False)
    console.print(f"Logs and data: {chosen.home.absolute()}. Ctrl-C stops everything.\n")


async def _sign_in_links(chosen: Settings) -> list[tuple[str, str]]:
    if await _is_empty(chosen):
        return []
    from server.demo import sign_in_links

    async with connections.opened(chosen, application_name="groundswell up", queue=False):
        return await sign_in_links(chosen.public_url)


def _watch(chosen: Settings, servers: Servers, supervisor: Supervisor) -> None:
    """Look after everything until somebody asks us to stop."""
    while True:
        fallen = servers.fallen()
        if fallen:
            supervisor.say(f"{' and '.join(fallen)} stopped; starting everything again.")
            supervisor.stop()
            servers.start_again(chosen)
            announce(chosen, servers)
            supervisor.start()
        supervisor.look()
        time.sleep(_LOOK_SECONDS)


def _stop_when_asked() -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Interrupted

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def _ignore_further_requests() -> None:
    """An impatient second Ctrl-C must not leave half of it running."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
