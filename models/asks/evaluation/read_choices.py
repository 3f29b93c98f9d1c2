"""A table of logged choices, checked cell by cell: whatever is wrong is said with its column and row."""

from dataclasses import dataclass, replace

import numpy as np

from models.asks.evaluation.chance_of_arms import depends_on
from models.asks.evaluation.errors import CannotEvaluate
from models.asks.evaluation.features import features_of, numbers_of
from models.asks.evaluation.logged_choices import LoggedChoices
from models.asks.learning.regression import Integers, Numbers
from models.kernel.tabular.source_table import SourceTable

FEWEST_CLUSTERS = 10
MOST_ARMS = 500


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what. Without `propensity`, arms are taken to have been drawn with their shares."""

    arm: str
    outcome: str
    propensity: str | None = None
    context: tuple[str, ...] = ()
    cluster: str | None = None


def read_choices(table: SourceTable, columns: Columns) -> LoggedChoices:
    """
    The choices that a table logs; rows without arm, outcome or propensity are left out, and counted as `left_out`.

    Raises CannotEvaluate for a missing column, unreadable cells, propensities that are no chances, a single arm, too few
    clusters, and for arms that depend on the context although no propensity is given.
    """
    kept = _complete(table, columns)
    context = [_cells(kept, name) for name in columns.context]
    names, arm = _arms(_cells(kept, columns.arm), columns.arm)
    cluster = _clusters(_cells(kept, columns.cluster)) if columns.cluster else np.arange(len(arm), dtype=np.int64)
    _ensure_clusters(cluster, columns.cluster)
    if columns.propensity is None:
        _ensure_blind(arm, cluster, context, columns)
    propensity = _propensities(kept, columns.propensity) if columns.propensity else _shares(arm)
    features = features_of(context) if context else np.zeros((len(arm), 0))
    outcome = _numeric(kept, columns.outcome)
    return LoggedChoices(names, arm, outcome, propensity, features, cluster, len(table.rows) - len(kept.rows))


def _complete(table: SourceTable, columns: Columns) -> SourceTable:
    """The rows that have everything we cannot do without. Raises CannotEvaluate for a missing column, or if none has."""
    wanted = [name for name in (columns.arm, columns.outcome, columns.propensity, columns.cluster) if name]
    missing = [name for name in (*wanted, *columns.context) if name not in table.columns]
    if missing:
        raise CannotEvaluate(f"There is no column “{missing[0]}”. The columns are: {listed(table.columns)}.")
    places = [table.columns.index(name) for name in wanted]
    rows = tuple(row for row in table.rows if all(row.values[place] for place in places))
    if not rows:
        raise CannotEvaluate(f"No row has all of {listed(tuple(wanted))}.")
    return replace(table, rows=rows)


def _cells(table: SourceTable, name: str) -> list[str]:
    place = table.columns.index(name)
    return [row.values[place] for row in table.rows]


def _numeric(table: SourceTable, name: str) -> Numbers:
    cells = _cells(table, name)
    numbers = numbers_of(cells)
    if numbers is None:
        place = next(place for place, cell in enumerate(cells) if numbers_of([cell]) is None)
        raise CannotEvaluate(
            f"Column “{name}” must hold numbers (1 and 0 for yes and no); row {_row(table, place)} says “{cells[place]}”."
        )
    return numbers


def _propensities(table: SourceTable, name: str) -> Numbers:
    chances = _numeric(table, name)
    wrong = np.flatnonzero((chances <= 0) | (chances > 1))
    if len(wrong):
        raise CannotEvaluate(
            f"Column “{name}” must hold the chance with which the logged arm was chosen, above 0 and at most 1; "
            f"row {_row(table, int(wrong[0]))} says {chances[wrong[0]]:g}."
        )
    return chances


def _arms(cells: list[str], name: str) -> tuple[tuple[str, ...], Integers]:
    """Names in order (by number where all are numbers), and each row's place among them."""
    found = sorted(set(cells))
    numbers = numbers_of(found)
    if numbers is not None:
        found = [found[place] for place in np.argsort(numbers, kind="stable")]
    if not 2 <= len(found) <= MOST_ARMS:
        raise CannotEvaluate(f"Column “{name}” has {len(found)} arms; policies can be compared with 2 to {MOST_ARMS}.")
    places = {arm: place for place, arm in enumerate(found)}
    return tuple(found), np.array([places[cell] for cell in cells], dtype=np.int64)


def _clusters(cells: list[str]) -> Integers:
    return np.unique(np.array(cells), return_inverse=True)[1].astype(np.int64)


def _ensure_clusters(cluster: Integers, name: str | None) -> None:
    number = len(np.unique(cluster))
    if number < FEWEST_CLUSTERS:
        what = f"Column “{name}” has {number} clusters" if name else f"There are {number} rows"
        raise CannotEvaluate(f"{what}; an interval needs at least {FEWEST_CLUSTERS}.")


def _ensure_blind(arm: Integers, cluster: Integers, context: list[list[str]], columns: Columns) -> None:
    """Without propensities, arms must have been drawn whoever it was: refuse where the context foretells them."""
    first = np.unique(cluster, return_index=True)[1]
    for name, cells in zip(columns.context, context, strict=True):
        if depends_on(arm[first], [cells[row] for row in first]):
            raise CannotEvaluate(
                f"Who got which arm depends on “{name}”, so their shares are not their chances. "
                "Name the column of the logged chances with --propensity."
            )


def _shares(arm: Integers) -> Numbers:
    shares = np.bincount(arm) / len(arm)
    return np.asarray(shares[arm])


def _row(table: SourceTable, place: int) -> int:
    return table.rows[place].number


def listed(names: tuple[str, ...], most: int = 12) -> str:
    """Names as a sentence tells them: the first dozen, and how many more."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
