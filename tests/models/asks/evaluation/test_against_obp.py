"""IPS, SNIPS and DR against the Open Bandit Pipeline (`tests/data/expected_by_obp.py`), and against the formulas."""

import json
from pathlib import Path

import numpy as np
import pytest

from models.asks.evaluation import Columns, LoggedChoices, read_choices
from models.asks.evaluation.evaluate import value_of
from models.asks.learning.regression import Family
from models.kernel.tabular.read_table import read_table
from tests.models.asks.evaluation.logs import LETTERS, SEEDED, SHARED, clicks

EXPECTED = json.loads((SEEDED / "expected_by_obp.json").read_text())
POLICIES = ("uniform", "always", "tilted")


def read(path: Path, columns: Columns) -> tuple[LoggedChoices, np.ndarray]:
    table = read_table(path.read_bytes())
    choices = read_choices(table, columns)
    place, outcome = table.columns.index(columns.context[0]), table.columns.index(columns.outcome)
    return choices, np.array([int(row.values[place]) for row in table.rows if row.values[outcome]])


def policies(column: np.ndarray, arms: int, best: int) -> dict[str, np.ndarray]:
    uniform, always = np.full((len(column), arms), 1 / arms), np.zeros((len(column), arms))
    always[:, best] = 1
    tilted = 1.0 + (np.arange(arms)[None, :] + column[:, None]) % 3
    return {"uniform": uniform, f"always {best}": always, "tilted": tilted / tilted.sum(axis=1, keepdims=True)}


def compare(choices: LoggedChoices, column: np.ndarray, best: int, expected: dict[str, dict[str, float]]) -> None:
    arms = len(choices.names)
    modelled = (np.bincount(choices.arm, choices.outcome, arms) + 1) / (np.bincount(choices.arm, minlength=arms) + 200)
    foreseen = np.repeat(modelled[None, :], len(choices), axis=0)
    for name, policy in policies(column, arms, best).items():
        found = value_of(choices, policy, foreseen, Family.AMOUNT)
        assert found.snips is not None
        ours = {"ips": found.ips.value, "snips": found.snips.value, "dr": found.dr.value}
        assert ours == pytest.approx(by_hand(choices, policy, modelled), abs=1e-9)
        assert ours == pytest.approx(expected[name], abs=1e-6, rel=0)


def by_hand(choices: LoggedChoices, policy: np.ndarray, modelled: np.ndarray) -> dict[str, float]:
    """The formulas, row by row."""
    weighted = weights = robust = 0.0
    for row, (arm, outcome, propensity) in enumerate(
        zip(choices.arm, choices.outcome, choices.propensity, strict=True)
    ):
        weight = policy[row, arm] / propensity
        weighted += weight * outcome
        weights += weight
        robust += weight * (outcome - modelled[arm]) + float(policy[row] @ modelled)
    return {"ips": weighted / len(choices), "snips": weighted / weights, "dr": robust / len(choices)}


@pytest.mark.parametrize("name", ["random_all", "bts_all"])
def test_clicks_are_valued_as_by_obp(name: str) -> None:
    kind, path = clicks(name)
    for where, file in {kind: path, "seeded": SEEDED / "ask_open_bandit_small" / path.name}.items():
        choices, column = read(file, Columns("item_id", "click", "propensity_score", ("position",)))
        choices = in_order_of_number(choices)
        compare(choices, column, 14, EXPECTED[where][f"ask_open_bandit_small/{path.name}"])


def in_order_of_number(choices: LoggedChoices) -> LoggedChoices:
    """All 80 items occur, and are sorted as numbers."""
    assert choices.names == tuple(str(number) for number in range(80))
    return choices


@pytest.mark.parametrize("outcome", ["out_gavedum", "out_amountgive"])
def test_letters_are_valued_as_by_obp(outcome: str) -> None:
    path = SHARED / LETTERS
    if path.is_file():
        choices, column = read(path, Columns("treatment", outcome, context=("red0",)))
        compare(choices, column, 1, EXPECTED["real"][outcome])
    assert set(EXPECTED["real"][outcome]) == {"uniform", "always 1", "tilted"}
