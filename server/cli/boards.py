"""`groundswell boards rebuild`, `boards verify` and `boards standings`."""

from datetime import date, datetime
from typing import Annotated

import typer

from models.kernel import clock
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from server import connections
from server.cli.terminal import Refusal, console, in_words, read_settings, run
from server.embedded.servers import servers_for_command
from server.progress import Report, shown_progress
from server.settings import Settings

boards = typer.Typer(
    help="The boards in Redis: copies of what PostgreSQL knows; and the standings of regions.", no_args_is_help=True
)


Day = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day within the windows; today, if not said.")
]


@boards.command("rebuild")
def rebuild() -> None:
    """Build all boards anew from PostgreSQL, while people go on logging work."""
    with in_words(), servers_for_command(read_settings()) as chosen, shown_progress(console) as report:
        entries = run(_rebuild(chosen, report))
    console.print(f"Rebuilt: {entries:,} entries.")


@boards.command("verify")
def verify() -> None:
    """Compare every entry of every board with PostgreSQL. Leaves with code 1 when something differs."""
    with in_words(), servers_for_command(read_settings()) as chosen:
        differences = run(_verify(chosen))
        for difference in differences:
            console.print(str(difference), markup=False)
        if differences:
            raise Refusal(f"{len(differences)} entries differ. `groundswell boards rebuild` mends them.")
    console.print("Every entry agrees.")


@boards.command("standings")
def standings(on: Day = None) -> None:
    """Compute who stands where among regions, in the season, month and week that hold a day."""
    with in_words(), servers_for_command(read_settings()) as chosen:
        stored = run(_standings(chosen, on.date() if on else None))
    console.print(f"Stored: {stored:,} standings.")


async def _standings(chosen: Settings, on: date | None) -> int:
    from models.leaderboards.actions import compute_standings

    async with connections.opened(chosen, application_name="groundswell boards", patient=True):
        accounts = await Account.all().order_by("slug")
        days = [on or clock.local_date(clock.now(), account.time_zone) for account in accounts]
        return sum(
            [await compute_standings(system_actor(one.id), on=day) for one, day in zip(accounts, days, strict=True)]
        )


async def _rebuild(chosen: Settings, report: Report) -> int:
    from models.leaderboards.actions import rebuild_boards

    async with connections.opened(chosen, application_name="groundswell boards", patient=True):
        return sum([await rebuild_boards(actor, report=report) for actor in await _actors()])


async def _verify(chosen: Settings) -> list[object]:
    from models.leaderboards.actions import verify_boards

    async with connections.opened(chosen, application_name="groundswell boards", patient=True):
        return [difference for actor in await _actors() for difference in await verify_boards(actor)]


async def _actors() -> list[Actor]:
    """The system's actor of every account."""
    return [system_actor(account.id) for account in await Account.all().order_by("slug")]
