"""
The last draw (`rules.md` A16): who is asked, and for what, is settled; left is how, by what was learned so far.

Randomising comes last, so that no cap, price or consent depends on it. Dimensions are drawn independently, so that each can
be judged by its own chances, and two arms each are enough. A person's lots are pieces of one hash of the round's seed and
their pseudonym: whoever has the round can draw them again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from models.asks.learning.arms import CIRCUMSTANCES, Chances
from models.asks.learning.dimensions import AskDimension
from models.asks.learning.explore import LEAST, MOST
from models.asks.learning.regression import Integers, Numbers, Truths

WHOLE = 1_000
"""Chances are drawn with, and kept, in thousandths."""
BITS_OF_A_CHANCE = 10
_LEAST, _MOST = round(LEAST * WHOLE), round(MOST * WHOLE)
_BITS = np.array([each.bit for each in AskDimension])
_SHIFTS = BITS_OF_A_CHANCE * np.arange(len(AskDimension))
_DIGEST = 32


@dataclass(frozen=True, slots=True)
class Drawn:
    """
    What fell on n people, as asks store it. `arms`: the dimensions in which the other arm fell on them, as a mask.
    `chances`: what that arm's chances had been, in thousandths, ten bits for each dimension in their order; 0 where one was
    not open. `probability`: of all that fell on them together.
    """

    arms: Integers
    chances: Integers
    probability: Numbers


@dataclass(frozen=True, slots=True)
class Policy:
    """The chances of arms by dimension and circumstance, and what lots are drawn from. Unknown dimensions have one arm."""

    chances: Mapping[AskDimension, Chances]
    seed: int

    def draw(self, ledger_ids: bytes, open_: Integers, circumstance: Integers) -> Drawn:
        """Draw for n people (16 bytes of pseudonym each), in whose asks these dimensions are open (masks)."""
        is_open = (open_[:, None] & _BITS) > 0
        other = limit(self._of_other_arms()[circumstance], is_open)
        falls = lots(self.seed, ledger_ids) * WHOLE >= WHOLE - other
        own = np.where(falls, other, WHOLE - other) / WHOLE
        return Drawn(falls @ _BITS, (other << _SHIFTS).sum(axis=1), own.prod(axis=1))

    def _of_other_arms(self) -> Integers:
        """In thousandths: circumstances × dimensions."""
        none = ((1.0, 0.0),) * CIRCUMSTANCES
        chances = np.array([self.chances.get(each, none) for each in AskDimension])
        return np.asarray(np.rint(chances[:, :, 1].T * WHOLE).astype(np.int64))


def limit(other: Integers, is_open: Truths) -> Integers:
    """
    Chances of the other arms (n × dimensions, thousandths) where they are open, such that all arms that are tried, and are
    not the best, together get at most a tenth, and each a hundredth at least: what each has beyond that shrinks alike.
    """
    tried = np.where(is_open, np.minimum(other, WHOLE - other), 0)
    least = np.minimum(tried, _LEAST)
    room = _MOST - least.sum(axis=1, keepdims=True)
    extra = tried - least
    tried = least + extra * room // np.maximum(extra.sum(axis=1, keepdims=True), room)
    return np.asarray(np.where(is_open & (2 * other > WHOLE), WHOLE - tried, tried))


def lots(seed: int, ledger_ids: bytes) -> Numbers:
    """
    n × dimensions, from 0 to below 1: the first eight bytes of SHA-256 of seed and pseudonym are the lot of the first
    dimension, each four after that one of another.
    """
    start = seed.to_bytes(8)
    hashed = b"".join(
        sha256(start + ledger_ids[place : place + 16]).digest() for place in range(0, len(ledger_ids), 16)
    )
    words = np.frombuffer(hashed, dtype=">u4").reshape(-1, _DIGEST // 4) / float(1 << 32)
    first = words[:, 0] + words[:, 1] / float(1 << 32)
    return np.column_stack((first, words[:, 2 : 1 + len(AskDimension)]))
