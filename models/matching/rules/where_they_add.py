"""Which tasks a change in somebody's life concerns, told by the prices that the latest runs have left."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

import numpy as np

from models.matching.rules.columns import Numbers
from models.matching.rules.core import MOST_PLACES
from models.matching.rules.crowd import Crowd
from models.matching.rules.limits import within_limits
from models.matching.rules.openings import Opening
from models.matching.rules.score import crowding, score


def tasks_where_they_add(
    crowd: Crowd, openings: Sequence[Opening], prices: Mapping[UUID, Sequence[float]]
) -> set[UUID]:
    """
    The tasks in which some of these people would do better than who is planned there, or fill a place that nobody wants:
    each one's best, as many as one run plans for them at most.

    prices: by shift, of its places. A forward step of the auction (Bertsekas 1988) bids for no others, so that nobody is
    looked at in vain.
    """
    by_person: dict[int, dict[UUID, float]] = defaultdict(dict)
    for opening in openings:
        reach = within_limits(crowd, opening)
        if not len(reach.numbers):
            continue
        added = _gains(score(crowd, opening, reach), opening, prices.get(opening.shift_id, ()))
        for number, gain in zip(reach.numbers[added > 0].tolist(), added[added > 0].tolist(), strict=True):
            tasks = by_person[number]
            tasks[opening.task_id] = max(gain, tasks.get(opening.task_id, 0.0))
    best = (sorted(tasks, key=lambda task: (-tasks[task], task))[:MOST_PLACES] for tasks in by_person.values())
    return {task for tasks in best for task in tasks}


def _gains(scores: Numbers, opening: Opening, prices: Sequence[float]) -> Numbers:
    """`score.gain` of many people at once."""
    costs = np.array(prices or [0.0])
    factors = np.array([crowding(opening.taken + place) for place in range(len(costs))])
    return np.asarray((scores[:, np.newaxis] * factors - costs).max(axis=1))
