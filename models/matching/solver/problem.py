"""
The assignment problem as columns: n people, m openings, each with places.

Place k of an opening (from 0) has a factor f that falls with k (`rules.md` M2); a person with weight w in it is worth
w x f. The last `reserved` places of an opening are open to newcomers only: with falling factors the best plan gives
those last, so everybody else fills the first ones, and a newcomer may take any. Nobody takes more than `count` places,
nor two in one slot. Every limit is a sum over nested sets (place; person within slot; person), so that this is a flow
and its linear relaxation has an integral optimum (Hoffman & Kruskal 1956).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int32]
Offsets = npt.NDArray[np.int64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Masks = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """
    Feasible pairs by person, in compressed rows: those of row i are start[i] to start[i + 1]. No pair appears twice.

    start: (rows + 1,). opening: (pairs,), 0 to m - 1. weight: (pairs,), in (0, 1], value in a place of factor 1.
    """

    start: Offsets
    opening: Numbers
    weight: Floats

    def __len__(self) -> int:
        return len(self.opening)


@dataclass(frozen=True, slots=True)
class Seats:
    """
    What the openings offer.

    slot: (m,), the time slot; two openings that overlap in time have the same one. first_place: (m + 1,), the places of
    opening j are first_place[j] to first_place[j + 1]. factor: (places,), in (0, 1], strictly falling within an opening.
    reserved: (m,), how many of its places are for newcomers.
    """

    slot: Numbers
    first_place: Numbers
    factor: Doubles
    reserved: Numbers

    def __len__(self) -> int:
        return len(self.slot)

    @property
    def opening_of(self) -> Numbers:
        """(places,): whose each place is."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.first_place))

    @property
    def newcomers_from(self) -> Numbers:
        """(m,): the first place of each opening that is open to newcomers only."""
        return (self.first_place[1:] - self.reserved).astype(np.int32)

    def places_of(self, openings: Integers) -> Integers:
        """The places of some openings, one opening after the other."""
        return _of_rows(self.first_place, openings)

    def some(self, openings: Integers) -> "Seats":
        """Those of some openings, in that order."""
        first_place = np.concatenate(([0], np.cumsum(np.diff(self.first_place)[openings]))).astype(np.int32)
        return Seats(self.slot[openings], first_place, self.factor[self.places_of(openings)], self.reserved[openings])


@dataclass(frozen=True, slots=True)
class Problem:
    """
    People, openings and the pairs between them.

    count: (n,), how many places somebody takes at most, 0 and up. newcomer: (n,), who may have a reserved place.
    """

    pairs: Pairs
    seats: Seats
    count: Numbers
    newcomer: Flags

    def __len__(self) -> int:
        return len(self.count)

    def of_people(self, people: Integers) -> "Problem":
        """The same openings before some of the people, in that order."""
        pairs, size = self.pairs, np.diff(self.pairs.start)[people]
        rows = _of_rows(pairs.start, people)
        theirs = Pairs(np.concatenate(([0], np.cumsum(size))), pairs.opening[rows], pairs.weight[rows])
        return Problem(theirs, self.seats, self.count[people], self.newcomer[people])

    @property
    def first_held(self) -> Numbers:
        """(n + 1,): where each person's entries begin in a list of all the places that people can take."""
        return np.concatenate(([0], np.cumsum(self.count))).astype(np.int32)


def _of_rows(start: Offsets | Numbers, rows: Integers) -> Integers:
    """Where the entries of some compressed rows are, one row after the other."""
    size = np.diff(start)[rows].astype(np.int64)
    return np.arange(int(size.sum())) + np.repeat(start[rows] - (np.cumsum(size) - size), size)
