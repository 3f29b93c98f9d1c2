"""The same plan made by shards, as many machines would: one after the other here, so that their work can be added up."""

import time
from typing import Any

from models.matching.solver import Openings, People
from models.matching.solver.shards import parts_of, solve_in_shards


def measure_shards(people: People, openings: Openings, shards: int, one: dict[str, Any]) -> dict[str, Any]:
    """Cutting, all turns, and the certificate over all pairs (found anew); by the CPU time of `one`, a machine alone."""
    began, cpu = time.perf_counter(), time.process_time()
    parts = parts_of(people, openings, shards)
    joint = solve_in_shards(openings.seats, parts)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    return {
        "shards": shards,
        "people": [len(part.people) for part in parts],
        "certificate": joint.certificate,
        "value": joint.value,
        "dual_bound": joint.bound,
        "moved": joint.moved,
        "seconds": round(seconds, 3),
        "cpu_seconds": round(cpu, 3),
        "part_of_one": round(cpu / one["cpu_seconds"], 3),
    }
