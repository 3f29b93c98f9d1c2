"""People and openings as candidates.py sees them: where, when, which skills; one column for each fact."""

from dataclasses import dataclass, field, fields

import numpy as np

from models.matching.solver.problem import Doubles, Flags, Floats, Integers, Masks, Numbers, Offsets, Seats

ANY_TIME = np.uint64(2**64 - 1)


@dataclass(frozen=True)
class People:
    """
    n people, one column for each fact.

    latitude, longitude: degrees, NaN where unknown (then only remote openings are in reach). reach_km: each person's
    own limit. windows: bit b is set if they can come in window b (ANY_TIME: always). skills: bits of what they have
    (licences, trainings, ages too). wishes: bits of the kinds of work they want, 0 if they said nothing; did: of those
    they did before. chance: (0, 1], of a yes and of showing up. count, newcomer: as in Problem. not_for_start,
    not_for: openings that are out of the question (busy, refused), in compressed rows; both empty if there are none.
    """

    latitude: Doubles
    longitude: Doubles
    reach_km: Floats
    windows: Masks
    skills: Masks
    wishes: Masks
    did: Masks
    chance: Floats
    count: Numbers
    newcomer: Flags
    not_for_start: Offsets = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    not_for: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int32))

    def __len__(self) -> int:
        return len(self.chance)

    def some(self, numbers: Numbers) -> "People":
        """Some of them, in that order."""
        start, not_for = reorder_rows(self.not_for_start, self.not_for, numbers)
        columns = {each.name: getattr(self, each.name)[numbers] for each in fields(self) if each.name[:3] != "not"}
        return People(**columns, not_for_start=start, not_for=not_for)


def reorder_rows(start: Offsets, values: Numbers, order: Numbers) -> tuple[Offsets, Numbers]:
    """Some compressed rows in another order; if there is nothing in any, rows of nothing."""
    if not len(values):
        return np.zeros(len(order) + 1, dtype=np.int64), values
    size = np.diff(start)[order]
    new_start = np.concatenate(([0], np.cumsum(size)))
    taken = np.arange(new_start[-1]) + np.repeat(start[:-1][order] - new_start[:-1], size)
    return new_start, values[taken]


@dataclass(frozen=True)
class Openings:
    """
    m openings, one column for each fact.

    latitude, longitude: degrees; not looked at where remote. window: 0 to 63, compared with People.windows. required:
    bits of skills without which nobody may; helpful: of skills that help. kind: one bit, compared with wishes and did.
    need: (0, 1]. seats: slot, places, factors and reserved places.
    """

    latitude: Doubles
    longitude: Doubles
    remote: Flags
    window: Numbers
    required: Masks
    helpful: Masks
    kind: Masks
    need: Floats
    seats: Seats

    def __len__(self) -> int:
        return len(self.need)

    def some(self, numbers: Integers) -> "Openings":
        """Some of them, in that order."""
        columns = {each.name: getattr(self, each.name)[numbers] for each in fields(self) if each.name != "seats"}
        return Openings(**columns, seats=self.seats.some(numbers))


def _nearness() -> Floats:
    """1 within 7 miles, falling to a quarter at 25 miles and on to a twentieth at 100 km (`rules.md` A5)."""
    return np.interp(np.arange(101), [0, 11.27, 40.23, 100], [1.0, 1.0, 0.25, 0.05]).astype(np.float32)


@dataclass(frozen=True)
class Weighing:
    """
    What goes into a weight beside chance and need, each in (0, 1].

    nearness: by whole km; beyond its end the last one counts. remote: instead of nearness. no_skill: what is left
    without any helpful skill. did, wished, nothing_said, other_wishes: by what is known of the kind of work.
    """

    nearness: Floats = field(default_factory=_nearness)
    remote: float = 0.5
    no_skill: float = 0.5
    did: float = 1.0
    wished: float = 0.8
    nothing_said: float = 0.5
    other_wishes: float = 0.2
