"""What was foreseen of an appeal, beside what happened: for drafts what is foreseen now."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from models.asks.appeal_progress import AskTally, asked_by_region, progress_by_shift
from models.asks.rules.foresight import Foresight, from_json
from models.asks.simulation import simulate_planned
from models.asks.tables import Appeal
from models.asks.waves import PlannedWave
from models.kernel.actor import Actor
from models.tasks.tables import Task


@dataclass(frozen=True, slots=True)
class Compared:
    """What was foreseen, and what happened so far by shift and by region (small counts hidden)."""

    foresight: Foresight
    by_shift: Mapping[UUID, AskTally]
    by_region: Mapping[UUID, int | None]


async def foresee(actor: Actor, appeal: Appeal, planned: PlannedWave | None) -> Compared:
    """For a draft the simulator looks now, at the wave that is `planned`; else what it saw at the release is read."""
    task = await Task.get(account_id=appeal.account_id, id=appeal.task_id)
    if appeal.simulation is None:
        return Compared(await simulate_planned(actor, appeal, task, planned), {}, {})
    foresight = from_json(appeal.simulation)
    return Compared(foresight, await progress_by_shift(appeal), await asked_by_region(appeal, task, foresight))
