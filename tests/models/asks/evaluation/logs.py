"""Logged choices for tests: real ones where `GROUNDSWELL_DATA` (or ../shared/data) has them, else made ones, and simulated."""

import csv
import io
import os
from pathlib import Path
from random import Random

import numpy as np

from models.asks.evaluation import LoggedChoices
from models.asks.learning.regression import chances

_REPOSITORY = Path(__file__).parents[4]
SHARED = Path(os.environ.get("GROUNDSWELL_DATA") or _REPOSITORY.parent / "shared" / "data")
SEEDED = _REPOSITORY / "tests" / "data"
LETTERS = "ask_charity_match2005/karlan_list_match.csv.gz"


def clicks(name: str) -> tuple[str, Path]:
    """Whether a file of clicks is `real` or `seeded`, and where it is."""
    file = f"ask_open_bandit_small/{name}.csv.gz"
    return ("real", SHARED / file) if (SHARED / file).is_file() else ("seeded", SEEDED / file)


def letters(folder: Path) -> Path:
    """The real letters, else 6,000 made ones with about their rates, written into `folder`."""
    if (SHARED / LETTERS).is_file():
        return SHARED / LETTERS
    dice, text = Random(2005), io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(["treatment", "out_gavedum", "out_amountgive", "female", "red0"])
    for _ in range(6_000):
        treatment = int(dice.random() < 2 / 3)
        gave = int(dice.random() < (0.022 if treatment else 0.0179))
        table.writerow([treatment, gave, gave * dice.choice([20, 40, 100]), dice.randint(0, 1), dice.randint(0, 1)])
    path = folder / "letters.csv"
    path.write_text(text.getvalue())
    return path


def simulated(rows: int, seed: int) -> tuple[LoggedChoices, np.ndarray]:
    """
    Three arms logged with known chances that depend on the one feature, and the true chance of a yes of every row and arm:
    arm 0 suits one side, arm 2 the other, arm 1 is between.
    """
    dice = np.random.default_rng(seed)
    feature = dice.normal(size=rows)
    truth = chances(-1.5 + np.stack([1.2 * feature, 0.1 * feature, -1.2 * feature], axis=1))
    logging = np.stack([chances(-feature), np.ones(rows), chances(feature)], axis=1)
    logging /= logging.sum(axis=1, keepdims=True)
    arm = (dice.random(rows)[:, None] > logging.cumsum(axis=1)).sum(axis=1)
    outcome = (dice.random(rows) < truth[np.arange(rows), arm]).astype(float)
    log = LoggedChoices(("a", "b", "c"), arm, outcome, logging[np.arange(rows), arm], feature[:, None], np.arange(rows))
    return log, truth
