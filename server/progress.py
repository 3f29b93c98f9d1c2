"""How long steps show that they go on: a bar in a terminal, plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

Report = Callable[[str, int, int | None], None]


@contextmanager
def shown_progress(console: Console) -> Iterator[Report]:
    """Gives a function to call with a step's name, how much is done, and how much there is (None: unknown)."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    bars: dict[str, TaskID] = {}
    with Progress(*columns, console=console) as progress:

        def report(step: str, done: int, total: int | None) -> None:
            if step not in bars:
                bars[step] = progress.add_task(step, total=total)
                _say_where_nobody_sees_bars(console, step)
            progress.update(bars[step], completed=done, total=total)

        yield report


def _say_where_nobody_sees_bars(console: Console, step: str) -> None:
    if not console.is_terminal:
        console.print(f"{step} …")
