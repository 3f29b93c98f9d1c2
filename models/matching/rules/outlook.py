"""How likely people say yes to a shift, and come: what was learned, applied to many people at once."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from models.matching.chances import ChanceModel, Situation, levels_of
from models.matching.chances.model import group_of
from models.matching.rules.crowd import KIND_BIT, Crowd, Integers, Numbers
from models.matching.rules.evidence import skill_share
from models.matching.rules.limits import Reach
from models.matching.rules.openings import Opening

_DAY = 86400.0
IDLE_UNKNOWN = 60.0
"""Days since somebody was last active of whom we know only that they were."""


@dataclass(frozen=True, slots=True)
class Chances:
    """Of each of some people: that they say yes when asked, and that they come when they said so, 0 to 1."""

    yes: Numbers
    show: Numbers

    @property
    def both(self) -> Numbers:
        """That they come if they are asked."""
        return np.asarray(self.yes * self.show)


def chances_of(crowd: Crowd, opening: Opening, reach: Reach) -> Chances:
    """The chances of everybody within reach of a shift, if they are asked now."""
    numbers, outlook = reach.numbers, crowd.outlook
    levels = levels_of(_situation(crowd, opening, reach))
    return Chances(
        outlook.yes.chances(levels, _groups(crowd, outlook.yes)[numbers], crowd.yes[numbers], crowd.no[numbers]),
        outlook.show.chances(levels, _groups(crowd, outlook.show)[numbers], crowd.came[numbers], crowd.missed[numbers]),
    )


def _situation(crowd: Crowd, opening: Opening, reach: Reach) -> Situation:
    local = opening.starts_at.astimezone(ZoneInfo(opening.time_zone))
    country = opening.region_path.split("/", 1)[0] + "/"
    lead = (opening.start - crowd.outlook.at) / _DAY
    return Situation(
        kind_times=_times(crowd, opening)[reach.numbers],
        idle_days=_idle_days(crowd)[reach.numbers],
        wish=_wish(crowd.willing[reach.numbers], KIND_BIT[opening.kind]),
        km=reach.km,
        remote=np.array([opening.remote]),
        same_country=crowd.by_region.flags(lambda path: path.startswith(country))[reach.numbers],
        skills_needed=np.array([len(opening.skills)]),
        skill_share=skill_share(crowd, opening, reach.numbers),
        lead_days=np.array([lead]),
        weekday=np.array([local.weekday()]),
        hour=np.array([local.hour]),
    )


def _wish(willing: Integers, kind_bit: int) -> Integers:
    """0 if they said nothing, 1 if they want this kind of work, 2 if they want others."""
    return np.where(willing == 0, 0, np.where((willing & kind_bit) > 0, 1, 2))


def _times(crowd: Crowd, opening: Opening) -> Integers:
    times = np.zeros(len(crowd), dtype=np.int64)
    for number, deed in crowd.deeds.get(opening.kind, {}).items():
        times[number] = deed.times
    return times


def _idle_days(crowd: Crowd) -> Numbers:
    if crowd.outlook.last_active is None:
        return np.where(crowd.newcomer, np.nan, IDLE_UNKNOWN)
    return np.maximum(0.0, (crowd.outlook.at - crowd.outlook.last_active) / _DAY)


def _groups(crowd: Crowd, model: ChanceModel) -> Numbers:
    """What the part of the map that each person lives in adds."""
    regions = crowd.by_region
    weights = np.array([model.group_weight(group_of(path)) for path in regions.values], dtype=np.float64)
    return weights[regions.which]
