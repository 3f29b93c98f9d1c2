"""Writes the rows of matches and of prices."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import numpy as np
import orjson

from models.kernel import ids, work
from models.matching.rules import Choice, Crowd, Opening, Reach, chances_of, reasons_for
from models.matching.tables import MatchRun

_COLUMNS = (
    "id",
    "account_id",
    "run_id",
    "task_id",
    "shift_id",
    "person_id",
    "rank",
    "reserve",
    "score",
    "yes_chance",
    "show_chance",
    "distance_km",
    "reasons",
)
_PRICE_COLUMNS = ("id", "account_id", "run_id", "task_id", "shift_id", "prices")


async def copy_matches(run: MatchRun, crowd: Crowd, openings: Sequence[Opening], choices: Sequence[Choice]) -> None:
    """Store choices: within a task ranked from 1, matches before reserves, best first."""
    await work.copy_rows("matches", _COLUMNS, list(_match_rows(run, crowd, openings, choices)))


async def copy_prices(run: MatchRun, openings: Sequence[Opening], prices: Sequence[Sequence[float]]) -> None:
    """Store the prices of each opening's places; those of a shift's parts one after the other."""
    by_shift: dict[UUID, list[float]] = defaultdict(list)
    for opening, each in zip(openings, prices, strict=True):
        by_shift[opening.shift_id] += each
    task_of = {opening.shift_id: opening.task_id for opening in openings}
    rows = [
        (ids.new_id(), run.account_id, run.id, task_of[shift_id], shift_id, orjson.dumps(each).decode())
        for shift_id, each in by_shift.items()
    ]
    await work.copy_rows("match_prices", _PRICE_COLUMNS, rows)


def _match_rows(
    run: MatchRun, crowd: Crowd, openings: Sequence[Opening], choices: Sequence[Choice]
) -> Iterator[tuple[Any, ...]]:
    ranks: dict[UUID, int] = defaultdict(int)
    chances = _chances(crowd, openings, choices)
    for choice in sorted(choices, key=_order):
        opening = openings[choice.opening]
        ranks[opening.task_id] += 1
        yield (
            ids.new_id(),
            run.account_id,
            run.id,
            opening.task_id,
            opening.shift_id,
            crowd.ids[choice.number],
            ranks[opening.task_id],
            choice.reserve,
            choice.score,
            *chances[choice.opening, choice.number],
            None if np.isnan(choice.km) else choice.km,
            orjson.dumps(reasons_for(crowd, opening, choice.number, choice.km)).decode(),
        )


def _chances(
    crowd: Crowd, openings: Sequence[Opening], choices: Sequence[Choice]
) -> dict[tuple[int, int], tuple[float, float]]:
    """Of each choice (by opening and person): the chances of a yes and of showing up."""
    chosen: dict[int, list[Choice]] = defaultdict(list)
    for choice in choices:
        chosen[choice.opening].append(choice)
    found = {}
    for position, some in chosen.items():
        reach = Reach(np.array([each.number for each in some]), np.array([each.km for each in some]))
        chances = chances_of(crowd, openings[position], reach)
        for each, yes, show in zip(some, chances.yes, chances.show, strict=True):
            found[position, each.number] = float(yes), float(show)
    return found


def _order(choice: Choice) -> tuple[Any, ...]:
    return choice.reserve, -choice.score, choice.opening, choice.number
