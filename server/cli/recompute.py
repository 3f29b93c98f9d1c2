"""`groundswell recompute season` and `recompute badges`."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import typer

from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from server import connections
from server.cli.terminal import Refusal, console, in_words, read_settings, run
from server.embedded.servers import servers_for_command
from server.settings import Settings

recompute = typer.Typer(help="Compute anew what was derived from the ledger.", no_args_is_help=True)

Day = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day within the season; today, if not said.")
]


@recompute.command("season")
def season(on: Day = None) -> None:
    """Compute a season anew, from its activities to its standings. Leaves with code 1 when something differs."""
    with in_words(), servers_for_command(read_settings()) as chosen:
        differences = run(_season(chosen, on.date() if on else None))
        for difference in differences:
            console.print(str(difference), markup=False)
        if differences:
            raise Refusal(f"{len(differences)} numbers differ.")
    console.print("Every number of the season is reproduced exactly.")


@recompute.command("badges")
def badges() -> None:
    """Count everybody's days anew and give the badges that they have earned."""
    with in_words(), servers_for_command(read_settings()) as chosen:
        run(_badges(chosen))
    console.print("Counted.")


async def _season(chosen: Settings, on: date | None) -> list[object]:
    from models.leaderboards.actions import recompute_season

    async with connections.opened(chosen, application_name="groundswell recompute", patient=True):
        return [
            difference
            for account in await Account.all().order_by("slug")
            for difference in await recompute_season(
                system_actor(account.id), on=on or clock.local_date(clock.now(), account.time_zone)
            )
        ]


async def _badges(chosen: Settings) -> None:
    from models.recognition.actions import recount_badges

    async with connections.opened(chosen, application_name="groundswell recompute", patient=True):
        for account in await Account.all().order_by("slug"):
            last: UUID | None = None
            while (last := await recount_badges(system_actor(account.id), after=last, onward=False)) is not None:
                continue
