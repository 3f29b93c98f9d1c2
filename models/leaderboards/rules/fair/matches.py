"""A season's matches of one league from what its regions did in past weeks, and how a match ended."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import numpy as np

from models.leaderboards.rules.fair.fixtures import schedule
from models.leaderboards.rules.fair.forecast import Forecast, forecast_of, joint_target

POINT = 1000


class RegionWeek(NamedTuple):
    """What a region did in a week: active people, their points as they count (thousandths), a person's variance."""

    active: int
    counted: int
    variance: float


class Match(NamedTuple):
    """Who meets in which week (0: the first), the chance of `one`, and the joint target in thousandths of a point."""

    week: int
    one: UUID
    other: UUID
    chance: float
    joint_target: int


Weeks = Sequence[Mapping[UUID, RegionWeek]]
"""Past weeks, each with the regions that were active in it."""


def drawn(league: Sequence[UUID], known: Weeks, weeks: int, seed: int) -> list[Match]:
    """
    The matches of so many coming weeks between the regions of a league that were active in a known week.

    The same for the same seed. None for fewer than two regions.
    """
    regions = [region_id for region_id in sorted(league) if any(region_id in week for week in known)]
    if len(regions) < 2:
        return []
    forecast = forecast_from(regions, known)
    return [
        Match(
            week, regions[one], regions[other], forecast.chance(one, other), _whole(joint_target(forecast, one, other))
        )
        for week, fixtures in enumerate(schedule(forecast, weeks, seed))
        for one, other in fixtures.pairs
    ]


def forecast_from(regions: Sequence[UUID], known: Weeks) -> Forecast:
    """What these regions may be expected to do, from the known weeks (at least one, with somebody active)."""
    nothing = RegionWeek(0, 0, 0.0)
    table = [[week.get(region_id, nothing) for region_id in regions] for week in known]
    active = np.array([[one.active for one in row] for row in table], dtype=np.int64)
    counted = np.array([[one.counted for one in row] for row in table], dtype=np.float64)
    variances = [one.variance for row in table for one in row if one.active]
    return forecast_of(counted / np.maximum(1, active), active, float(np.mean(variances)))


def outcome(one: RegionWeek, other: RegionWeek) -> float:
    """For the first of two regions: 1 if its rate was higher, 0 if lower, ½ if they are the same, exactly."""
    ahead = one.counted * other.active - other.counted * one.active
    return 0.5 if ahead == 0 else float(ahead > 0)


def _whole(target: float) -> int:
    """Whole points, one at least."""
    return max(POINT, round(target / POINT) * POINT)
