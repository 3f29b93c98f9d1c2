"""`groundswell migrate`, `make-migration`, `backup` and `restore`."""

from pathlib import Path
from typing import Annotated

import typer

from server import connections
from server.cli.bring_in import load_reference_data
from server.cli.terminal import console, in_words, read_settings, run
from server.embedded.servers import servers_for_command
from server.progress import shown_progress

BackupFile = Annotated[Path, typer.Argument(help="The backup: one file.")]


def migrate() -> None:
    """Bring the database to the structure and the reference data that this version needs. Harmless to repeat."""
    from server.migrate import ensure_role
    from server.migrate import migrate as apply

    with in_words(), servers_for_command(read_settings()) as chosen:
        url = connections.database_url(chosen)
        run(ensure_role(url))
        done = run(apply(url, lambda name: console.print(f"Applying {name} …")))
        console.print(f"Applied {len(done)} migrations." if done else "The database is up to date.")
        with shown_progress(console) as report:
            run(load_reference_data(chosen, report))


def make_migration(
    name: Annotated[str | None, typer.Option(help="A few words for the file's name.")] = None,
) -> None:
    """Write the migration that the models need (for developers)."""
    from server.make_migration import make_migration as make

    with in_words():
        written = run(make(name))
        console.print(f"Wrote {written}." if written else "The migrations describe the models: nothing to write.")


def backup(file: BackupFile) -> None:
    """Write everything in the database to one file, while the site goes on."""
    from server.backup import back_up

    with in_words(), servers_for_command(given := read_settings()) as chosen:
        manifest = run(back_up(connections.database_url(chosen), file, embedded=given.database_url is None))
        rows = sum(table.rows for table in manifest.tables.values())
        console.print(f"Wrote {rows:,} rows of {len(manifest.tables)} tables to {file}.")


def restore(file: BackupFile) -> None:
    """Read a backup into an empty database, and compare every table with what the backup says."""
    from server.restore import restore as read_back

    with in_words(), servers_for_command(given := read_settings()) as chosen:
        manifest = run(read_back(connections.database_url(chosen), file, embedded=given.database_url is None))
        console.print(
            f"Restored {len(manifest.tables)} tables as they were at {manifest.made_at}; all agree. "
            "Now run `groundswell boards rebuild`."
        )
