"""Who comes next when somebody says no, and something to do for everybody's first week."""

import numpy as np

from models.matching.rules.candidates import Choice
from models.matching.rules.columns import Integers
from models.matching.rules.plan import Plan

RESERVES_PER_PLACE = 3
RESERVES = 5


def reserves_of(plan: Plan) -> list[Choice]:
    """
    Reserves keep to each hard limit, but not to each other.

    Who is in their first week and got nothing is one for the best remote shift (M3: nobody is left without something to
    do in week one); each shift has enough for some to say no.
    """
    first = _first_week(plan)
    known = {(choice.opening, choice.number) for choice in first}
    rest = (choice for position in range(len(plan.candidates)) for choice in _best_others(plan, position))
    return [*first, *(choice for choice in rest if (choice.opening, choice.number) not in known)]


def _first_week(plan: Plan) -> list[Choice]:
    left = plan.crowd.first_week & plan.without_match()
    best: dict[int, Choice] = {}
    for position, each in enumerate(plan.candidates):
        if each.opening.remote:
            for choice in _reserves(plan, position, np.flatnonzero(left[each.numbers])):
                if choice.number not in best or best[choice.number].score < choice.score:
                    best[choice.number] = choice
    return [best[number] for number in sorted(best)]


def _best_others(plan: Plan, position: int) -> list[Choice]:
    each = plan.candidates[position]
    wanted = RESERVES_PER_PLACE * each.opening.free + RESERVES
    others = np.flatnonzero(~np.isin(each.numbers, plan.matched(position)))
    return _reserves(plan, position, others[:wanted])


def _reserves(plan: Plan, position: int, indexes: Integers) -> list[Choice]:
    factor = plan.crowding(position)
    return [plan.choice(position, int(index), factor, reserve=True) for index in indexes]
