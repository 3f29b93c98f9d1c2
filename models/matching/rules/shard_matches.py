"""What a shard makes of its turns: its part of both certificates, the prices of its own places, and its matches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.matching.rules.candidates import Choice
from models.matching.rules.care_core import form_care_problem, solve_care_core
from models.matching.rules.crowd import Crowd
from models.matching.rules.match import candidates_for, choose
from models.matching.rules.newcomers import first_timers
from models.matching.rules.openings import Opening
from models.matching.rules.parts import Part, whole_again
from models.matching.rules.plan import Plan
from models.matching.rules.shards import seats_that
from models.matching.solver.care import care_bound
from models.matching.solver.certificate import free_choices
from models.matching.solver.market import NOBODY
from models.matching.solver.plan import mean_first_value
from models.matching.solver.problem import Doubles, Flags, Numbers, Problem, Seats
from models.matching.solver.pruning import keep_best
from models.matching.solver.shards.shard import INTERIOR, Shard, prices_of
from models.matching.solver.source import Whole

NEARLY = 0.1
"""Of what a pair is worth on average: so far below the prices somebody may still be wanted, for others reach their limits."""


@dataclass(frozen=True, slots=True)
class Shared:
    """
    What a shard knows in the end. openings, seats: those that its people may reach, a step up in two. at_border: (places,),
    which of their places are shared. owned: (places,), which of all it gives out. border_price: (places,), of those that are
    shared.
    """

    openings: Sequence[Opening]
    seats: Seats
    at_border: Flags
    owned: Flags
    border_price: Doubles


@dataclass(frozen=True, slots=True)
class Contribution:
    """A part of a certificate: what the places are worth that were given out, and of the bound what is not the border's."""

    value: float
    bound: float


def core_part(shard: Shard, everybody: Problem, shared: Shared) -> tuple[Contribution, Doubles]:
    """Of the certificate over all pairs of the shard's people; and the prices of all its places."""
    prices = np.where(shared.at_border, shared.border_price, prices_of(shard))
    taken = shard.state.holder != NOBODY
    value = float((shared.seats.factor * shard.state.worth)[taken].sum())
    own = float(prices[~shared.at_border].sum())
    return Contribution(value, own + free_choices(everybody, prices)), prices


def who_may_get_something(everybody: Problem, prices: Doubles) -> Flags:
    """For each of these people, whether their best place at these prices would bring them a profit, or nearly."""
    slack = NEARLY * mean_first_value(everybody)
    return np.diff(keep_best(Whole(everybody), prices, 1, slack).pairs.start) > 0


def care_part(crowd: Crowd, shared: Shared, others: Problem) -> tuple[Contribution, list[Choice]]:
    """
    Of the certificate within all limits, and the matches: the shard gives out its own places, and those of the border
    that it was granted. What these cost everybody is told by the core, so that all shards reckon with the
    same. The matches are of the shifts made whole again.

    others: people who get nothing, with their pairs: what they would choose freely counts in the bound, without their limits.
    """
    free = np.add.reduceat(np.append(shared.owned, False), shared.seats.first_place[:-1])
    free[np.diff(shared.seats.first_place) == 0] = 0
    openings = [replace(each, free=int(places)) for each, places in zip(shared.openings, free, strict=True)]
    seats = seats_that(shared.seats, shared.owned)
    shifts, origins = whole_again(openings)
    first_parts = np.searchsorted(origins, np.arange(1, len(shifts)))
    factors = dict(enumerate(np.split(seats.factor, seats.first_place[first_parts])))
    plan = Plan(crowd, candidates_for(crowd, shifts), factors=factors)
    parts = [_part(plan, *each) for each in zip(origins, openings, strict=True)]
    found = solve_care_core(plan, parts, seats)
    prices = shared.border_price.copy()
    prices[~shared.at_border] = np.array(found.prices)[~shared.at_border[shared.owned]]
    bound = care_bound(form_care_problem(plan, parts, shared.seats), prices) - float(prices[shared.at_border].sum())
    return Contribution(found.value, bound + free_choices(others, prices)), choose(plan, found.holders)


def _part(plan: Plan, origin: int, opening: Opening) -> Part:
    each = replace(plan.candidates[origin], opening=opening)
    new = first_timers(plan.crowd, opening, each.numbers)
    return Part(origin, each.only(new) if opening.first_timers_only else each)


def places_at(seats: Seats, numbers: Numbers) -> Flags:
    """(places,): which places belong to openings with a number other than INTERIOR."""
    return np.asarray(np.repeat(numbers != INTERIOR, np.diff(seats.first_place)))
