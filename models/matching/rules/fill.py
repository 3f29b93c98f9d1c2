"""
Gives out places that are left, the best pair first, again and again.

A plain greedy assignment. The score of a shift falls with each match it has (M2), so the best pair is found with a heap
of one candidate per shift whose keys are refreshed lazily (Minoux 1978). Deterministic: ties go to the earlier shift,
then by ids.
"""

import heapq
from collections.abc import Sequence

from models.matching.rules.plan import Plan

_Entry = tuple[float, tuple[float, str], int, int]
"""Negative score; order of the shift; its position; index of the candidate."""


def fill(plan: Plan, places: Sequence[int]) -> None:
    """Until each shift (by position) has as many matches as `places` says, or nobody is left for it."""
    heap = [entry for position in range(len(places)) for entry in _entry(plan, position, 0)]
    heapq.heapify(heap)
    while heap:
        value, order, position, index = heapq.heappop(heap)
        if len(plan.taken[position]) >= places[position]:
            continue
        score = float(plan.candidates[position].scores[index]) * plan.crowding(position)
        if -score > value:
            heapq.heappush(heap, (-score, order, position, index))
            continue
        if plan.can_take(position, index):
            plan.take(position, index)
        for entry in _entry(plan, position, index + 1):
            heapq.heappush(heap, entry)


def _entry(plan: Plan, position: int, index: int) -> list[_Entry]:
    """The heap's entry for a candidate of a shift, if there is one more."""
    each = plan.candidates[position]
    if index >= len(each.numbers):
        return []
    score = float(each.scores[index]) * plan.crowding(position)
    return [(-score, each.opening.order, position, index)]
