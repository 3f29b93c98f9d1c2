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
class Formula:
    """One version of the formula; it scores the local dates from `valid_from` on, until a later version does."""

    version: int
    valid_from: date
    quality: Quality
    daily_cap: int
    kinds: dict[ActivityKind, KindRule]
