"""`groundswell mail`: what comes back about mail."""

import sys

import typer

from server import connections
from server.cli.terminal import console, in_words, read_settings, run
from server.embedded.servers import servers_for_command
from server.settings import Settings

mail = typer.Typer(help="Hear what comes back about mail.", no_args_is_help=True)
LARGEST = 2_000_000


@mail.callback()
def about_mail() -> None:
    """Hear what comes back about mail."""


@mail.command("bounce")
def bounce() -> None:
    """Hear a bounce or a complaint: `groundswell mail bounce < message`, as a mail server's pipe does for the sender address."""
    raw = sys.stdin.buffer.read(LARGEST)
    with in_words(), servers_for_command(read_settings()) as chosen:
        heard = run(_hear(chosen, raw))
    console.print("Heard." if heard else "No report about a message of ours: nothing is changed.")


async def _hear(chosen: Settings, raw: bytes) -> bool:
    from models.asks.actions import hear_mail_report
    from models.asks.channels.mail_reports import read_report

    report = read_report(raw)
    if report is None:
        return False
    async with connections.opened(chosen, application_name="groundswell mail"):
        return await hear_mail_report(report)
