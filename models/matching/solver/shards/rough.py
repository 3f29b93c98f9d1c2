"""What a shard is given of the places of the border, for rough prices only."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from models.matching.solver.problem import Doubles, Flags, Integers, Numbers, Problem, Seats
from models.matching.solver.source import Block, Source


@dataclass(frozen=True)
class Reseated:
    """A source whose openings offer other places."""

    source: Source
    seats: Seats

    @property
    def count(self) -> Numbers:
        return self.source.count

    @property
    def newcomer(self) -> Flags:
        return self.source.newcomer

    def blocks(self) -> Sequence[Block]:
        return [partial(self._with_seats, block) for block in self.source.blocks()]

    def _with_seats(self, block: Block) -> Problem:
        problem = block()
        return Problem(problem.pairs, self.seats, problem.count, problem.newcomer)


def shared_seats(seats: Seats, shares: Doubles) -> Seats:
    """Evenly spread places, as many of each opening as its share says, one at least."""
    places = np.diff(seats.first_place)
    wanted = np.clip(np.round(places * shares), np.minimum(places, 1), places).astype(np.int64)
    opening = openings_of(seats)
    rank = np.arange(len(opening)) - seats.first_place[opening]
    step = wanted[opening] / places[opening]
    chosen = np.floor((rank + 0.5) * step + 0.5) > np.floor((rank - 0.5) * step + 0.5)
    reserved = rank >= (places - seats.reserved)[opening]
    return Seats(
        seats.slot,
        np.concatenate(([0], np.cumsum(wanted))).astype(np.int32),
        seats.factor[chosen],
        np.bincount(opening[chosen & reserved], minlength=len(seats)).astype(np.int32),
    )


def openings_of(seats: Seats) -> Integers:
    return np.repeat(np.arange(len(seats)), np.diff(seats.first_place))
