"""`groundswell mail`: what comes back about mail, and how others know ours."""

import sys

import typer

from server import connections
from server.cli.terminal import Refusal, console, in_words, read_settings, run
from server.embedded.servers import servers_for_command
from server.settings import Settings, keep_secret

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
