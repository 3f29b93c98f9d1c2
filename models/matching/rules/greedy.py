"""
Who goes where: the best pair first, again and again, within places, one thing at a time and care limits.

A plain greedy assignment behind the interface that stays. A task's score falls with each match it has (M2), so the best
pair is found with a heap of one candidate per shift whose keys are refreshed lazily (Minoux 1978). Deterministic:
ties go to the earlier shift, then by ids.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from models.matching.rules.crowd import Crowd, Integers, Numbers
from models.matching.rules.limits import Reach
from models.matching.rules.openings import Opening, Week
from models.matching.rules.score import crowding

NEWCOMER_SHARE = 0.1
"""M3: places for first-timers."""
RESERVES_PER_PLACE = 3
RESERVES = 5


@dataclass(frozen=True, slots=True)
class Candidates:
    """A shift and who could do it (by number), best first, with their scores and how far they have to go in km."""

    opening: Opening
    numbers: Integers
    scores: Numbers
    km: Numbers


@dataclass(frozen=True, slots=True)
class Choice:
    """A person (by number) for an opening (by its position). A reserve is for when somebody says no."""

    opening: int
    number: int
    score: float
    km: float
    reserve: bool = False


@dataclass(slots=True)
class _Plan:
    """What has been given so far."""

    crowd: Crowd
    candidates: Sequence[Candidates]
    choices: list[Choice] = field(default_factory=list)
    filled: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    matches: dict[object, int] = field(default_factory=lambda: defaultdict(int))
    spans: dict[int, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    minutes: dict[tuple[int, Week], int] = field(default_factory=lambda: defaultdict(int))
    paired: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def can_take(self, position: int, place: int) -> bool:
        opening = self.candidates[position].opening
        number = int(self.candidates[position].numbers[place])
        if number in self.paired[position]:
            return False
        if any(start < opening.end and end > opening.start for start, end in self.spans[number]):
            return False
        already = self.crowd.minutes_in_week.get(opening.week, {}).get(number, 0)
        total = already + self.minutes[number, opening.week] + opening.minutes
        return total <= int(self.crowd.weekly_minutes[number])

    def take(self, position: int, place: int, score: float) -> None:
        each = self.candidates[position]
        number, opening = int(each.numbers[place]), each.opening
        self.choices.append(Choice(position, number, score, float(each.km[place])))
        self.filled[position] += 1
        self.matches[opening.task_id] += 1
        self.spans[number].append((opening.start, opening.end))
        self.minutes[number, opening.week] += opening.minutes
        self.paired[position].add(number)

    def crowding(self, position: int) -> float:
        opening = self.candidates[position].opening
        return crowding(opening.taken + self.matches[opening.task_id])


def rank(opening: Opening, reach: Reach, scores: Numbers) -> Candidates:
    """Everybody who can, best first; equal scores by distance, then by id."""
    distance = np.nan_to_num(reach.km, nan=0.0)
    order = np.lexsort((reach.numbers, distance, -scores))
    return Candidates(opening, reach.numbers[order], scores[order], reach.km[order])


def choose(crowd: Crowd, candidates: Sequence[Candidates]) -> list[Choice]:
    """
    Matches, in the order in which they were made, then reserves.

    First newcomers get their share of places, then everybody competes for what is left; who is in their first week
    and got nothing becomes a reserve for the best remote shift. Reserves keep to each hard limit, but not to each other.
    """
    plan = _Plan(crowd, candidates)
    newcomers = [np.flatnonzero(crowd.newcomer[each.numbers]) for each in candidates]
    _fill(plan, newcomer_places([each.opening for each in candidates]), newcomers)
    _fill(plan, [each.opening.free for each in candidates], [np.arange(len(each.numbers)) for each in candidates])
    return [*plan.choices, *_first_week_reserves(plan), *_reserves(plan)]


def newcomer_places(openings: Sequence[Opening]) -> list[int]:
    """How many places of each shift are for newcomers: a tenth of all, spread in the order of time."""
    order = sorted(range(len(openings)), key=lambda position: _order(openings[position]))
    shares, before = [0] * len(openings), 0
    for position in order:
        after = before + openings[position].free
        shares[position] = int(after * NEWCOMER_SHARE + 1e-9) - int(before * NEWCOMER_SHARE + 1e-9)
        before = after
    return shares


_Entry = tuple[float, tuple[float, str], int, int]
"""Negative score; order of the shift; its position; index into those who may have a place in it."""


def _fill(plan: _Plan, places: Sequence[int], may_have: Sequence[Integers]) -> None:
    """
    Give out places, best pair first, until each shift has as many as `places` says, or nobody is left for it.

    `may_have`: for each shift, which of its candidates (by their place in its list).
    """
    heap = [entry for position in range(len(places)) for entry in _entry(plan, may_have, position, 0)]
    heapq.heapify(heap)
    while heap:
        value, order, position, index = heapq.heappop(heap)
        if plan.filled[position] >= places[position]:
            continue
        place = int(may_have[position][index])
        score = float(plan.candidates[position].scores[place]) * plan.crowding(position)
        if not plan.can_take(position, place):
            _push(heap, _entry(plan, may_have, position, index + 1))
        elif -score > value:
            heapq.heappush(heap, (-score, order, position, index))
        else:
            plan.take(position, place, score)
            _push(heap, _entry(plan, may_have, position, index + 1))


def _entry(plan: _Plan, may_have: Sequence[Integers], position: int, index: int) -> list[_Entry]:
    """The heap's entry for one who may have a place in a shift, if there is one more."""
    if index >= len(may_have[position]):
        return []
    each = plan.candidates[position]
    score = float(each.scores[may_have[position][index]]) * plan.crowding(position)
    return [(-score, _order(each.opening), position, index)]


def _push(heap: list[_Entry], entries: Iterable[_Entry]) -> None:
    for entry in entries:
        heapq.heappush(heap, entry)


def _order(opening: Opening) -> tuple[float, str]:
    return opening.start, opening.shift_id.hex


def _first_week_reserves(plan: _Plan) -> list[Choice]:
    """M3: nobody is left without something to do in week one."""
    left = plan.crowd.first_week.copy()
    left[[choice.number for choice in plan.choices]] = False
    best: dict[int, Choice] = {}
    for position, each in enumerate(plan.candidates):
        if each.opening.remote:
            for choice in _choices(plan, position, np.flatnonzero(left[each.numbers])):
                if choice.number not in best or best[choice.number].score < choice.score:
                    best[choice.number] = choice
    chosen = [best[number] for number in sorted(best)]
    for choice in chosen:
        plan.paired[choice.opening].add(choice.number)
    return chosen


def _reserves(plan: _Plan) -> list[Choice]:
    return [choice for position in range(len(plan.candidates)) for choice in _reserves_of(plan, position)]


def _reserves_of(plan: _Plan, position: int) -> list[Choice]:
    """The best of those who were not chosen for a shift: enough for some to say no."""
    each = plan.candidates[position]
    wanted = RESERVES_PER_PLACE * each.opening.free + RESERVES
    others = np.flatnonzero(~np.isin(each.numbers, sorted(plan.paired[position])))
    return _choices(plan, position, others[:wanted])


def _choices(plan: _Plan, position: int, places: Integers) -> list[Choice]:
    """Reserves out of a shift's candidates."""
    each, crowded = plan.candidates[position], plan.crowding(position)
    return [
        Choice(position, int(each.numbers[place]), float(each.scores[place]) * crowded, float(each.km[place]), True)
        for place in places
    ]
