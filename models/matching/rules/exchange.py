"""
Nobody better who is free is passed over.

The assignment is within a certified gap of the best, so of two people who are nearly alike it may take the lesser one.
That is hard to explain, and an exchange of the two only gains.
"""

from models.matching.rules.newcomers import first_timers
from models.matching.rules.plan import Plan


def exchange(plan: Plan) -> None:
    """Give places to better-ranked candidates who have time for them and nothing yet, while first-timers keep theirs."""
    for position in range(len(plan.candidates)):
        for index in sorted(plan.taken[position], reverse=True):
            better = next((other for other in range(index) if _goes_before(plan, position, other, index)), None)
            if better is not None:
                plan.give_back(position, index)
                plan.take(position, better)


def _goes_before(plan: Plan, position: int, other: int, index: int) -> bool:
    numbers = plan.candidates[position].numbers
    other_is_new, is_new = first_timers(plan.crowd, plan.candidates[position].opening, numbers[[other, index]])
    keeps_share = other_is_new or not is_new
    return bool(keeps_share) and not plan.has_match(int(numbers[other])) and plan.can_take(position, other)
