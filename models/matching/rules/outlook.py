"""How likely people say yes to a shift, and come: what was learned, applied to many people at once."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from models.matching.chances import Situation, levels_of
from models.matching.rules.columns import Integers, Numbers
from models.matching.rules.crowd import DAY_SECONDS, KIND_BIT, Crowd, column
from models.matching.rules.evidence import skill_share
from models.matching.rules.limits import Reach
from models.matching.rules.openings import Opening


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
        outlook.yes.chances(levels, crowd.yes_of_group[numbers], crowd.yes[numbers], crowd.no[numbers]),
        outlook.show.chances(levels, crowd.show_of_group[numbers], crowd.came[numbers], crowd.missed[numbers]),
    )


def _situation(crowd: Crowd, opening: Opening, reach: Reach) -> Situation:
    local = opening.starts_at.astimezone(ZoneInfo(opening.time_zone))
    country = opening.region_path.split("/", 1)[0] + "/"
    lead = (opening.start - crowd.outlook.at) / DAY_SECONDS
    return Situation(
        kind_times=column(crowd.times_done, opening.kind).at(reach.numbers).astype(np.int64),
        idle_days=crowd.idle_days[reach.numbers],
        wish=_wish(crowd.willing[reach.numbers], KIND_BIT[opening.kind]),
        km=reach.km,
        remote=np.array([opening.remote]),
        same_country=crowd.by_region.begins_with(country, reach.numbers),
        skills_needed=np.array([len(opening.skills)]),
        skill_share=skill_share(crowd, opening, reach.numbers),
        lead_days=np.array([lead]),
        weekday=np.array([local.weekday()]),
        hour=np.array([local.hour]),
    )


def _wish(willing: Integers, kind_bit: int) -> Integers:
    """0 if they said nothing, 1 if they want this kind of work, 2 if they want others."""
    return np.where(willing == 0, 0, np.where((willing & kind_bit) > 0, 1, 2))
