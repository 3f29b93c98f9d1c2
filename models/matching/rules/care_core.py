"""The assignment within all limits, care limits too, and its proof (`solver.care`): what the matches come from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.matching.rules import care
from models.matching.rules.candidates import Candidates
from models.matching.rules.core import Holder, form_problem, holders_of
from models.matching.rules.openings import Opening, Week
from models.matching.rules.parts import Part, parts_of
from models.matching.rules.plan import Plan
from models.matching.solver.care import Calendar, Care, CareProblem, solve_with_care
from models.matching.solver.problem import Numbers, Seats


@dataclass(frozen=True, slots=True)
class CareCore:
    """The assignment and its proof: none that keeps to all limits is worth more than `bound`."""

    holders: list[Holder]
    prices: list[float]
    value: float
    bound: float


def solve_care_core(plan: Plan, parts: Sequence[Part] | None = None, seats: Seats | None = None) -> CareCore:
    """
    The certified assignment of candidates to the free places of their shifts, the best first. Deterministic.

    parts: of which the shifts consist, with these seats; otherwise as `parts_of` has it, and all their free places.
    """
    parts = _parts_of(plan) if parts is None else _free_of(plan, parts)
    given = _form(plan, parts, seats)
    found = solve_with_care(given)
    holders = sorted(
        holders_of(given.problem, found.holder, found.worth, plan.candidates, parts),
        key=lambda each: (-each.value, each.opening, each.index),
    )
    return CareCore(holders, found.prices.tolist(), found.value, found.bound)


def form_care_problem(plan: Plan, parts: Sequence[Part] | None = None, seats: Seats | None = None) -> CareProblem:
    """The problem of the core, with the calendar of the openings and what everybody can still bear; the rest as there."""
    return _form(plan, _parts_of(plan) if parts is None else _free_of(plan, parts), seats)


def _parts_of(plan: Plan) -> list[Part]:
    return parts_of(plan.crowd, [_free_elsewhere(plan, each) for each in plan.candidates])


def _free_of(plan: Plan, parts: Sequence[Part]) -> list[Part]:
    return [Part(part.origin, _free_elsewhere(plan, part.candidates)) for part in parts]


def _form(plan: Plan, parts: Sequence[Part], seats: Seats | None) -> CareProblem:
    candidates = [part.candidates for part in parts]
    openings = [each.opening for each in candidates]
    problem = form_problem(plan.crowd, candidates, seats)
    weeks = {week: number for number, week in enumerate(sorted({opening.week for opening in openings}))}
    return CareProblem(problem, _calendar(openings, weeks, problem.seats.slot), _care(plan, weeks))


def _free_elsewhere(plan: Plan, each: Candidates) -> Candidates:
    """Whom nothing excludes that is planned elsewhere."""
    free = plan.elsewhere.is_free(each.opening, each.numbers)
    return each.only(free)


def _calendar(openings: Sequence[Opening], weeks: dict[Week, int], slot: Numbers) -> Calendar:
    columns = np.array([each.engagement for each in openings], dtype=np.float64).reshape(-1, care.COLUMNS - 1).T
    start, end, late, latitude, longitude = (np.ascontiguousarray(column) for column in columns)
    return Calendar(
        start,
        end,
        late > 0,
        latitude,
        longitude,
        np.array([weeks[each.week] for each in openings], dtype=np.int32),
        np.array([each.minutes for each in openings], dtype=np.int32),
        slot,
    )


def _care(plan: Plan, weeks: dict[Week, int]) -> Care:
    people = len(plan.crowd)
    left = np.repeat(plan.crowd.weekly_minutes[:, np.newaxis], max(1, len(weeks)), axis=1).astype(np.int32)
    for (number, week), minutes in plan.minutes.items():
        if week in weeks:
            left[number, weeks[week]] -= minutes
    held = np.concatenate((plan.crowd.busy, plan.elsewhere.spans))
    held = held[np.argsort(held[:, 0], kind="stable")]
    start = np.searchsorted(held[:, 0], np.arange(people + 1)).astype(np.int64)
    rest, in_a_row = plan.crowd.rest_seconds, plan.crowd.in_a_row.astype(np.int32)
    return Care(left, rest, in_a_row, start, held[:, 1].copy(), held[:, 2].copy())
