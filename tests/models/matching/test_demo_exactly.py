"""The demo campaign, solved exactly by HiGHS, beside what the solver finds."""

from random import Random

import numpy as np
import pytest

from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.matching.queries.load_crowd import load_crowd
from models.matching.queries.load_openings import load_openings
from models.matching.rules.care_core import form_care_problem, solve_care_core
from models.matching.rules.core import form_problem, solve_core
from models.matching.rules.match import candidates_for
from models.matching.rules.plan import Plan
from models.matching.solver.care import CareProblem
from models.matching.solver.problem import Doubles, Problem
from models.matching.solver.pruning import keep_best
from models.matching.solver.source import Whole
from models.people.actions import add_known_qualifications
from server.demo.cast import gather
from server.demo.history import live_through
from server.demo.load import SEED
from server.demo.work_to_do import ask_for_help
from tests.models.matching.solver import care_problems, problems

ROUNDING = 1e-5
pytestmark = pytest.mark.usefixtures("geography", "skills")


async def _plan_of_demo(account: Account) -> Plan:
    actor, dice, now = system_actor(account.id), Random(SEED), clock.now()
    await add_known_qualifications(account.id)
    crowds = await gather(actor, dice)
    await live_through(actor, crowds, dice)
    await ask_for_help(actor, crowds, dice)
    openings = await load_openings(account.id, None, now)
    crowd = await load_crowd(account.id, openings, now)
    return Plan(crowd, candidates_for(crowd, openings))


def _that_may_be_best(problem: Problem, prices: Doubles, gap: float) -> Problem:
    """
    Without pairs that are in no best plan: whoever takes a place at a loss that is more than the gap makes the bound fall
    below what the plan at hand is worth (reduced costs).
    """
    return keep_best(Whole(problem), prices, len(problem.seats), gap + ROUNDING)


async def test_the_demo_campaign_is_matched_next_to_the_exact_optimum(account: Account) -> None:
    plan = await _plan_of_demo(account)
    problem, core = form_problem(plan.crowd, plan.candidates), solve_core(plan)
    assert len(problem.pairs) > 10_000
    prices = np.concatenate([np.array(each) for each in core.prices])
    exact = problems.exact_value(_that_may_be_best(problem, prices, core.bound - core.value))
    assert 0.9999 * exact <= core.value <= exact + ROUNDING <= core.bound + 2 * ROUNDING
    given, within = form_care_problem(plan), solve_care_core(plan)
    some = _that_may_be_best(given.problem, np.array(within.prices), within.bound - within.value)
    exact = care_problems.exact_value(CareProblem(some, given.calendar, given.care))
    assert 0.97 * within.bound <= within.value
    assert 0.999 * exact <= within.value <= exact + ROUNDING <= within.bound + 2 * ROUNDING
