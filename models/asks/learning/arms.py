"""
How an ask is carried out: what past asks teach about two arms, by six circumstances; and when each hour would come.

It is drawn last (`drawing.py`), so that no cap, price or consent depends on it.
"""

from datetime import datetime, time
from enum import IntEnum
from zoneinfo import ZoneInfo

import numpy as np

from models.asks.learning.explore import chances_to_be_best, explored
from models.asks.learning.outcome_model import fit_outcomes
from models.asks.learning.regression import Integers, Numbers, Truths
from models.asks.rules.hours import next_allowed

ENOUGH_KNOWN = 200
"""With fewer asks than that nobody can tell arms apart: exploring would cost answers and teach nothing."""
TRIED = 50
"""An arm that fewer were asked by is not taken for the best, whatever it promises."""
AFTER_WORK = time(18)
BANDS = (0.15, 0.30)
"""Below and above, a chance to come is low and high: about a third of asks each."""
CIRCUMSTANCES = 2 * (len(BANDS) + 1)


class Arm(IntEnum):
    """One of the two ways that each dimension has."""

    USUAL = 0
    OTHER = 1


Chances = tuple[tuple[float, ...], ...]
"""The chance of each arm where both are possible: one row for each circumstance (`circumstances`)."""
ALL_USUAL: Chances = ((1.0, 0.0),) * CIRCUMSTANCES


def circumstances(chances: Numbers, on_weekend: Truths | bool) -> Integers:
    """
    What a policy may look at, as a number from 0 to 5: whether somebody is asked on a weekend (theirs), and whether their
    `chances` to come were told low, middling or high.
    """
    return np.asarray(np.searchsorted(BANDS, chances, side="right") + (len(BANDS) + 1) * np.asarray(on_weekend))


def features(circumstance: Integers) -> Numbers:
    """Circumstances as a model takes them: n × 3, ones and zeros; middling, high, weekend."""
    weekend, band = np.divmod(circumstance, len(BANDS) + 1)
    return np.column_stack((band == 1, band == 2, weekend == 1)).astype(np.float64)


def learn_chances(arms: Integers, circumstance: Integers, said_yes: Numbers, seed: int) -> Chances:
    """
    What past asks that were carried out teach: n arms, n circumstances, n outcomes (1: yes). With fewer than 200 nothing
    but the usual arm is drawn.

    The best arm by expectation gets at least nine tenths; another one as often as it may be the best, at least a hundredth.
    """
    if len(arms) < ENOUGH_KNOWN:
        return ALL_USUAL
    model = fit_outcomes(features(circumstance), arms, said_yes, len(Arm))
    every, both = features(np.arange(CIRCUMSTANCES)), np.ones(len(Arm), dtype=np.bool_)
    tried = np.bincount(arms, minlength=len(Arm)) >= TRIED
    best = np.where(tried, model.expected(every), -np.inf).argmax(axis=1)
    won = chances_to_be_best(model, every, both, np.random.default_rng(seed))
    return tuple(tuple(row) for row in explored(won, best, both).tolist())


def due_times(now: datetime, time_zone: str, *, at_once: bool = False) -> tuple[datetime, ...]:
    """
    When the message would go out: soon, and in the evening while that is still to come, unless it has to be `at_once`.
    """
    soon = next_allowed(now, time_zone)
    local = soon.astimezone(ZoneInfo(time_zone))
    evening = datetime.combine(local.date(), AFTER_WORK, tzinfo=ZoneInfo(time_zone)).astimezone(now.tzinfo)
    return (soon, evening) if evening > soon and not at_once else (soon,)
