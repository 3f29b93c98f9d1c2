"""
How fast people and openings are matched, and how near the best possible: a certificate over all feasible pairs.

    python bench/matching.py --people 1000000 --tasks 10000 --seed 1 --json

Seeded people and tasks of realistic shape (`matching_instances.py`). Compiling is done before, on a tiny instance, and
told apart (once for each state of the sources). All sizes and seeds, one process each, so that peaks are their own:

    for size in "10000 500" "100000 5000" "1000000 10000" "2000000 20000"; do for seed in 1 2 3 4 5; do
        set -- $size; python bench/matching.py --people $1 --tasks $2 --seed $seed --json; done; done

`seconds` has each stage; `total` is all of them: from columns of people and tasks to a certified plan.
`seconds` is linear in feasible pairs if `seconds_per_million_pairs` stays the same. `--shards` tells the plan that shards
make together, and what part of this machine's CPU time all of them took, `--care` the plan within all care limits and
its own certificate. `--exact` lets OR-tools' minimum-cost flow
solve the pruned pairs of the last auction; `ratio` is the time of that auction (pairs sorted, places filled) by that of
the flow (without building it). Times say little where `load`, the load average before the run, is above 1:
`cpu_seconds` says more then.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.matching_care import measure_care
from bench.matching_events import measure_arrivals, measure_events
from bench.matching_instances import openings, people
from bench.matching_shards import measure_shards
from models.matching.solver import Landscape, Openings, People, Plan, plan, solve
from models.matching.solver.source import of_each_block

STAGES = {
    "keep_best": "candidates",
    "open_market": "auction",
    "fill_places": "auction",
    "fair_prices": "auction",
    "bound_of": "certificate",
}


class Stopwatch:
    """Seconds by stage, and those of the last call of each function. It wraps the functions that a plan is made by."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = defaultdict(float)
        self.last: dict[str, float] = {}
        for name, stage in STAGES.items():
            setattr(plan, name, self._timed(name, stage, getattr(plan, name)))

    def _timed(self, name: str, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            began = time.perf_counter()
            result = function(*arguments)
            self.last[name] = time.perf_counter() - began
            self.stages[stage] += self.last[name]
            return result

        return run


def instance(size: int, tasks: int, seed: int) -> tuple[People, Openings]:
    """People and openings of a seed."""
    random = np.random.default_rng(seed)
    return people(random, size), openings(random, tasks)


def peak_mib() -> float:
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def warm_up() -> float:
    """Compile everything: the seconds that took."""
    began = time.perf_counter()
    solve(Landscape(*instance(1000, 50, 0)))
    return time.perf_counter() - began


def measure(size: int, tasks: int, seed: int) -> tuple[dict[str, Any], Plan, Stopwatch]:
    """One run: what is printed, the plan, and the stopwatch."""
    compiling, columns = warm_up(), instance(size, tasks, seed)
    load, before, stopwatch = os.getloadavg()[0], peak_mib(), Stopwatch()
    began, cpu = time.perf_counter(), time.process_time()
    landscape = Landscape(*columns)
    stopwatch.stages["layout"] = time.perf_counter() - began
    solved = solve(landscape)
    total, cpu = time.perf_counter() - began, time.process_time() - cpu
    pairs = sum(of_each_block(landscape, lambda block: len(block.pairs)))
    result = {
        "people": size,
        "tasks": tasks,
        "seed": seed,
        "seconds": {name: round(seconds, 3) for name, seconds in {**stopwatch.stages, "total": total}.items()},
        "cpu_seconds": round(cpu, 3),
        "compile_seconds": round(compiling, 1),
        "peak_mib": round(peak_mib()),
        "peak_mib_before": round(before),
        "pairs": pairs,
        "seconds_per_million_pairs": round(1e6 * total / max(pairs, 1), 4),
        "kept_pairs": len(solved.kept.pairs),
        "places": len(solved.holder),
        "filled": int((solved.holder >= 0).sum()),
        "rounds": solved.rounds,
        "value": solved.value,
        "dual_bound": solved.bound,
        "certificate": solved.certificate,
        "cores": os.cpu_count(),
        "load": round(load, 2),
    }
    return result, solved, stopwatch


def compare(solved: Plan, stopwatch: Stopwatch) -> dict[str, float]:
    """The exact optimum over the pruned pairs, and how long the auction took by comparison."""
    from bench.matching_exact import solve_exactly  # needs OR-tools, of the tests' requirements

    seconds, value = solve_exactly(solved.kept)
    auction = stopwatch.last["open_market"] + stopwatch.last["fill_places"]
    return {
        "exact_seconds": round(seconds, 3),
        "exact_value": value,
        "auction_seconds": round(auction, 3),
        "ratio": round(auction / seconds, 4),
        "share_of_exact": solved.value / value,
    }


def main() -> None:
    """Read the arguments, run once, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--tasks", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--exact", action="store_true", help="solve the pruned pairs exactly too")
    parser.add_argument("--incremental", action="store_true", help="1,000 newcomers and 1,000 cancellations too")
    parser.add_argument("--arrivals", action="store_true", help="a stream of people who choose at once too")
    parser.add_argument("--shards", type=int, default=0, help="the same in that many shards too")
    parser.add_argument(
        "--care", action="store_true", help="the same within all care limits, with their certificate, too"
    )
    parser.add_argument("--json", action="store_true", help="print JSON on one line, for machines")
    chosen = parser.parse_args()
    sizes = (chosen.people, chosen.tasks, chosen.seed)
    result, solved, stopwatch = measure(*sizes)
    if chosen.exact:
        result |= compare(solved, stopwatch)
    if chosen.shards:
        measure_shards(*instance(1000, 50, 0), 2, result)  # warm
        result["in_shards"] = measure_shards(*instance(*sizes), chosen.shards, result)
    if chosen.care:
        measure_care(*instance(1000, 50, 0), 0)  # warm
        result["care"] = measure_care(*instance(*sizes), chosen.seed)
    if chosen.incremental:
        measure_events(1000, 50, 0)  # warm
        result["events"] = measure_events(*sizes)
    if chosen.arrivals:
        measure_arrivals(1000, 50, 0)
        result["arrivals"] = measure_arrivals(*sizes)
    json.dump(result, sys.stdout, indent=None if chosen.json else 2)
    print()


if __name__ == "__main__":
    main()
