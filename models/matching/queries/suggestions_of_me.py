"""What somebody could do next: computed when asked, so that it is right for a newcomer's first minute too."""

from collections.abc import Collection
from uuid import UUID

import numpy as np

from models.kernel import clock, paging, work
from models.kernel.actor import Actor
from models.matching.queries.load_crowd import load_crowd
from models.matching.queries.load_openings import load_openings
from models.matching.queries.suggestions_of_task import Suggestion
from models.matching.rules import Crowd, Opening, Reach, chances_of, crowding, reasons_for, score, within_limits

_PLANNED = """
SELECT m.shift_id FROM matches m
JOIN task_match_runs r ON r.account_id = m.account_id AND r.task_id = m.task_id AND r.run_id = m.run_id
WHERE m.account_id = $1 AND m.person_id = $2 AND NOT m.reserve
"""


async def suggestions_of_me(actor: Actor, first: int | None = None) -> list[Suggestion]:
    """
    The best shift of each task that the actor could do, best first; what the latest run planned for them leads.

    Empty for strangers and for who takes no part. Raises Invalid.
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
    openings = await load_openings(actor.account_id, task_ids, now)
    crowd = await load_crowd(actor.account_id, openings, now, [actor.person_id])
    if len(crowd) == 0:
        return []
    planned = {row["shift_id"] for row in await work.fetch(_PLANNED, actor.account_id, actor.person_id)}
    return _best_of_each_task(crowd, openings, planned)


def _best_of_each_task(crowd: Crowd, openings: list[Opening], planned: set[UUID]) -> list[Suggestion]:
    found: dict[UUID, tuple[bool, float, float, Opening]] = {}
    for opening in openings:
        reach = within_limits(crowd, opening)
        if not len(reach.numbers):
            continue
        value = float(score(crowd, opening, reach)[0]) * crowding(opening.taken)
        this = (opening.shift_id in planned, value, float(reach.km[0]), opening)
        if opening.task_id not in found or this[:2] > found[opening.task_id][:2]:
            found[opening.task_id] = this
    ordered = sorted(found.values(), key=lambda one: (not one[0], -one[1], one[3].starts_at, one[3].shift_id))
    return [_suggestion(crowd, rank, *one) for rank, one in enumerate(ordered, start=1)]


def _suggestion(crowd: Crowd, rank: int, planned: bool, value: float, km: float, opening: Opening) -> Suggestion:
    chances = chances_of(crowd, opening, Reach(np.array([0]), np.array([km])))
    return Suggestion(
        person_id=crowd.ids[0],
        task_id=opening.task_id,
        shift_id=opening.shift_id,
        rank=rank,
        reserve=not planned,
        score=value,
        yes_chance=float(chances.yes[0]),
        show_chance=float(chances.show[0]),
        distance_km=None if np.isnan(km) else km,
        reasons=reasons_for(crowd, opening, 0, km),
    )
