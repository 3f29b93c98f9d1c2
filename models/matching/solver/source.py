"""Where feasible pairs come from: a stream over a landscape, or a problem that is held."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from models.matching.solver.candidates import fill
from models.matching.solver.landscape import Openings, People, Weighing
from models.matching.solver.layout import by_cell, lay_out_openings, lay_out_people, weights_of
from models.matching.solver.problem import Flags, Numbers, Pairs, Problem, Seats

PAIRS_A_BLOCK = 1 << 21


class Source(Protocol):
    """Feasible pairs, again and again, some people at a time. Openings, counts and newcomers: as in Problem."""

    @property
    def seats(self) -> Seats: ...
    @property
    def count(self) -> Numbers: ...
    @property
    def newcomer(self) -> Flags: ...

    def blocks(self) -> Iterator[Problem]:
        """Problems of some people each, in order, with all their pairs. The next one may overwrite this one's pairs."""
        ...


@dataclass(frozen=True)
class Whole:
    """A problem that is small enough to be held."""

    problem: Problem

    @property
    def seats(self) -> Seats:
        return self.problem.seats

    @property
    def count(self) -> Numbers:
        return self.problem.count

    @property
    def newcomer(self) -> Flags:
        return self.problem.newcomer

    def blocks(self) -> Iterator[Problem]:
        yield self.problem


class Landscape:
    """
    People and openings whose pairs are found anew at each pass, cell by cell; memory for one block only.

    order: (n,), numbers of people by cell. As a source, it counts people by their position in that order.
    """

    def __init__(self, people: People, openings: Openings, weighing: Weighing | None = None) -> None:
        self._settle(people)
        self.seats = openings.seats
        self._openings = lay_out_openings(openings)
        self._weights = weights_of(weighing or Weighing())

    def of(self, people: People) -> "Landscape":
        """Other people before the same openings, which are not laid out again."""
        other = copy(self)
        other._settle(people)
        return other

    def _settle(self, people: People) -> None:
        self.order, cell_start = by_cell(people)
        self.count, self.newcomer = people.count[self.order], people.newcomer[self.order]
        self._people = lay_out_people(people, self.order, cell_start)

    def blocks(self, pairs_a_block: int = PAIRS_A_BLOCK) -> Iterator[Problem]:
        """All feasible pairs; a block is as many people as surely fit."""
        first, cell = 0, 0
        room = max(pairs_a_block, 2 * len(self.seats))
        opening, weight = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.float32)
        start = np.zeros(len(self.order) + 1, dtype=np.int64)
        while first < len(self.order):
            last, cell = fill(self._people, self._openings, self._weights, first, cell, start, opening, weight)
            size = start[last - first]
            pairs = Pairs(start[: last - first + 1], opening[:size], weight[:size])
            yield Problem(pairs, self.seats, self.count[first:last], self.newcomer[first:last])
            first = last


def hold(source: Source) -> Problem:
    """All feasible pairs of a source at once: for few people, or small problems."""
    sizes, openings, weights = [np.zeros(1, dtype=np.int64)], [], []
    for block in source.blocks():
        sizes.append(np.diff(block.pairs.start))
        openings.append(block.pairs.opening.copy())
        weights.append(block.pairs.weight.copy())
    pairs = Pairs(
        np.concatenate(sizes).cumsum(),
        np.concatenate([np.zeros(0, dtype=np.int32), *openings]),
        np.concatenate([np.zeros(0, dtype=np.float32), *weights]),
    )
    return Problem(pairs, source.seats, source.count, source.newcomer)
