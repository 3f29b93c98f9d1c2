"""`groundswell demo`, `import` and `replay`: ways for data to come in."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from models.kernel.tabular.guess_columns import parse_choices
from server import connections
from server.cli.terminal import console, in_words, read_settings, run
from server.embedded.servers import servers_for_command
from server.progress import Report, shown_progress
from server.settings import Settings

imports = typer.Typer(help="Bring in people or activities from a file, or undo that.", no_args_is_help=True)

SourceFile = Annotated[Path, typer.Argument(help="A table as text (CSV and the like), or an export of a peer.")]
ColumnMap = Annotated[
    list[str] | None,
    typer.Option("--map", help="FIELD=COLUMN where the guess is wrong; may be repeated."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Change nothing; list the problems row by row.")]
ReplayAccount = Annotated[str, typer.Option("--account", help="The account it goes into; made if there is none.")]
AccountSlug = Annotated[str | None, typer.Option("--account", help="Whose data it is (GROUNDSWELL_ACCOUNT).")]


def demo() -> None:
    """Load the demo campaign. `groundswell up` does it by itself when the database is empty."""
    with in_words(), servers_for_command(read_settings()) as chosen, shown_progress(console) as report:
        run(load_demo_campaign(chosen, report))


@imports.command("people")
def import_people(
    file: SourceFile, columns: ColumnMap = None, dry_run: DryRun = False, account: AccountSlug = None
) -> None:
    """Bring in people as contacts: nobody is written to before they opt in themselves."""
    _import("people", file, columns, dry_run, account)


@imports.command("activities")
def import_activities(
    file: SourceFile, columns: ColumnMap = None, dry_run: DryRun = False, account: AccountSlug = None
) -> None:
    """Bring in what people did. Rows that are known already count once."""
    _import("activities", file, columns, dry_run, account)


@imports.command("undo")
def undo_import(
    import_id: Annotated[UUID, typer.Argument(help="The id that the import printed.")], account: AccountSlug = None
) -> None:
    """Take back a whole import."""
    with in_words(), servers_for_command(read_settings()) as chosen, shown_progress(console) as report:
        console.print(run(_undo(chosen, import_id, account or chosen.account, report)))


def replay(
    folder: Annotated[Path, typer.Argument(help="Folder of a stream of real actions.")],
    account: ReplayAccount = "replay",
) -> None:
    """Take in a stream of real actions, with points and boards. Can be killed and resumed; counts nothing twice."""
    with in_words(), servers_for_command(read_settings()) as chosen, shown_progress(console) as report:
        summary = run(_replay(chosen, folder, account, report))
    for name, value in summary.items():
        console.print(f"{name}: {value}")


def _import(kind: str, file: Path, columns: list[str] | None, dry_run: bool, account: str | None) -> None:
    with in_words(), servers_for_command(read_settings()) as chosen, shown_progress(console) as report:
        lines = run(
            _import_file(chosen, kind, file, parse_choices(columns or []), dry_run, account or chosen.account, report)
        )
    for line in lines:
        console.print(line, markup=False)


async def load_reference_data(chosen: Settings, report: Report) -> None:
    """Load the geography and the skills, where this version's are not there yet."""
    from server.reference import load_reference

    async with connections.opened(chosen, application_name="groundswell reference", patient=True, queue=False):
        await load_reference(report)


async def load_demo_campaign(chosen: Settings, report: Report, *, queue: bool = True) -> None:
    """Load the demo; without a `queue` its jobs wait in the outbox until a worker starts."""
    from server.demo import load_demo

    async with connections.opened(chosen, application_name="groundswell demo", patient=True, queue=queue):
        await load_demo(report)


async def _import_file(
    chosen: Settings,
    kind: str,
    file: Path,
    mapping: dict[str, str],
    dry_run: bool,
    account: str,
    report: Report,
) -> list[str]:
    from server.importing import import_file

    async with connections.opened(chosen, application_name="groundswell import", patient=True):
        return await import_file(kind, file, mapping=mapping, dry_run=dry_run, account=account, report=report)


async def _undo(chosen: Settings, import_id: UUID, account: str, report: Report) -> str:
    from server.importing import undo_import

    async with connections.opened(chosen, application_name="groundswell import", patient=True):
        return await undo_import(import_id, account=account, report=report)


async def _replay(chosen: Settings, folder: Path, account: str, report: Report) -> dict[str, object]:
    from server.replay import replay

    async with connections.opened(chosen, application_name="groundswell replay", patient=True):
        return await replay(folder, account=account, report=report)
