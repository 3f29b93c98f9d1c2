"""Pure rules of tasks: which state may follow which, who is old enough, when one may check in."""

from models.tasks.rules.ages import AgeHurdle, age_hurdle
from models.tasks.rules.states import COMING, PLACED, WAITING, may_become, next_state, place_change
from models.tasks.rules.times import (
    Span,
    check_in_window,
    is_well_formed,
    may_check_in,
    minutes_between,
    next_in_queue,
    overlaps,
    place_in_queue,
)

__all__ = [
    "COMING",
    "PLACED",
    "WAITING",
    "AgeHurdle",
    "Span",
    "age_hurdle",
    "check_in_window",
    "is_well_formed",
    "may_become",
    "may_check_in",
    "minutes_between",
    "next_in_queue",
    "next_state",
    "overlaps",
    "place_change",
    "place_in_queue",
]
