"""The exact optimum by minimum-cost flow (OR-tools), for bench/matching.py. Costs are whole millionths."""

import time
from typing import Any

import numpy as np
import numpy.typing as npt
from ortools.graph.python import min_cost_flow

from models.matching.solver import Problem

UNIT = 1_000_000
Integers = npt.NDArray[np.int64]


def solve_exactly(problem: Problem) -> tuple[float, float]:
    """Seconds of the flow itself (without building it), and the optimum. Raises RuntimeError if it finds none."""
    flow = min_cost_flow.SimpleMinCostFlow()
    people, places = len(problem), len(problem.seats.factor)
    source, sink, first_place = people, people + 1, people + 2
    slot_person, pair_node = _slot_nodes(problem, first_place + places)
    tail, head, cost = _pair_arcs(problem, pair_node, first_place)
    _add(flow, np.full(people, source), np.arange(people), problem.count, 0)
    _add(flow, slot_person, np.arange(len(slot_person)) + first_place + places, 1, 0)
    _add(flow, tail, head, 1, cost)
    _add(flow, np.arange(places) + first_place, np.full(places, sink), 1, 0)
    _add(flow, np.array([source]), np.array([sink]), places, 0)
    flow.set_nodes_supplies(np.array([source, sink]), np.array([places, -places]))
    began = time.perf_counter()
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("The flow has no optimum.")
    return time.perf_counter() - began, -flow.optimal_cost() / UNIT


def _add(flow: Any, tail: Integers, head: Integers, capacity: Any, cost: Any) -> None:
    size = len(tail)
    flow.add_arcs_with_capacity_and_unit_cost(
        tail, head, np.broadcast_to(capacity, size).astype(np.int64), np.broadcast_to(cost, size).astype(np.int64)
    )


def _slot_nodes(problem: Problem, first: int) -> tuple[Integers, Integers]:
    """A node for each person and slot: whose they are; and the node of each pair."""
    pairs = problem.pairs
    slots = int(problem.seats.slot.max(initial=0)) + 1
    person = np.repeat(np.arange(len(problem)), np.diff(pairs.start))
    keys, which = np.unique(person * slots + problem.seats.slot[pairs.opening], return_inverse=True)
    return keys // slots, which + first


def _pair_arcs(problem: Problem, pair_node: Integers, first_place: int) -> tuple[Integers, Integers, Integers]:
    """From each pair to each place that is open to the person: tails, heads, costs."""
    pairs, seats = problem.pairs, problem.seats
    newcomer = np.repeat(problem.newcomer, np.diff(pairs.start))
    first = seats.first_place[pairs.opening]
    last = seats.first_place[pairs.opening + 1] - np.where(newcomer, 0, seats.reserved[pairs.opening])
    size = (last - first).astype(np.int64)
    start = np.cumsum(size) - size
    place = np.arange(int(size.sum())) - np.repeat(start - first, size)
    value = np.repeat(pairs.weight, size) * seats.factor[place]
    return np.repeat(pair_node, size), place + first_place, -np.round(value * UNIT).astype(np.int64)
