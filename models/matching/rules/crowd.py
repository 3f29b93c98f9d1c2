"""Many people as columns, so that a rule looks at all of them at once."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar
from uuid import UUID

import numpy as np

from models.activity.tables import ActivityKind
from models.matching.chances import ChanceKind, ChanceModel, cold_start
from models.matching.chances.model import group_of
from models.matching.rules.care import COLUMNS, REST_SECONDS, Engagement
from models.matching.rules.columns import NOBODY, Column, Flags, Groups, Integers, Numbers
from models.matching.rules.openings import Week
from models.people.rules.care import MOST_IN_A_ROW
from models.people.tables import Evidence

DAY_SECONDS = 86400.0
IDLE_UNKNOWN = 60.0
"""Days since somebody was last active of whom we know only that they were."""
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
    def busy_numbers(self) -> Integers:
        """Whose each row of `busy` is."""
        return self.busy[:, 0].astype(np.int64)

    @cached_property
    def skill_columns(self) -> Mapping[UUID, Column]:
        """What each skill counts."""
        return {skill_id: Column.of(values) for skill_id, values in self.skills.items()}

    @cached_property
    def qualified_columns(self) -> Mapping[UUID, Column]:
        """Until which day each licence or training is valid."""
        return {qualification_id: Column.of(days) for qualification_id, days in self.qualified.items()}

    @cached_property
    def times_done(self) -> Mapping[ActivityKind, Column]:
        """How often people did each kind of work."""
        return {
            kind: Column.of({number: deed.times for number, deed in found.items()})
            for kind, found in self.deeds.items()
        }

    @cached_property
    def times_attended(self) -> Mapping[ActivityKind, Column]:
        """To how many shifts of each kind people came."""
        return {kind: Column.of(times) for kind, times in self.attended.items()}

    @cached_property
    def minutes_planned(self) -> Mapping[Week, Column]:
        """How many minutes of each week are given away already."""
        return {week: Column.of(minutes) for week, minutes in self.minutes_in_week.items()}

    @cached_property
    def nevers(self) -> Mapping[ActivityKind, Column]:
        """Who does not want each kind of work."""
        return {kind: Column.of_those(numbers) for kind, numbers in self.unwilling.items()}

    @cached_property
    def idle_days(self) -> Numbers:
        """Since when each of them did nothing; NaN for newcomers."""
        if self.outlook.last_active is None:
            return np.where(self.newcomer, np.nan, IDLE_UNKNOWN)
        return np.maximum(0.0, (self.outlook.at - self.outlook.last_active) / DAY_SECONDS)

    @cached_property
    def yes_of_group(self) -> Numbers:
        """What the part of the map that each of them lives in adds to the chance of a yes."""
        return self._weights_of_groups(self.outlook.yes)

    @cached_property
    def show_of_group(self) -> Numbers:
        """What it adds to the chance that they come."""
        return self._weights_of_groups(self.outlook.show)

    def _weights_of_groups(self, model: ChanceModel) -> Numbers:
        everybody = np.arange(len(self))
        return self.by_region.numbers(lambda path: model.group_weight(group_of(path)), everybody)

    @cached_property
    def farthest_km(self) -> float:
        """How far any of them goes."""
        return float(self.maximum_km.max(initial=0.0))

    @cached_property
    def from_south(self) -> tuple[Integers, Numbers]:
        """Everybody whose home is known, from south to north, and their latitudes."""
        order = np.argsort(self.latitude, kind="stable")
        order = order[: len(order) - int(np.isnan(self.latitude).sum())]
        return order, self.latitude[order]

    @cached_property
    def homes_unknown(self) -> Integers:
        """Whose home is not known."""
        return np.flatnonzero(np.isnan(self.latitude))

    @cached_property
    def by_region(self) -> "Groups":
        """People by the path of their region."""
        return Groups.of(self.region_paths)

    @cached_property
    def by_zone(self) -> "Groups":
        """People by their time zone."""
        return Groups.of(self.time_zones)


Key = TypeVar("Key", bound=Hashable)


def column(columns: Mapping[Key, Column], key: Key) -> Column:
    """That of a key, or one that nobody has."""
    return columns.get(key, NOBODY)
