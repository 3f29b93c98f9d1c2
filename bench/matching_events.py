"""What happens to a plan that stands: newcomers, cancellations, suggestions, and a stream of arrivals."""

import time
from typing import Any

import numpy as np

from bench.matching_instances import openings, people
from models.matching.solver import Landscape, solve
from models.matching.solver.arrivals import choose_in_turn
from models.matching.solver.incremental import Standing, people_join, people_leave, stand, suggest
from models.matching.solver.market import NOBODY
from models.matching.solver.plan import Plan
from models.matching.solver.problem import Doubles, Numbers
from models.matching.solver.source import hold

EVENTS = 1000
SUGGESTIONS, SHOWN = 200, 5


def measure_events(size: int, tasks: int, seed: int) -> dict[str, Any]:
    """A fresh plan; then, each upon it, 1,000 new volunteers and 1,000 cancellations by people who hold places."""
    random = np.random.default_rng(seed)
    everybody, offered = people(random, size), openings(random, tasks)
    newcomers = people(random, EVENTS)
    began = time.perf_counter()
    landscape = Landscape(everybody, offered)
    plan = solve(landscape)
    fresh = time.perf_counter() - began
    standing = stand(plan)
    began = time.perf_counter()
    standing = people_join(standing, hold(landscape.of(newcomers)))
    joined = _told(standing, plan.holder, time.perf_counter() - began, fresh)
    before = standing.state.holder.copy()
    holders = np.unique(before[before != NOBODY])
    gone = random.choice(holders, min(EVENTS, len(holders)), replace=False)
    gone = gone[gone < size].astype(np.int32)
    began = time.perf_counter()
    standing = people_leave(standing, gone, hold(landscape.of(everybody.some(landscape.order[gone]))))
    left = _told(standing, before, time.perf_counter() - began, fresh)
    suggested = _suggestion_milliseconds(landscape, plan, random)
    return {"fresh_seconds": round(fresh, 3), "joined": joined, "left": left, "suggestion_milliseconds": suggested}


def _told(standing: Standing, before: Numbers, seconds: float, fresh: float) -> dict[str, float]:
    changed = int((standing.state.holder != before).sum())
    return {
        "seconds": round(seconds, 3),
        "part_of_fresh": round(seconds / fresh, 4),
        "certificate": standing.certificate,
        "changes_an_event": changed / EVENTS,
    }


def _suggestion_milliseconds(landscape: Landscape, plan: Plan, random: np.random.Generator) -> dict[str, float]:
    """For one new volunteer at a time, from stored prices."""
    took = []
    for _ in range(SUGGESTIONS):
        somebody = people(random, 1)
        began = time.perf_counter()
        suggest(landscape.of(somebody), plan.prices, SHOWN)
        took.append(1000 * (time.perf_counter() - began))
    return {"median": round(float(np.median(took)), 2), "worst": round(max(took), 2)}


def measure_arrivals(size: int, tasks: int, seed: int) -> dict[str, Any]:
    """People of one day choose one by one, by the prices of another day's people; and without prices (greedily)."""
    random = np.random.default_rng(seed)
    another_day, today, offered = people(random, size), people(random, size), openings(random, tasks)
    prices = solve(Landscape(another_day, offered)).prices
    landscape = Landscape(today, offered)
    best = solve(landscape)
    problem, order = hold(landscape), random.permutation(size).astype(np.int32)

    def part(paid: Doubles) -> float:
        return choose_in_turn(problem, paid, order)[1] / best.bound

    began = time.perf_counter()
    by_prices = part(prices)
    each = (time.perf_counter() - began) / size
    return {"of_hindsight_bound": by_prices, "greedy": part(0 * prices), "microseconds_each": round(1e6 * each, 2)}
