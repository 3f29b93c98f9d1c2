"""
Learns a chance from counts, and decides by outcomes that it had not seen whether it may be used.

Cross-fitting by person (Stone 1974): each fifth of the people is judged by a model of the other four fifths, so every
outcome is held out once, and nobody is judged by a model that knew them. What is used then is fitted on everybody.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from models.matching.chances.calibration import Reliability, judge
from models.matching.chances.cells import FOLDS, Cells
from models.matching.chances.fit import GROUP_SPREAD, LEVEL_SPREAD, RECORD_SPREAD, Rows, fit
from models.matching.chances.kinds import PRIORS, ChanceKind
from models.matching.chances.levels import LEVELS, Flags, Integers, Numbers
from models.matching.chances.model import GROUP, ChanceModel
from models.matching.chances.record import shrunken, strength_of, surplus

ENOUGH = 500
"""Held-out outcomes without which nothing is believed."""
LARGEST_ERROR = 0.05
WIDE = 1e3


class ChanceVerdict(StrEnum):
    """Whether what was learned may be used, or why not."""

    IN_USE = "in_use"
    TOO_FEW = "too_few"
    NOT_CALIBRATED = "not_calibrated"
    NO_BETTER = "no_better"


@dataclass(frozen=True, slots=True)
class Report:
    """
    How the held-out outcomes went: what was learned, the shrunken base rate in its place, and the plain base rate (the
    same chance for everybody), as a Brier score.
    """

    verdict: ChanceVerdict
    learned: Reliability
    shrunken: Reliability
    base_brier: float

    @property
    def used(self) -> Reliability:
        """Of what is used."""
        return self.learned if self.verdict is ChanceVerdict.IN_USE else self.shrunken


@dataclass(frozen=True, slots=True)
class Learned:
    """What is used from now on, and why."""

    model: ChanceModel
    report: Report


@dataclass(frozen=True, slots=True)
class _Table:
    """Cells as columns; `names` of the coefficients from the third on, as (feature, level)."""

    kind: ChanceKind
    names: list[tuple[str, str]]
    fold: Integers
    good: Integers
    bad: Integers
    columns: Integers
    trials: Integers
    successes: Integers

    def only(self, keep: Flags) -> "_Table":
        return _Table(
            self.kind,
            self.names,
            *(column[keep] for column in (self.fold, self.good, self.bad, self.columns, self.trials, self.successes)),
        )


def learn(kind: ChanceKind, cells: Cells) -> Learned:
    """Fit, judge, and choose. Any number of outcomes will do: without enough of them, the base rate is used."""
    table = _table(kind, cells)
    learned, shrunk, plain = (judge(given, table.trials, table.successes) for given in _held_out(table))
    verdict = _verdict(learned, plain.brier)
    model = _fit(table) if verdict is ChanceVerdict.IN_USE else _base_rate(table)
    return Learned(model, Report(verdict, learned, shrunk, plain.brier))


def _held_out(table: _Table) -> Numbers:
    """Three chances for each row, by what the others taught: learned, shrunken, and the same for everybody."""
    given = np.empty((3, len(table.trials)))
    for fold in range(FOLDS):
        own = table.fold == fold
        model, unseen = _fit(table.only(~own)), table.only(own)
        given[0, own] = _predict(model, unseen)
        given[1, own] = shrunken(unseen.good, unseen.bad, model.mean, model.strength)
        given[2, own] = model.mean
    return given


def _verdict(learned: Reliability, base_brier: float) -> ChanceVerdict:
    if learned.outcomes < ENOUGH:
        return ChanceVerdict.TOO_FEW
    if learned.worst_error > LARGEST_ERROR:
        return ChanceVerdict.NOT_CALIBRATED
    return ChanceVerdict.IN_USE if learned.brier < base_brier else ChanceVerdict.NO_BETTER


def _table(kind: ChanceKind, cells: Cells) -> _Table:
    """In the order of the cells, whatever the order in which they came."""
    ordered = sorted(cells)
    names = [(feature, level) for feature, levels in LEVELS[kind].items() for level in levels]
    names += [(GROUP, group) for group in sorted({cell.group for cell in ordered} - {""})]
    column = {name: place for place, name in enumerate(names, start=2)}
    features = list(LEVELS[kind])
    rows = [
        [*(column[named] for named in zip(features, cell.levels, strict=True)), column.get((GROUP, cell.group), 0)]
        for cell in ordered
    ]
    counts = np.array([cells[cell] for cell in ordered], dtype=np.int64).reshape(-1, 2)
    return _Table(
        kind,
        names,
        np.array([cell.fold for cell in ordered], dtype=np.int64),
        np.array([cell.good for cell in ordered], dtype=np.int64),
        np.array([cell.bad for cell in ordered], dtype=np.int64),
        np.array(rows, dtype=np.int64).reshape(-1, len(features) + 1),
        counts[:, 0],
        counts[:, 1],
    )


def _base_rate(table: _Table) -> ChanceModel:
    """Everybody's mean with the prior's imagined outcomes among them; the prior's strength until there are enough."""
    good, bad = PRIORS[table.kind]
    mean = float((table.successes.sum() + good) / (table.trials.sum() + good + bad))
    if table.trials.sum() < ENOUGH:
        return ChanceModel(table.kind, mean, good + bad)
    return ChanceModel(table.kind, mean, strength_of(table.good, table.bad, table.trials, table.successes, mean))


def _fit(table: _Table) -> ChanceModel:
    base = _base_rate(table)
    spread = {GROUP: GROUP_SPREAD}
    spreads = np.array([WIDE, RECORD_SPREAD, *(spread.get(feature, LEVEL_SPREAD) for feature, _ in table.names)])
    record = surplus(table.good, table.bad, base.mean, base.strength)
    coefficients = fit(Rows(table.columns, spreads, record, table.trials, table.successes))
    weights: dict[str, dict[str, float]] = {}
    for (feature, level), weight in zip(table.names, coefficients[2:], strict=True):
        weights.setdefault(feature, {})[level] = float(weight)
    return ChanceModel(
        table.kind,
        base.mean,
        base.strength,
        learned=True,
        intercept=float(coefficients[0]),
        record_weight=float(coefficients[1]),
        weights=weights,
    )


def _predict(model: ChanceModel, table: _Table) -> Numbers:
    weight = np.array([0.0, 0.0, *(model.weights[feature][level] for feature, level in table.names)])
    odds = model.intercept + model.record_weight * surplus(table.good, table.bad, model.mean, model.strength)
    return np.asarray(1 / (1 + np.exp(-(odds + weight[table.columns].sum(axis=1)))))
