"""Where feasible pairs come from: a landscape in which they are found, or a problem that is held; some people at a time."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

import numpy as np

from models.matching.solver.candidates import fill
from models.matching.solver.landscape import Openings, People, Weighing
from models.matching.solver.layout import by_cell, lay_out_openings, lay_out_people, weights_of
from models.matching.solver.problem import Flags, Numbers, Pairs, Problem, Seats

PEOPLE_A_BLOCK = 1 << 13
ROOM = 1 << 20
"""Pairs that are found in one go."""
PAIRS_KEPT = 1 << 26
"""Half a GiB: pairs found beyond that are found anew at each pass."""

Block = Callable[[], Problem]
"""Gives the problem of some people with all their pairs; may be called by several threads."""
Result = TypeVar("Result")


class Source(Protocol):
    """Feasible pairs, again and again, some people at a time. Openings, counts and newcomers: as in Problem."""

    @property
    def seats(self) -> Seats: ...
    @property
    def count(self) -> Numbers: ...
    @property
    def newcomer(self) -> Flags: ...

    def blocks(self) -> Sequence[Block]:
        """Everybody, some people each, in order."""
        ...


def of_each_block(source: Source, function: Callable[[Problem], Result]) -> list[Result]:
    """
    What a function makes of each block, in their order, so that it does not depend on who was first.

    On all cores: compiled loops let go of the interpreter.
    """
    blocks = source.blocks()
    if len(blocks) == 1:
        return [function(blocks[0]())]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda block: function(block()), blocks))


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

    def blocks(self) -> Sequence[Block]:
        return [lambda: self.problem]


class Landscape:
    """
    People and openings whose pairs are found by the program, cell by cell; they are kept while there are not too many.

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
        self._kept: dict[tuple[int, int], Pairs] = {}

    def blocks(self, size: int = PEOPLE_A_BLOCK, room: int = ROOM) -> Sequence[Block]:
        """All feasible pairs; a block is `size` people, for whom room is made for `room` pairs at a time."""
        people = len(self.order)
        return [partial(self._block, first, min(people, first + size), room) for first in range(0, people, size)]

    def _block(self, first: int, last: int, room: int) -> Problem:
        pairs = self._kept.get((first, last))
        if pairs is None:
            pairs = self._find(first, last, max(room, 2 * len(self.seats)))
            if len(pairs) + sum(map(len, self._kept.copy().values())) <= PAIRS_KEPT:
                self._kept[first, last] = pairs
        return Problem(pairs, self.seats, self.count[first:last], self.newcomer[first:last])

    def _find(self, first: int, last: int, room: int) -> Pairs:
        parts = []
        start, opening, weight = (
            np.zeros(last - first + 1, np.int64),
            np.empty(room, np.int32),
            np.empty(room, np.float32),
        )
        while first < last:
            until = fill(self._people, self._openings, self._weights, first, last, start, opening, weight)
            size = start[until - first]
            parts.append(Pairs(start[: until - first + 1].copy(), opening[:size].copy(), weight[:size].copy()))
            first = until
        return joined(parts)


def joined(parts: Sequence[Pairs]) -> Pairs:
    """The pairs of some people and then of others."""
    if len(parts) == 1:
        return parts[0]
    return Pairs(
        np.concatenate([np.zeros(1, dtype=np.int64), *(np.diff(part.start) for part in parts)]).cumsum(),
        np.concatenate([np.zeros(0, dtype=np.int32), *(part.opening for part in parts)]),
        np.concatenate([np.zeros(0, dtype=np.float32), *(part.weight for part in parts)]),
    )


def hold(source: Source) -> Problem:
    """All feasible pairs of a source at once."""
    parts = of_each_block(source, lambda block: block.pairs)
    return Problem(joined(parts), source.seats, source.count, source.newcomer)
