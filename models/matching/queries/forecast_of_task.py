"""Why a task stays empty, and how it would stand if it were different. Nothing is stored."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import READING, Actor
from models.matching import policy
from models.matching.queries.load_crowd import load_crowd
from models.matching.queries.load_openings import load_openings
from models.matching.rules import Crowd, Opening
from models.matching.rules.columns import Flags
from models.matching.rules.emptiness import Emptiness, why_empty
from models.matching.rules.what_if import (
    Change,
    Forecast,
    Seats,
    changed_crowd,
    changed_opening,
    ensure_possible,
    forecast,
)
from models.tasks.visibility import visible_task, visible_to

MOST_SHIFTS = 3
_TAKEN = "SELECT id, confirmed, expected, overbook FROM shifts WHERE account_id = $1 AND task_id = $2"


@dataclass(frozen=True, slots=True)
class ShiftEmptiness:
    """A shift with free places, and why they are free."""

    shift_id: UUID
    free: int
    why: Emptiness


@dataclass(frozen=True, slots=True)
class WhatIf:
    """How the task stands now, and how it would."""

    now: Forecast
    then: Forecast


async def emptiness_of_task(actor: Actor, task_id: UUID) -> list[ShiftEmptiness] | None:
    """The next three shifts of a task that have free places. None unless the actor organizes there. Raises NotFound."""
    task = await visible_task(actor, task_id)
    if not policy.may_read_matches(actor, task):
        return None
    now = clock.now()
    openings = (await load_openings(actor.account_id, [task_id], now))[:MOST_SHIFTS]
    crowd = await load_crowd(actor.account_id, openings, now)
    return await asyncio.to_thread(_emptiness, crowd, openings, readable_by(actor, crowd), now)


async def what_if(actor: Actor, task_id: UUID, change: Change) -> WhatIf | None:
    """Solve a task as it is and as it would be. None unless the actor organizes there. Raises Invalid."""
    task = await visible_to(actor).get_or_none(id=task_id)
    if task is None or not policy.may_read_matches(actor, task):
        return None
    ensure_possible(change)
    now = clock.now()
    openings = await load_openings(actor.account_id, [task_id], now)
    rows = await work.fetch(_TAKEN, actor.account_id, task_id)
    seats = {row["id"]: Seats(row["confirmed"], row["expected"], row["overbook"]) for row in rows}
    changed = [changed_opening(opening, change, seats[opening.shift_id]) for opening in openings]
    crowd = await load_crowd(actor.account_id, [*openings, *changed], now)
    readable = readable_by(actor, crowd)
    return await asyncio.to_thread(
        lambda: WhatIf(
            forecast(crowd, openings, readable, now), forecast(changed_crowd(crowd, change), changed, readable, now)
        )
    )


def readable_by(actor: Actor, crowd: Crowd) -> Flags:
    """For each of these people, whether the actor may look them up anyway."""
    return crowd.by_region.flags(lambda path: actor.covers(path, *READING))


def _emptiness(crowd: Crowd, openings: Sequence[Opening], readable: Flags, now: datetime) -> list[ShiftEmptiness]:
    return [
        ShiftEmptiness(opening.shift_id, opening.free, why_empty(crowd, opening, readable, now)) for opening in openings
    ]
