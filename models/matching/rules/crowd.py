"""Many people as columns, so that a rule looks at all of them at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

import numpy as np
import numpy.typing as npt

from models.activity.tables import ActivityKind
from models.matching.chances import ChanceKind, ChanceModel, cold_start
from models.matching.rules.care import COLUMNS, REST_SECONDS, Engagement
from models.matching.rules.openings import Week
from models.people.rules.care import MOST_IN_A_ROW
from models.people.tables import Evidence

Numbers = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

KIND_BIT = {kind: 1 << number for number, kind in enumerate(ActivityKind)}


@dataclass(frozen=True, slots=True)
class Deed:
    """How often somebody did a kind of work, and when last."""

    times: int
    last_on: date


@dataclass(frozen=True, slots=True)
class Proof:
    """How well somebody is known to have a skill, and when they last used it (or when it came to be known)."""

    evidence: Evidence
    last_on: date


@dataclass(frozen=True, slots=True)
class Outlook:
    """
    By what chances are told: the models, when they are told (`at`, in seconds), and when each person was last active (in
    seconds, NaN: never). Without the last, what is known of them is that they are newcomers or not.
    """

    yes: ChanceModel = field(default_factory=lambda: cold_start(ChanceKind.YES))
    show: ChanceModel = field(default_factory=lambda: cold_start(ChanceKind.SHOW))
    at: float = 0.0
    last_active: Numbers | None = None


@dataclass(frozen=True)
class Crowd:
    """
    People by number (their position, in the order of their ids), one column for each fact.

    Unknown is: NaN for a point, 0 for a birth year, -1 for availability. `willing` has a bit per kind (KIND_BIT), 0 if
    nothing was said. `weekly_minutes` and `maximum_km` have their defaults filled in. `newcomer`: never did anything;
    `first_week`: came within the last seven days. `yes` and `no` count answers to asks and invitations (silence is a
    no), `came` and `missed` what followed a place. `busy` is a table of what people have already (`care.COLUMNS`).
    `unwilling`: who does not want a kind of work any more; `not_from_home`: who cannot work from home. `rest_hours`,
    `most_in_a_row`: of those who asked for more rest, or fewer shifts in a row, than everybody has. `attended`: to how many
    shifts of a kind somebody came; `stepped_up`: who did a step up from that kind before. `qualified`: who has a licence or
    training, until which day (`date.toordinal`, infinity: for good); without what nobody confirmed yet. `proofs`: how well a
    skill is known, of those in `skills`.
    """

    ids: list[UUID]
    latitude: Numbers
    longitude: Numbers
    maximum_km: Numbers
    birth_year: Integers
    has_guardian: Flags
    availability: Integers
    weekly_minutes: Integers
    paused_until: Numbers
    willing: Integers
    newcomer: Flags
    first_week: Flags
    yes: Integers
    no: Integers
    came: Integers
    missed: Integers
    region_paths: list[str]
    time_zones: list[str]
    busy: Numbers = field(default_factory=lambda: np.empty((0, COLUMNS)))
    unwilling: Mapping[ActivityKind, frozenset[int]] = field(default_factory=dict)
    not_from_home: frozenset[int] = frozenset()
    rest_hours: Mapping[int, int] = field(default_factory=dict)
    most_in_a_row: Mapping[int, int] = field(default_factory=dict)
    minutes_in_week: Mapping[Week, Mapping[int, int]] = field(default_factory=dict)
    refused_tasks: Mapping[UUID, frozenset[int]] = field(default_factory=dict)
    known_shifts: Mapping[UUID, frozenset[int]] = field(default_factory=dict)
    skills: Mapping[UUID, Mapping[int, float]] = field(default_factory=dict)
    attended: Mapping[ActivityKind, Mapping[int, int]] = field(default_factory=dict)
    stepped_up: Mapping[ActivityKind, frozenset[int]] = field(default_factory=dict)
    proofs: Mapping[UUID, Mapping[int, Proof]] = field(default_factory=dict)
    qualified: Mapping[UUID, Mapping[int, float]] = field(default_factory=dict)
    deeds: Mapping[ActivityKind, Mapping[int, Deed]] = field(default_factory=dict)
    outlook: Outlook = field(default_factory=Outlook)

    def __len__(self) -> int:
        return len(self.ids)

    def engagements_of(self, number: int) -> list[Engagement]:
        """What somebody has already."""
        rows = self.busy[self.busy[:, 0] == number, 1:]
        return [Engagement(start, end, bool(late), *point) for start, end, late, *point in rows.tolist()]

    @cached_property
    def rest_seconds(self) -> Numbers:
        """How long each of them rests after what ends late."""
        return self._with_own(REST_SECONDS, {number: hours * 3600.0 for number, hours in self.rest_hours.items()})

    @cached_property
    def in_a_row(self) -> Integers:
        """How many shifts without a break each of them takes at most."""
        return self._with_own(MOST_IN_A_ROW, self.most_in_a_row).astype(np.int64)

    def _with_own(self, usual: float, own: Mapping[int, float]) -> Numbers:
        values = np.full(len(self), usual, dtype=np.float64)
        values[list(own)] = list(own.values())
        return values

    @cached_property
    def by_region(self) -> "Groups":
        """People by the path of their region."""
        return Groups.of(self.region_paths)

    @cached_property
    def by_zone(self) -> "Groups":
        """People by their time zone."""
        return Groups.of(self.time_zones)


@dataclass(frozen=True, slots=True)
class Groups:
    """The few values that many people share, and for each person (by number) which of them is theirs."""

    values: list[str]
    which: Integers

    @classmethod
    def of(cls, values: list[str]) -> "Groups":
        """The groups of a column."""
        position = {value: place for place, value in enumerate(sorted(set(values)))}
        return cls(list(position), np.fromiter((position[value] for value in values), dtype=np.int64))

    def flags(self, test: Callable[[str], bool]) -> Flags:
        """For each person, whether their value passes the test."""
        return np.array([test(value) for value in self.values], dtype=np.bool_)[self.which]

    def numbers(self, compute: Callable[[str], int]) -> Integers:
        """For each person, what is computed from their value."""
        return np.array([compute(value) for value in self.values], dtype=np.int64)[self.which]
