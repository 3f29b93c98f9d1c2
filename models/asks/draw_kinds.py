"""
Of which kind somebody is asked, where more than one is worth it: drawn last, when it is settled who is asked at all
(`rules.md` A16).

The chance of each kind is the chance that it is worth most, by draws from what is known of the answers (Thompson, Biometrika
1933), clipped around the one that promises most: the others get a tenth together at most, a hundredth each at least.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from models.asks.learning.dimensions import AskDimension
from models.asks.learning.drawing import lots
from models.asks.learning.explore import DRAWS, explored
from models.asks.learning.regression import Numbers
from models.asks.next_steps import Planned, Told
from models.asks.rules.decisions import Decision
from models.asks.rules.next_steps import KIND_OF, NextStep, Subject, worth_of
from models.asks.tables import AskKind

KINDS = (AskKind.STEP, AskKind.RETURN, AskKind.PROFILE)


def mask_of_kinds(steps: Sequence[NextStep]) -> int:
    """The kinds of these steps as `asks.possible_arms` keeps them: a bit each, above those of the dimensions."""
    return sum(1 << (len(AskDimension) + KINDS.index(KIND_OF[step.subject])) for step in steps)


def draw_kinds(planned: Sequence[Planned], told: Told, seed: int) -> None:
    """
    Settle what those are asked who are asked, and keep with which probability; the same `seed` gives the same again.

    Each person's lot is a hash of the seed and their pseudonym.
    """
    asked = [each for each in planned if each.decision is Decision.ASKED and len(each.steps) > 1]
    if not asked:
        return
    dice = np.random.default_rng(seed)
    drawn = {subject: dice.beta(*told[subject], size=DRAWS) for subject in Subject}
    own = lots(seed, b"".join(each.ledger_id.bytes for each in asked))[:, 0].tolist()
    for each, lot in zip(asked, own, strict=True):
        chances = chances_of_kinds(each, drawn)
        fell = min(int(np.searchsorted(np.cumsum(chances), lot, side="right")), len(chances) - 1)
        each.step, each.probability = each.steps[fell], float(chances[fell])
        each.possible = mask_of_kinds(each.steps)


def chances_of_kinds(planned: Planned, drawn: Mapping[Subject, Numbers]) -> Numbers:
    """
    With which chance each of somebody's steps is asked. `drawn`: chances of a yes by what is asked, as many draws of each.

    The price of attention is the same for all of them, so that it does not matter here.
    """
    worth = np.array([drawn[step.subject] * worth_of(step.subject, planned.known) for step in planned.steps])
    won = np.bincount(worth.argmax(axis=0), minlength=len(worth)) / worth.shape[1]
    every = np.ones(len(worth), dtype=np.bool_)
    return np.asarray(explored(won[np.newaxis], np.array([0]), every)[0])
