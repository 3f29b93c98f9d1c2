"""
One wave of an appeal (`rules.md` A4): ask the best few, wait, ask the next; stop when it is filled or too late.

All of a wave happens in one transaction under the lock of its appeal: of two workers who look at once, one asks and the
other finds that it is not due; a worker killed half-way has asked nobody, and the next one who looks asks.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from models.asks.actions.ask_people import ask_people
from models.asks.actions.recall_asks import recall_asks_of_appeal
from models.asks.appeals import lock_appeal, why_over
from models.asks.attention_accounts import open_accounts
from models.asks.decision_pages import keep_round
from models.asks.learning.drawing import Policy
from models.asks.live_policy import live_policy
from models.asks.tables import Appeal, AppealState, AppealWave
from models.asks.waves import PlannedWave, plan_wave, terms_of
from models.kernel import audit, database_clock, ids, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed
from models.tasks.tables import Task

NOBODY_YET = timedelta(hours=1)
"""Where nobody could be asked there is nobody to wait for: matching may find somebody soon."""


async def take_waves(actor: Actor) -> int:
    """Look at each running appeal of the account: for the system only, again and again. Returns how many were asked."""
    if not actor.system:
        raise NotAllowed
    running = Appeal.filter(account_id=actor.account_id, state=AppealState.RUNNING).order_by("next_wave_at", "id")
    return sum([await take_wave(actor, appeal.id) for appeal in await running])


async def take_wave(actor: Actor, appeal_id: UUID) -> int:
    """Ask the next people of a running appeal if their time has come, or end it; returns how many were asked."""
    appeal = await Appeal.get(account_id=actor.account_id, id=appeal_id)
    task = await Task.get(account_id=actor.account_id, id=appeal.task_id)
    now = await database_clock.now()
    planned = policy = None
    if _is_due(appeal, now):
        planned = await plan_wave(actor, task, appeal.per_wave, terms_of(appeal))
        policy = await live_policy(actor.account_id)
        await _open_accounts(actor.account_id, planned)
    async with work.unit_of_work(actor):
        appeal = await lock_appeal(actor.account_id, appeal_id)
        if appeal.state is not AppealState.RUNNING:
            return 0
        if over := await why_over(appeal, task, now + terms_of(appeal).lead):
            await end_appeal(actor, appeal, over, now)
            return 0
        if policy is None or not _is_due(appeal, now):
            return 0
        asked = await _ask(replace(actor, person_id=appeal.asked_by), appeal, planned, policy, now)
        next_wave_at = now + (timedelta(hours=appeal.wait_hours) if asked else NOBODY_YET)
        await Appeal.filter(account_id=appeal.account_id, id=appeal.id).update(next_wave_at=next_wave_at)
    return asked


async def end_appeal(actor: Actor, appeal: Appeal, state: AppealState, now: datetime, *, recall: bool = True) -> int:
    """Within the unit of work that locked it: no wave follows. Returns how many messages were taken back."""
    rows = Appeal.filter(account_id=appeal.account_id, id=appeal.id)
    await rows.update(state=state, ended_at=now, next_wave_at=None)
    await audit.record(actor, f"appeal.{state.value}", "appeal", appeal.id)
    return await recall_asks_of_appeal(actor, appeal.id) if recall else 0


def _is_due(appeal: Appeal, now: datetime) -> bool:
    return appeal.state is AppealState.RUNNING and appeal.next_wave_at is not None and appeal.next_wave_at <= now


async def _open_accounts(account_id: UUID, planned: PlannedWave | None) -> None:
    """Before the locks: whoever opens the same accounts at once waits for us, and must not hold what we need."""
    if planned is not None:
        strangers = planned.rows[planned.candidates.strangers[planned.rows]]
        await open_accounts(account_id, planned.candidates.person_ids(strangers))


async def _ask(actor: Actor, appeal: Appeal, planned: PlannedWave | None, policy: Policy, now: datetime) -> int:
    if planned is None:
        return 0
    round_id = await keep_round(
        actor,
        planned.candidates,
        chosen=planned.rows,
        wanted=planned.wanted,
        task_id=appeal.task_id,
        most=appeal.per_wave,
        decided_at=now,
        seed=policy.seed,
    )
    rows = np.sort(planned.rows)
    asked = await ask_people(actor, planned.candidates, rows, round_id, policy, terms_of(appeal)) if len(rows) else 0
    if asked:
        await _note_wave(appeal, round_id, asked, now)
    return asked


async def _note_wave(appeal: Appeal, round_id: UUID, asked: int, now: datetime) -> None:
    number = 1 + await AppealWave.filter(account_id=appeal.account_id, appeal_id=appeal.id).count()
    await AppealWave.create(
        id=ids.new_id(), account_id=appeal.account_id, appeal_id=appeal.id, number=number, round_id=round_id,
        asked=asked, at=now,
    )  # fmt: skip
