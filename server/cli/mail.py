"""`groundswell mail`: what comes back about mail, and how others know ours."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from server import connections
from server.cli.terminal import Refusal, console, in_words, read_settings, run
from server.embedded.servers import servers_for_command
from server.settings import Settings, keep_secret

if TYPE_CHECKING:
    from models.asks.actions import Reconciled

mail = typer.Typer(help="Hear what comes back about mail, and sign what goes out.", no_args_is_help=True)
LARGEST = 2_000_000
LONGEST_STRING = 255


@mail.callback()
def about_mail() -> None:
    """Hear what comes back about mail, and sign what goes out."""


@mail.command("bounce")
def bounce() -> None:
    """Hear a bounce or a complaint: `groundswell mail bounce < message`, as a mail server's pipe does for the sender address."""
    raw = sys.stdin.buffer.read(LARGEST)
    with in_words(), servers_for_command(read_settings()) as chosen:
        heard = run(_hear(chosen, raw))
    console.print("Heard." if heard else "No report about a message of ours: nothing is changed.")


@mail.command("dkim")
def dkim() -> None:
    """Show the DNS record by which others check the signatures on our mail. Makes the key, if there is none yet."""
    with in_words():
        chosen = read_settings()
        if chosen.dkim_selector is None:
            raise Refusal("Set GROUNDSWELL_DKIM_SELECTOR first: any name, such as groundswell.")
        name, text = _record(chosen)
    typer.echo(f"Publish this in the domain's DNS, as one TXT record:\n\nName:  {name}\nText:  {text}\n")
    typer.echo("Where a record may have 255 characters, in parts:\n")
    parts = [text[start : start + LONGEST_STRING] for start in range(0, len(text), LONGEST_STRING)]
    typer.echo(f"{name}. IN TXT ( " + " ".join(f'"{part}"' for part in parts) + " )")


@mail.command("reconcile")
def reconcile(
    log: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="The mail server's log of deliveries, as text.")
    ],
    since: Annotated[datetime | None, typer.Option(help="From when on (UTC) the log is whole.")] = None,
    until: Annotated[datetime | None, typer.Option(help="Until when (UTC) the log is whole.")] = None,
) -> None:
    """
    Clear up what is unknown: mails whose Message-IDs stand in the log were sent.

    Only with both times, between which the log is whole, are those sent again that do not stand in it.
    """
    with in_words(), servers_for_command(read_settings()) as chosen:
        found = run(_reconcile(chosen, log, _as_utc(since), _as_utc(until)))
    console.print(
        f"{found.arrived} had arrived; {found.sent_again} had not, and are sent again if they are still wanted."
    )


def _as_utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


async def _reconcile(chosen: Settings, log: Path, since: datetime | None, until: datetime | None) -> "Reconciled":
    from models.asks.actions import read_message_ids, reconcile_mail

    async with connections.opened(chosen, application_name="groundswell mail"):
        with log.open(encoding="latin-1") as lines:
            taken = read_message_ids(lines)
        return await reconcile_mail(taken, since=since, until=until)


def _record(chosen: Settings) -> tuple[str, str]:
    from models.asks.channels.dkim import dns_record, new_key
    from server.mail import dkim_key

    file = chosen.dkim_key_file
    if not file.exists():
        keep_secret(file, new_key().decode())
    key = dkim_key(chosen)
    assert key is not None
    return dns_record(key)


async def _hear(chosen: Settings, raw: bytes) -> bool:
    from models.asks.actions import hear_mail_report
    from models.asks.channels.mail_reports import read_report

    report = read_report(raw)
    if report is None:
        return False
    async with connections.opened(chosen, application_name="groundswell mail"):
        return await hear_mail_report(report)
