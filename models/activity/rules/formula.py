"""The scoring formula: minutes (or units) × verified quality × parity, with diminishing returns and daily caps."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.activity.tables import ActivityKind

WHOLE = 1000
"""One point, one whole, in thousandths."""


class Rate(StrEnum):
    """What is paid for: each minute of work, or each unit that was counted."""

    MINUTE = "minute"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Quality:
    """How much counts (thousandths) of what somebody has corroborated, of what nobody has yet, and of what looks odd."""

    corroborated: int
    provisional: int
    implausible: int


@dataclass(frozen=True, slots=True)
class Step:
    """Of the day's points of one kind `above` so many (thousandths), only `share` thousandths count."""

    above: int
    share: int


@dataclass(frozen=True, slots=True)
class KindRule:
    """
    How one kind of work scores.

    `counts` names the unit that `quantity` counts (doors, calls). `points` (thousandths) for each minute or unit, times
    `parity` (thousandths: 1000 is on par), then `steps`, then at most `daily_cap` (thousandths). More than
    `plausible_per_hour` units an hour wait for somebody to look at them.
    """

    counts: str
    per: Rate
    points: int
    parity: int
    daily_cap: int | None
    steps: tuple[Step, ...]
    plausible_per_hour: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds of work that together bring at most `daily_cap` (thousandths) a day. No kind is in two groups."""

    kinds: frozenset[ActivityKind]
    daily_cap: int


@dataclass(frozen=True, slots=True)
class Plausibility:
    """
    From where on somebody has a look (`rules/plausibility.py`), beside the rates of each kind.

    Faster than `fastest_kmh` from one place to the next; more than `most_an_hour` pieces of work begun within an hour;
    the same number as somebody else's for the same time, from `least_alike` units on.
    """

    fastest_kmh: int = 180
    most_an_hour: int = 12
    least_alike: int = 20


@dataclass(frozen=True, slots=True)
class Formula:
    """
    One version of the formula; it scores the local dates from `valid_from` on, until a later version does.

    With a `last_day` it holds until then, and after it the latest version that was made before and still holds.
    """

    version: int
    valid_from: date
    quality: Quality
    daily_cap: int
    kinds: dict[ActivityKind, KindRule]
    groups: tuple[Group, ...] = ()
    last_day: date | None = None
    plausibility: Plausibility = Plausibility()

    def scores(self, local_date: date) -> bool:
        """Whether the version is valid on a local date (a later one may be as well)."""
        return self.valid_from <= local_date and (self.last_day is None or local_date <= self.last_day)

    def group_of(self, kind: ActivityKind) -> Group | None:
        """The group whose cap a kind shares."""
        return next((group for group in self.groups if kind in group.kinds), None)
