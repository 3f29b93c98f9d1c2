"""The same people and shifts with care limits on: the second certificate, and what it costs, for bench/matching.py."""

import resource
import time
from typing import Any

import numpy as np

from bench.matching_instances import WINDOWS
from models.matching.solver import Landscape, Openings, People
from models.matching.solver.care import Calendar, Care, CareProblem, solve_with_care
from models.matching.solver.source import hold

HOUR, DAY = 3600.0, 86400.0
REST_SECONDS, IN_A_ROW = 11 * HOUR, 2
PARTS = np.array([9, 14, 19]) * HOUR
"""When the three windows of a day begin."""


def care_problem(landscape: Landscape, openings: Openings, seed: int) -> CareProblem:
    """
    All pairs of a landscape. A shift begins up to two hours into its window, takes one to four, and is part of one week;
    people have two to twenty hours for it, as volunteers say.
    """
    random, size = np.random.default_rng(seed), len(openings)
    problem = hold(landscape)
    start = openings.window // 3 * DAY + PARTS[openings.window % 3] + random.integers(0, 3, size) * HOUR
    minutes = random.choice(np.array([60, 120, 180, 240], dtype=np.int32), size)
    end = start + minutes * 60.0
    place = [np.where(openings.remote, np.nan, each) for each in (openings.latitude, openings.longitude)]
    week, late = np.zeros(size, dtype=np.int32), end % DAY > 21 * HOUR
    calendar = Calendar(start, end, late, place[0], place[1], week, minutes, openings.seats.slot)
    people = len(problem)
    left = random.choice(np.array([120, 240, 360, 600, 1200], dtype=np.int32), (people, 1))
    nothing = np.zeros(people + 1, dtype=np.int64), np.zeros(0), np.zeros(0)
    rest, in_a_row = np.full(people, REST_SECONDS), np.full(people, IN_A_ROW, dtype=np.int32)
    return CareProblem(problem, calendar, Care(left, rest, in_a_row, *nothing))


def measure_care(people: People, openings: Openings, seed: int) -> dict[str, Any]:
    """One run within all limits, pairs found already."""
    assert openings.seats.slot.max(initial=0) < WINDOWS
    given = care_problem(Landscape(people, openings), openings, seed)
    began, cpu = time.perf_counter(), time.process_time()
    plan = solve_with_care(given)
    return {
        "value": plan.value,
        "dual_bound": plan.bound,
        "certificate": plan.certificate,
        "seconds": round(time.perf_counter() - began, 3),
        "cpu_seconds": round(time.process_time() - cpu, 3),
        "pairs": len(given.problem.pairs),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
