"""`groundswell policy evaluate`: what other ways of choosing would have been worth, by what was logged."""

from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.table import Table

from server.cli.terminal import Refusal, console, in_words

policy = typer.Typer(help="Ways of choosing whom to ask how: what they are worth.", no_args_is_help=True)

ChoicesFile = Annotated[Path, typer.Argument(help="Logged choices as a table (CSV and the like, gzip or not).")]
Arm = Annotated[str, typer.Option("--arm", help="Column that says what was chosen.")]
Outcome = Annotated[str, typer.Option("--outcome", help="Column of what came of it: 1 and 0, or amounts.")]
Propensity = Annotated[
    str | None,
    typer.Option("--propensity", help="Column of the chance with which it was chosen; without: drawn by shares."),
]
Context = Annotated[
    list[str] | None,
    typer.Option("--context", help="Columns the learned policy may look at, with commas between; may be repeated."),
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", help="Column of who it was, if somebody has several rows; they stay together."),
]
Budget = Annotated[
    float | None, typer.Option("--budget", help="Share (0 to 1) to whom the learned policy may give more than --rest.")
]
Rest = Annotated[
    str | None,
    typer.Option("--rest", help="What those beyond the budget get; if not said: none, control, 0, or the first."),
]
Forbid = Annotated[
    list[str] | None, typer.Option("--forbid", help="An arm that the learned policy must not choose; may be repeated.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="By which the two halves are drawn.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on one line, for machines.")]


@policy.command("evaluate")
def evaluate(
    file: ChoicesFile,
    arm: Arm,
    outcome: Outcome,
    propensity: Propensity = None,
    context: Context = None,
    cluster: Cluster = None,
    budget: Budget = None,
    rest: Rest = None,
    forbid: Forbid = None,
    seed: Seed = 0,
    json: AsJson = False,
) -> None:
    """
    Value the logged policy, a uniform one, each single arm and a learned one, by IPS, SNIPS and DR with 95 % intervals.

    The learned policy is fitted on one half of the clusters and valued on the other. Needs no database.
    """
    from models.asks.evaluation import Columns

    columns = Columns(arm, outcome, propensity, _split(context or []), cluster)
    with in_words():
        found = _evaluate(file, columns, {"forbid": forbid or [], "budget": budget, "rest": rest}, seed)
        if json:
            typer.echo(orjson.dumps(found))
        else:
            _show(found)


def _evaluate(file: Path, columns: Any, limits: dict[str, Any], seed: int) -> dict[str, Any]:
    from models.asks import evaluation
    from models.kernel.tabular.read_table import read_table

    try:
        choices = evaluation.read_choices(read_table(file.read_bytes()), columns)
        within = evaluation.read_limits(choices, **limits)
    except evaluation.CannotEvaluate as problem:
        raise Refusal(str(problem)) from None
    found = evaluation.evaluate(choices, within, seed=seed)
    return evaluation.as_json(found, choices, within, given=columns.propensity is not None)


def _split(names: list[str]) -> tuple[str, ...]:
    """Names of columns, given apart or with commas between, each once."""
    parts = (part.strip() for name in names for part in name.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _show(found: dict[str, Any]) -> None:
    table = Table("policy", "value (DR)", "95 %", "IPS", "SNIPS", "effective rows")
    for name, value in _policies(found):
        low, high = value["interval"]
        snips = value["snips"]
        table.add_row(
            name,
            f"{value['value']:.5g}",
            f"{low:.5g} – {high:.5g}",
            f"{value['ips']['value']:.5g}",
            f"{snips['value']:.5g}" if snips else "–",
            f"{value['effective_rows']:,.0f}",
        )
    console.print(table)
    chosen = {name: share for name, share in found["learned"]["shares"].items() if share > 0}
    console.print(
        "The learned policy gives: " + ", ".join(f"{name} to {share:.1%}" for name, share in chosen.items()) + "."
    )
    for note in found["notes"]:
        console.print(note, markup=False)


def _policies(found: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    arms = [(f"always {name}", value) for name, value in found["arms"].items()]
    named = (
        ("as logged", "logged"),
        ("uniform", "uniform"),
        ("learned", "learned"),
        ("exploring a tenth", "exploring"),
    )
    first, second, *last = [(name, found[key]) for name, key in named if found[key]]
    return [first, second, *arms, *last]
