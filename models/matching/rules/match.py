"""The whole of it: everybody within the limits of each shift, scored, then assigned, with a certificate."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.matching.rules.candidates import Candidates, Choice, rank
from models.matching.rules.care_core import CareCore, solve_care_core
from models.matching.rules.core import Core, Holder, solve_core
from models.matching.rules.crowd import Crowd
from models.matching.rules.exchange import exchange
from models.matching.rules.fill import fill
from models.matching.rules.limits import within_limits
from models.matching.rules.openings import Opening
from models.matching.rules.plan import Elsewhere, Plan
from models.matching.rules.reserves import reserves_of
from models.matching.rules.score import score


@dataclass(frozen=True, slots=True)
class Matched:
    """
    Matches and reserves, how many pairs were possible, the certified core without care limits, and the certified
    assignment within all limits that the matches come from.
    """

    choices: list[Choice]
    pairs: int
    core: Core
    care: CareCore


def match(crowd: Crowd, openings: Sequence[Opening], elsewhere: Elsewhere | None = None) -> Matched:
    """Matches and reserves for all shifts, beside what other runs plan for the same people. Deterministic."""
    plan = Plan(crowd, candidates_for(crowd, openings), elsewhere or Elsewhere())
    core, within = solve_core(plan), solve_care_core(plan)
    pairs = sum(len(each.numbers) for each in plan.candidates)
    return Matched(choose(plan, within.holders), pairs, core, within)


def candidates_for(crowd: Crowd, openings: Sequence[Opening]) -> list[Candidates]:
    """Everybody within the limits of each shift, ranked."""
    reaches = [within_limits(crowd, opening) for opening in openings]
    return [
        rank(opening, reach, score(crowd, opening, reach)) for opening, reach in zip(openings, reaches, strict=True)
    ]


def choose(plan: Plan, holders: Sequence[Holder]) -> list[Choice]:
    """Matches after an assignment, as far as it keeps to all limits, and reserves."""
    for holder in holders:
        if plan.can_take(holder.opening, holder.index):
            plan.take(holder.opening, holder.index)
    exchange(plan)
    fill(plan, [each.opening.free for each in plan.candidates])
    return [*plan.choices(), *reserves_of(plan)]
