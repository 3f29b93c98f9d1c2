"""Runs, and how near the best they came."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from models.kernel.actor import Actor
from models.matching import policy
from models.matching.tables import MatchRun, TaskMatchRun
from models.tasks.visibility import visible_to


async def match_runs_by_task(actor: Actor, task_ids: Collection[UUID]) -> dict[UUID, MatchRun]:
    """The run that holds the current matches of each of these tasks, of those that the actor organizes."""
    tasks = await visible_to(actor).filter(id__in=list(task_ids))
    readable = [task.id for task in tasks if policy.may_read_matches(actor, task)]
    pointers = await TaskMatchRun.filter(account_id=actor.account_id, task_id__in=readable)
    runs = await MatchRun.filter(account_id=actor.account_id, id__in={pointer.run_id for pointer in pointers})
    run_of = {run.id: run for run in runs}
    return {pointer.task_id: run_of[pointer.run_id] for pointer in pointers if pointer.run_id in run_of}


async def match_runs_by_id(actor: Actor, run_ids: Collection[UUID]) -> dict[UUID, MatchRun]:
    """Runs that hold the current matches of a task that the actor organizes."""
    pointers = await TaskMatchRun.filter(account_id=actor.account_id, run_id__in=list(run_ids))
    runs = await match_runs_by_task(actor, {pointer.task_id for pointer in pointers})
    return {run.id: run for run in runs.values() if run.id in set(run_ids)}


@dataclass(frozen=True, slots=True)
class Certificate:
    """What an assignment is worth, what any is worth at most, and the share of the one in the other (1: the best)."""

    value: float
    bound: float

    @property
    def share(self) -> float:
        """1 where nothing is possible: then nothing is the best."""
        return self.value / self.bound if self.bound > 0 else 1.0


def certificate_of(run: MatchRun) -> Certificate:
    """The certificate of a run's assignment."""
    return Certificate(run.core_value, run.bound)


def care_certificate_of(run: MatchRun) -> Certificate | None:
    """The certificate of its assignment within all limits; None for a run from before there was one."""
    if run.care_value is None or run.care_bound is None:
        return None
    return Certificate(run.care_value, run.care_bound)
