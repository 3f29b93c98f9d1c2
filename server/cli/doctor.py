"""`groundswell doctor`."""

import typer
from pydantic import SecretStr
from rich.table import Table

from server.checks import Finding, check_database, check_machine, check_redis
from server.cli.terminal import console, in_words, read_settings, run
from server.connections import AddressMissing
from server.embedded.errors import EmbeddedServerError
from server.embedded.servers import servers_for_command
from server.environment_example import name_in_environment
from server.settings import Settings


def doctor() -> None:
    """Check the whole set-up and say how to mend what is wrong. Leaves with code 1 if something is."""
    with in_words():
        given = read_settings()
        findings = [*check_machine(given), *_check_servers(given)]
        console.print(_settings_table(given))
        for finding in findings:
            _show(finding)
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(1)


def _check_servers(given: Settings) -> list[Finding]:
    try:
        with servers_for_command(given) as chosen:
            return [*run(check_database(chosen)), run(check_redis(chosen))]
    except (EmbeddedServerError, AddressMissing) as problem:
        return [Finding("Servers", "not running", str(problem))]


def _settings_table(given: Settings) -> Table:
    table = Table("Setting", "Value", "Meaning", title="Settings", show_lines=False)
    for name, field in Settings.model_fields.items():
        table.add_row(name_in_environment(name), _shown(name, getattr(given, name)), field.description)
    return table


def _shown(name: str, value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, SecretStr) or (name.endswith("_url") and "@" in str(value)):
        return "(set)"
    return str(value)


def _show(finding: Finding) -> None:
    mark = "[green]✓[/]" if finding.is_well else "[red]✗[/]"
    console.print(f"{mark} {finding.subject}: ", end="")
    console.print(finding.state, markup=False, soft_wrap=True)
    if finding.mend:
        console.print(f"    {finding.mend}", markup=False, soft_wrap=True)
