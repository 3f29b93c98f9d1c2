"""
What somebody is told about how others do (`rules.md` G3).

Below what is usual: what is usual. Never how far it is, and nothing to whoever has not begun (A9). At or above it: never a
number of others, for that pulls people down (Chen, Harper, Konstan & Li 2010, "Social comparisons and contributions to
online communities: a field experiment on MovieLens": +530 % for those below the median, −62 % for those above), but what
the team wants, or somebody to help.
"""

from collections.abc import Sequence
from enum import StrEnum
from statistics import median_low
from typing import NamedTuple

FEWEST_PEOPLE = 5


class NextStep(StrEnum):
    """What comes next for somebody, this week."""

    BEGIN = "begin"
    REACH_NORM = "reach_norm"
    TEAM_GOAL = "team_goal"
    MENTOR = "mentor"


class Outlook(NamedTuple):
    """The next step, and the norm (points, thousandths) for those who are below it alone."""

    next_step: NextStep
    norm: int | None = None


def outlook_of(points: int, active: Sequence[int], *, compares: bool, has_open_goal: bool) -> Outlook:
    """
    What to show to somebody with these points (thousandths), among the points of all who are active around them.

    The norm is the lower median of the active; fewer than five have none, and nobody who does not want to compare is
    shown one. `has_open_goal`: their team still has something to reach this week.
    """
    if points <= 0:
        return Outlook(NextStep.BEGIN)
    if compares and len(active) >= FEWEST_PEOPLE and points < (norm := median_low(active)):
        return Outlook(NextStep.REACH_NORM, norm)
    return Outlook(NextStep.TEAM_GOAL if has_open_goal else NextStep.MENTOR)
