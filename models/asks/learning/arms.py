"""
The last draw (`rules.md` A16): who is asked, and for what, is settled; left is at which hour, by what was learned so far.

Randomising comes last, so that no cap, price or consent depends on it. Each person's lot is a hash of the round's seed and
their pseudonym: whoever has the round can draw it again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from enum import IntEnum
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np

from models.asks.learning.explore import chances_to_be_best, explored
from models.asks.learning.outcome_model import fit_outcomes
from models.asks.learning.regression import Integers, Numbers, Truths
from models.asks.rules.hours import next_allowed

ENOUGH_KNOWN = 200
"""With fewer asks than that nobody can tell hours apart: exploring would cost answers and teach nothing."""
TRIED = 50
"""An arm that fewer were asked by is not taken for the best, whatever it promises."""
AFTER_WORK = time(18)
BANDS = (0.15, 0.30)
"""Below and above, a chance to come is low and high: about a third of asks each."""
CIRCUMSTANCES = 2 * (len(BANDS) + 1)


class Arm(IntEnum):
    """When the message of an ask goes out."""

    SOON = 0
    EVENING = 1


Chances = tuple[tuple[float, ...], ...]
"""The chance of each arm where all are possible: one row for each circumstance (`circumstances`)."""
ALL_SOON: Chances = ((1.0, 0.0),) * CIRCUMSTANCES


@dataclass(frozen=True, slots=True)
class Policy:
    """The chance of each arm where both are possible, by circumstances, and what lots are drawn from."""

    chances: Chances
    seed: int

    def draw(self, ledger_id: UUID, possible: tuple[Arm, ...], circumstance: int = 0) -> tuple[Arm, float]:
        """The arm of somebody whose `possible` arms are these, and the chance that it had."""
        if len(possible) == 1:
            return possible[0], 1.0
        chances, lot, passed = self.chances[circumstance], _lot(self.seed, ledger_id), 0.0
        for arm, chance in zip(Arm, chances, strict=True):
            passed += chance
            if lot < passed:
                return arm, chance
        return Arm.SOON, chances[Arm.SOON]


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
    What past asks that were carried out teach: n arms, n circumstances, n outcomes (1: yes). With fewer than 200 all go
    out soon.

    The best arm by expectation gets at least nine tenths; another one as often as it may be the best, at least a hundredth.
    """
    if len(arms) < ENOUGH_KNOWN:
        return ALL_SOON
    model = fit_outcomes(features(circumstance), arms, said_yes, len(Arm))
    every, both = features(np.arange(CIRCUMSTANCES)), np.ones(len(Arm), dtype=np.bool_)
    tried = np.bincount(arms, minlength=len(Arm)) >= TRIED
    best = np.where(tried, model.expected(every), -np.inf).argmax(axis=1)
    won = chances_to_be_best(model, every, both, np.random.default_rng(seed))
    return tuple(tuple(row) for row in explored(won, best, both).tolist())


def due_times(now: datetime, time_zone: str, *, at_once: bool = False) -> dict[Arm, datetime]:
    """
    When the message would go out by each arm that is possible now: in the evening only while that is still to come, and not
    if it has to be `at_once`.
    """
    soon = next_allowed(now, time_zone)
    local = soon.astimezone(ZoneInfo(time_zone))
    evening = datetime.combine(local.date(), AFTER_WORK, tzinfo=ZoneInfo(time_zone)).astimezone(now.tzinfo)
    return {Arm.SOON: soon, Arm.EVENING: evening} if evening > soon and not at_once else {Arm.SOON: soon}


def mask_of(arms: Iterable[Arm]) -> int:
    """A set of arms as a number: bit 0 is arm 0."""
    return sum(1 << arm for arm in arms)


def _lot(seed: int, ledger_id: UUID) -> float:
    drawn = sha256(seed.to_bytes(8) + ledger_id.bytes).digest()[:8]
    return int.from_bytes(drawn) / (1 << 64)
