"""The points of one person's local day: a pure function of that day's activities and the formula of that date."""

from collections import defaultdict
from collections.abc import Iterable

from models.activity.rules.formula import WHOLE, Formula, Group, KindRule, Quality, Rate
from models.activity.rules.standing import EffectiveActivity, Standing, standing_of
from models.activity.tables import ActivityKind


def score_day(formula: Formula, activities: Iterable[EffectiveActivity]) -> dict[str, int]:
    """
    Points (thousandths) of each activity of one day, by client key.

    Activities are taken in the order of (started_at, client_key), in whatever order they come. What an activity
    adds is the growth of the day's sum: first of its kind's sum after diminishing returns and the kind's cap, then of
    its group's sum under the group's cap, then of the sum over all kinds under the day's cap. So parts always add up
    exactly, and nothing is rounded twice.
    """
    worth: dict[ActivityKind, int] = defaultdict(int)
    counted: dict[ActivityKind, int] = defaultdict(int)
    of_group: dict[Group, int] = defaultdict(int)
    uncapped = total = 0
    points: dict[str, int] = {}
    for activity in sorted(activities, key=_order):
        rule = formula.kinds[activity.kind]
        worth[activity.kind] += _worth(formula.quality, rule, activity)
        of_kind = _diminished(rule, worth[activity.kind])
        growth = of_kind - counted[activity.kind]
        group = formula.group_of(activity.kind)
        uncapped += growth if group is None else _growth_in_group(group, of_group, growth)
        counted[activity.kind] = of_kind
        capped = min(uncapped, formula.daily_cap)
        points[activity.client_key] = capped - total
        total = capped
    return points


def _order(activity: EffectiveActivity) -> tuple[object, str]:
    return activity.started_at, activity.client_key


def _growth_in_group(group: Group, of_group: dict[Group, int], growth: int) -> int:
    """How much of a kind's growth fits under its group's cap."""
    room = max(group.daily_cap - of_group[group], 0)
    of_group[group] += growth
    return min(growth, room)


def _worth(quality: Quality, rule: KindRule, activity: EffectiveActivity) -> int:
    """Amount × points × parity × quality, in whole thousandths, rounded down."""
    standing = standing_of(rule, activity)
    if standing is Standing.EXCLUDED:
        return 0
    amount = activity.minutes if rule.per is Rate.MINUTE else activity.quantity
    share: int = getattr(quality, standing)
    return amount * rule.points * rule.parity * share // (WHOLE * WHOLE)


def _diminished(rule: KindRule, worth: int) -> int:
    """What counts of a kind's worth of one day: full up to the first step, then its share, at most the cap."""
    counts = 0
    start, share = 0, WHOLE
    for step in rule.steps:
        if worth <= step.above:
            break
        counts += (step.above - start) * share
        start, share = step.above, step.share
    counts = (counts + (worth - start) * share) // WHOLE
    return counts if rule.daily_cap is None else min(counts, rule.daily_cap)
