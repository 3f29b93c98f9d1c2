"""What somebody could do next: computed when asked, so that it is right for a newcomer's first minute too."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from models.kernel import clock, paging, work
from models.kernel.actor import Actor
from models.matching.queries.load_crowd import load_crowd
from models.matching.queries.load_openings import load_openings
from models.matching.queries.load_prices import load_prices
from models.matching.queries.suggestions_of_task import Suggestion
from models.matching.rules import (
    Crowd,
    Opening,
    Reach,
    chances_of,
    crowding,
    gain,
    reasons_for,
    score,
    within_limits,
)

_PLANNED = """
SELECT m.shift_id FROM matches m
JOIN task_match_runs r ON r.account_id = m.account_id AND r.task_id = m.task_id AND r.run_id = m.run_id
WHERE m.account_id = $1 AND m.person_id = $2 AND NOT m.reserve
"""


async def suggestions_of_me(actor: Actor, first: int | None = None) -> list[Suggestion]:
    """
    The best shift of each task that the actor could do, best first.

    What the latest run planned for them leads; then come shifts where they add most by the run's prices: where nobody
    better is waiting. Empty for strangers and for who takes no part. Raises Invalid.
    """
    count = paging.ensure_first(first)
    return (await _suggest(actor, None))[:count]


async def suggestions_of_me_by_task(actor: Actor, task_ids: Collection[UUID]) -> dict[UUID, Suggestion]:
    """The best shift of each of these tasks that the actor could do; a task that does not suit them is not in it."""
    return {each.task_id: each for each in await _suggest(actor, task_ids)}


async def _suggest(actor: Actor, task_ids: Collection[UUID] | None) -> list[Suggestion]:
    if actor.person_id is None:
        return []
    now = clock.now()
    openings = await load_openings(actor.account_id, task_ids, now, near=[actor.person_id])
    crowd = await load_crowd(actor.account_id, openings, now, [actor.person_id])
    if len(crowd) == 0:
        return []
    planned = {row["shift_id"] for row in await work.fetch(_PLANNED, actor.account_id, actor.person_id)}
    prices = await load_prices(actor.account_id, {opening.task_id for opening in openings})
    options = [option for opening in openings for option in _options(crowd, opening, planned, prices)]
    return _best_of_each_task(crowd, options)


@dataclass(frozen=True, slots=True)
class _Option:
    """A shift that the actor could do: planned or not, what they add there by the prices, their score, the way in km."""

    opening: Opening
    planned: bool
    gain: float
    score: float
    km: float

    @property
    def order(self) -> tuple[Any, ...]:
        return not self.planned, -max(0.0, self.gain), -self.score, self.opening.order


def _options(
    crowd: Crowd, opening: Opening, planned: set[UUID], prices: Mapping[UUID, Sequence[float]]
) -> Iterator[_Option]:
    """None or one."""
    reach = within_limits(crowd, opening)
    if len(reach.numbers):
        worth = float(score(crowd, opening, reach)[0])
        added = gain(worth, opening.taken, prices.get(opening.shift_id, ()))
        is_planned = opening.shift_id in planned
        yield _Option(opening, is_planned, added, worth * crowding(opening.taken), float(reach.km[0]))


def _best_of_each_task(crowd: Crowd, options: list[_Option]) -> list[Suggestion]:
    best: dict[UUID, _Option] = {}
    for option in sorted(options, key=lambda each: each.order):
        best.setdefault(option.opening.task_id, option)
    return [_suggestion(crowd, rank, option) for rank, option in enumerate(best.values(), start=1)]


def _suggestion(crowd: Crowd, rank: int, option: _Option) -> Suggestion:
    chances = chances_of(crowd, option.opening, Reach(np.array([0]), np.array([option.km])))
    return Suggestion(
        person_id=crowd.ids[0],
        task_id=option.opening.task_id,
        shift_id=option.opening.shift_id,
        rank=rank,
        reserve=not option.planned,
        score=option.score,
        yes_chance=float(chances.yes[0]),
        show_chance=float(chances.show[0]),
        distance_km=None if np.isnan(option.km) else option.km,
        reasons=reasons_for(crowd, option.opening, 0, option.km),
    )
