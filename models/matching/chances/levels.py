"""
What tells people apart: few features, each with a few levels that an organizer can name.

Levels instead of numbers keep the sufficient statistics small (one count per combination that occurs), let a feature
have any shape, and read aloud: "11 to 20 km", "evenings on weekdays".
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.matching.chances.kinds import ChanceKind

Numbers = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_ASKED: dict[str, tuple[str, ...]] = {
    "work": ("did_often", "did_before", "did_other_work", "did_nothing_yet"),
    "wish": ("said_nothing", "wants_it", "wants_other_work"),
    "distance": ("at_home", "remote_abroad", "same_region", "km_2", "km_11", "km_20", "farther"),
    "skill": ("none_needed", "lacks_them", "has_some", "has_most"),
    "lead": ("days_2", "days_4", "days_7", "days_14", "later"),
    "time": ("weekday", "weekday_evening", "weekend", "weekend_evening"),
    "idle": ("active_this_week", "active_this_month", "active_before", "never_active"),
}
_WEEKLY: dict[str, tuple[str, ...]] = {
    "times": ("once", "few_times", "many_times"),
    "weeks": ("one_week", "two_weeks", "three_weeks", "four_weeks"),
    "tenure": ("first_week", "first_month", "first_half_year", "longer"),
    "before": ("active_last_week", "active_last_month", "idle_for_longer", "never_active"),
}
LEVELS: dict[ChanceKind, dict[str, tuple[str, ...]]] = {
    ChanceKind.YES: _ASKED,
    ChanceKind.SHOW: _ASKED,
    ChanceKind.AGAIN: _WEEKLY,
}
"""Features and their levels, by kind of chance, in the order in which cells hold them."""

OFTEN = 3
MOST_SKILLS = 0.5
KM_EDGES = (2.0, 7 * 1.609344, 20.0)
"""7 miles is where nearness ends for asking (`rules.md` A5)."""
LEAD_EDGES = (2.0, 4.0, 7.0, 14.0)
IDLE_EDGES = (7.0, 30.0)
EVENING = 17
WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Situation:
    """
    People and shifts as columns, one row for each pair; what is the same for all rows may be a column of one.

    `kind_times`: how often they did that kind of work; `idle_days` since they were last active, NaN: never. `wish` is 0
    if they said nothing, 1 if they want this kind of work, 2 if they want others. `km` NaN: unknown. `skill_share`: the
    mean evidence for the skills that help, 0 to 1. `lead_days` from then to the start, whose local `weekday` (Monday is
    0) and `hour` are the shift's.
    """

    kind_times: Integers
    idle_days: Numbers
    wish: Integers
    km: Numbers
    remote: Flags
    same_country: Flags
    skills_needed: Integers
    skill_share: Numbers
    lead_days: Numbers
    weekday: Integers
    hour: Integers


def levels_of(situation: Situation) -> dict[str, Integers]:
    """The level of each feature of an ask, by its position."""
    return {
        "work": _work(situation),
        "wish": situation.wish,
        "distance": _distance(situation),
        "skill": _skill(situation),
        "lead": np.searchsorted(LEAD_EDGES, situation.lead_days, side="right"),
        "time": 2 * (situation.weekday >= WEEKEND) + (situation.hour >= EVENING),
        "idle": np.where(np.isnan(situation.idle_days), 3, np.searchsorted(IDLE_EDGES, situation.idle_days)),
    }


def _work(situation: Situation) -> Integers:
    newcomer = np.isnan(situation.idle_days)
    times = situation.kind_times
    return np.select([times >= OFTEN, times > 0, ~newcomer], [0, 1, 2], 3)


def _distance(situation: Situation) -> Integers:
    band = 3 + np.searchsorted(KM_EDGES, situation.km)
    away = np.where(np.isnan(situation.km), 2, band)
    return np.where(situation.remote, np.where(situation.same_country, 0, 1), away)


def _skill(situation: Situation) -> Integers:
    known = 1 + (situation.skill_share > 0).astype(np.int64) + (situation.skill_share >= MOST_SKILLS)
    return np.where(situation.skills_needed == 0, 0, known)
