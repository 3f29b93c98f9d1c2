"""Tells how likely everybody comes who has a place in a shift: by this the bound of its places rises."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import numpy as np

from models.kernel import clock, outbox, work
from models.kernel.actor import Actor
from models.matching.queries.load_crowd import load_crowd
from models.matching.queries.load_openings import load_openings
from models.matching.rules import Crowd, Opening, chances_of
from models.matching.rules.limits import everybody
from models.tasks.actions import foresee_attendance

PAGE = 200

_PLACED = """
SELECT s.id, s.task_id, array_agg(a.person_id ORDER BY a.person_id) AS people
FROM shifts s JOIN assignments a ON a.account_id = s.account_id AND a.shift_id = s.id
WHERE s.account_id = $1 AND s.id = ANY($2::uuid[]) AND s.cancelled_at IS NULL AND s.starts_at > $3
  AND a.state IN ('accepted', 'confirmed')
GROUP BY s.id, s.task_id ORDER BY s.id
"""
_TAKEN = """
SELECT id FROM shifts WHERE account_id = $1 AND cancelled_at IS NULL AND starts_at > $2 AND confirmed > 0 ORDER BY id
"""


async def request_attendance(actor: Actor) -> None:
    """Have all shifts to come looked at again: chances change with time and with what was learned. System only."""
    async with work.unit_of_work(actor):
        shifts = [row["id"] for row in await work.fetch(_TAKEN, actor.account_id, clock.now())]
        for start in range(0, len(shifts), PAGE):
            page = shifts[start : start + PAGE]
            await outbox.enqueue("matching.places_changed", account_id=actor.account_id, shift_ids=page)


async def tell_attendance(actor: Actor, *, shift_ids: Collection[UUID]) -> None:
    """
    Tell the chances of those who have a place in these shifts, and store them with the shifts.

    Done again, it tells the same. Shifts that have begun, or lie more than 60 days ahead, are left alone. System only.
    """
    now = clock.now()
    rows = await work.fetch(_PLACED, actor.account_id, list(shift_ids), now)
    people = {row["id"]: row["people"] for row in rows}
    found = await load_openings(actor.account_id, {row["task_id"] for row in rows}, now, full_too=True)
    openings = [opening for opening in found if opening.shift_id in people]
    crowd = await _load(actor.account_id, openings, {each for row in rows for each in row["people"]}, now)
    number_of = {person_id: number for number, person_id in enumerate(crowd.ids)}
    for opening in sorted(openings, key=lambda each: each.shift_id):
        numbers = [number_of[each] for each in people[opening.shift_id] if each in number_of]
        chances = _chances(crowd, opening, numbers)
        await foresee_attendance(actor, shift_id=opening.shift_id, chances=chances)


async def _load(account_id: UUID, openings: Sequence[Opening], people: Collection[UUID], now: datetime) -> Crowd:
    """These people, however far away they live."""
    anywhere = [replace(opening, remote=True) for opening in openings]
    return await load_crowd(account_id, anywhere, now, sorted(people))


def _chances(crowd: Crowd, opening: Opening, numbers: Sequence[int]) -> Mapping[UUID, float]:
    """The chance of showing up of these people, by number."""
    reach = everybody(crowd, opening).only(np.isin(np.arange(len(crowd)), numbers))
    told = chances_of(crowd, opening, reach).show if len(reach.numbers) else ()
    return {crowd.ids[int(number)]: float(chance) for number, chance in zip(reach.numbers, told, strict=True)}
