"""The command `groundswell`."""

import typer

from server.cli.boards import boards
from server.cli.bring_in import demo, imports, replay
from server.cli.database import backup, make_migration, migrate, restore
from server.cli.doctor import doctor
from server.cli.mail import mail
from server.cli.policy import policy
from server.cli.recompute import recompute
from server.cli.up import up
from server.cli.web import schema, serve
from server.cli.worker import work

app = typer.Typer(
    name="groundswell",
    help="Groundswell: fair rivalry, careful asking, explained matches. New here? `groundswell up`.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
app.command("up")(up)
app.command("serve")(serve)
app.command("work")(work)
app.command("migrate")(migrate)
app.command("make-migration", hidden=True)(make_migration)
app.command("demo")(demo)
app.add_typer(imports, name="import")
app.command("replay")(replay)
app.add_typer(boards, name="boards")
app.add_typer(mail, name="mail")
app.add_typer(policy, name="policy")
app.add_typer(recompute, name="recompute")
app.command("backup")(backup)
app.command("restore")(restore)
app.command("schema")(schema)
app.command("doctor")(doctor)


def main() -> None:
    """The entry point that pip installs."""
    app()
