"""
The simulator: what an appeal would do if it were released now. The same candidates, decisions and order as the real waves,
and nothing is written.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from models.asks.candidates import Candidates
from models.asks.rules.choice import Integers
from models.asks.rules.decisions import Decision
from models.asks.rules.fill_places import expected_fill
from models.asks.rules.foresight import Foresight, RegionForesight, ShiftForesight
from models.asks.rules.small_counts import hide_small
from models.asks.tables import Appeal
from models.asks.waves import PlannedWave, plan_next, terms_of
from models.kernel import database_clock, ids, work
from models.kernel.actor import Actor
from models.regions.queries import children_by_parents
from models.tasks.tables import Shift, Task

COUNTY = 3
"""Parts of a county's path: no finer than that."""
MOST_REGIONS = 60

_PATHS = "SELECT id, region_path FROM people WHERE account_id = $1 AND id = ANY($2::uuid[])"


async def simulate(actor: Actor, appeal: Appeal, task: Task) -> Foresight:
    """What would happen: who by how many, how full the shifts get, who is left out, which regions get nothing."""
    return await simulate_planned(actor, appeal, task, await plan_next(actor, appeal, task))


async def simulate_planned(actor: Actor, appeal: Appeal, task: Task, planned: PlannedWave | None) -> Foresight:
    """The same of a first wave that is planned already."""
    now = await database_clock.now()
    if planned is None:
        return Foresight(now, 0, 0, 0, (), {}, ())
    shift_ids = [opening.shift_id for opening in planned.candidates.openings]
    shifts = {shift.id: shift for shift in await Shift.filter(account_id=actor.account_id, id__in=shift_ids)}
    waves = [_waves(shifts[shift_id].starts_at, appeal, now) for shift_id in shift_ids]
    later = _in_time(planned, waves, appeal.per_wave)
    return Foresight(
        foreseen_at=now,
        first=len(planned.rows),
        most=len(planned.rows) + len(later),
        waves=max(waves),
        shifts=tuple(_of_shift(planned, later, shifts[shift_id]) for shift_id in shift_ids),
        left_out=hide_small(left_out(planned.candidates)),
        regions=await _regions(task, planned, later),
    )


def left_out(candidates: Candidates) -> dict[Decision, int]:
    """How many people there is no shift for that they could be asked for, by the first thing that stands against them."""
    free = candidates.people[candidates.decisions == Decision.ASKED]
    out = ~np.isin(candidates.people, free)
    reasons: dict[int, int] = {}
    for person, decision in zip(candidates.people[out].tolist(), candidates.decisions[out].tolist(), strict=True):
        reasons[person] = min(decision, reasons.get(person, decision))
    return {Decision(decision): count for decision, count in sorted(Counter(reasons.values()).items())}


def _waves(starts_at: datetime, appeal: Appeal, now: datetime) -> int:
    """How many waves there is time for, the first included."""
    return 1 + math.floor((starts_at - terms_of(appeal).lead - now) / timedelta(hours=appeal.wait_hours))


def _in_time(planned: PlannedWave, waves: Sequence[int], per_wave: int) -> Integers:
    """Those of later waves whose turn comes before it is too late for their shift."""
    turns = 2 + np.arange(len(planned.later)) // per_wave
    return planned.later[turns <= np.array(waves)[planned.candidates.shifts[planned.later]]]


def _of_shift(planned: PlannedWave, later: Integers, shift: Shift) -> ShiftForesight:
    number = [opening.shift_id for opening in planned.candidates.openings].index(shift.id)
    first = planned.rows[planned.candidates.shifts[planned.rows] == number]
    most = np.concatenate([first, later[planned.candidates.shifts[later] == number]])
    chances, free = planned.candidates.chances, shift.free_places
    return ShiftForesight(
        shift_id=shift.id,
        free=free,
        first=len(first),
        most=len(most),
        filled_first=expected_fill(chances[first].tolist(), free),
        filled_most=expected_fill(chances[most].tolist(), free),
    )


async def _regions(task: Task, planned: PlannedWave, later: Integers) -> tuple[RegionForesight, ...]:
    """Those beneath the task's own, or its neighbours; what gets nothing comes first."""
    candidates = planned.candidates
    everybody = np.unique(candidates.people, return_index=True)[1]
    places = await _places(task.account_id, candidates.person_ids(everybody), depth_of_regions(task))
    beneath = dict.fromkeys(await _beneath(task), 0)
    people = beneath | _counted(places.values())
    asked = [_counted(places[each] for each in candidates.person_ids(rows)) for rows in (planned.rows, later)]
    first, most = asked[0], Counter(asked[0]) + Counter(asked[1])
    order = sorted(people, key=lambda region: (most[region] > 0, -people[region], str(region)))[:MOST_REGIONS]
    shown = [hide_small({region: counts.get(region, 0) for region in people}) for counts in (people, first, most)]
    return tuple(RegionForesight(region, *(counts[region] for counts in shown)) for region in order)


async def _places(account_id: UUID, person_ids: Sequence[UUID], depth: int) -> dict[UUID, UUID]:
    rows = await work.fetch(_PATHS, account_id, list(person_ids))
    return {row["id"]: region_at(row["region_path"], depth) for row in rows}


def depth_of_regions(task: Task) -> int:
    """How many parts the paths have of the regions that are told apart: right beneath the task's own, at most counties."""
    return min(COUNTY, task.region_path.count("/") + 1)


def region_at(path: str, depth: int) -> UUID:
    """The id of the region at a depth of a path such as `US/NY/061/`."""
    return ids.id_for(f"region:{'-'.join(path.strip('/').split('/')[:depth])}")


async def _beneath(task: Task) -> list[UUID]:
    """The regions right beneath the task's own."""
    found = await children_by_parents([task.region_id])
    return [region.id for region in found.get(task.region_id, ())]


def _counted(regions: Iterable[UUID]) -> dict[UUID, int]:
    return dict(Counter(regions))
