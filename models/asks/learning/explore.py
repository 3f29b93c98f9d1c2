"""
Exploring a little (`rules.md` A16): the chance of each arm is the chance that it is the best, as far as we know, clipped.

Thompson's rule (Biometrika 1933; Chapelle & Li, NIPS 2011) by draws from the posterior, then bounded on both sides: all arms
but the best together get at most a tenth, so that few are asked less well, and each at least a hundredth, so that what is
logged can value other policies later.
"""

import numpy as np

from models.asks.learning.outcome_model import OutcomeModel, with_one
from models.asks.learning.regression import Integers, Numbers, Truths

DRAWS = 1_000
MOST = 0.10
"""What all arms but the best get together, at most."""
LEAST = 0.01
"""What each arm gets, at least; with more than eleven arms, an equal part of the tenth."""
BLOCK = 4_000_000


def chances_to_be_best(
    model: OutcomeModel, features: Numbers, eligible: Truths, dice: np.random.Generator, draws: int = DRAWS
) -> Numbers:
    """
    How often each arm is the best of the `eligible` ones (arms) in draws from the posterior: n × arms, for rows of
    `features` (n × d). Rows share the draws. At least one arm must be eligible.
    """
    drawn = model.coefficients(dice, draws)
    width, arms = drawn.shape[0], drawn.shape[2]
    design, won = with_one(features), np.zeros((len(features), arms))
    step = max(1, BLOCK // (draws * arms))
    for start in range(0, len(design), step):
        rows = design[start : start + step]
        scores = (rows @ drawn.reshape(width, draws * arms)).reshape(len(rows), draws, arms)
        scores[:, :, ~eligible] = -np.inf
        best = scores.argmax(axis=2)
        for arm in range(arms):
            won[start : start + step, arm] = (best == arm).mean(axis=1)
    return won


def explored(won: Numbers, best: Integers, eligible: Truths) -> Numbers:
    """
    The chance with which each row is given each arm (n × arms): `won` clipped around the arm that is `best` (n).

    Arms that are not `eligible` (arms) get none; rows add up to 1.
    """
    others = np.tile(eligible, (len(won), 1))
    others[np.arange(len(won)), best] = False
    number = int(eligible.sum()) - 1
    if number == 0:
        return np.asarray(np.where(others, 0.0, eligible.astype(np.float64)))
    least = min(LEAST, MOST / number)
    extra = np.where(others, np.maximum(won - least, 0.0), 0.0)
    room = MOST - least * number
    whole = extra.sum(axis=1, keepdims=True)
    chances = np.where(others, least + extra * (room / np.maximum(whole, max(room, 1e-12))), 0.0)
    chances[np.arange(len(won)), best] = 1 - chances.sum(axis=1)
    return chances
