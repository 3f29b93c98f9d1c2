"""Folds new ledger entries into the totals, each exactly once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from models.kernel import outbox, work
from models.kernel.actor import Actor
from models.leaderboards import totals
from models.leaderboards.actions.push_totals import request_push
from models.leaderboards.tables import BoardKind

SETTLED = "activity.settled"


async def fold_entries(actor: Actor, jobs: Mapping[UUID, Sequence[UUID]]) -> int:
    """
    Fold the entries of claimed `activity.recorded` jobs (by job id), and have the changed totals pushed.

    The jobs are finished in the same transaction: what somebody else has finished meanwhile is left out, so an entry
    counts once, whoever crashes when. Returns how many entries were folded.
    """
    async with work.unit_of_work(actor):
        await totals.lock_for_folding(actor.account_id)
        mine = await outbox.finish(list(jobs))
        entry_ids = [entry_id for job_id in mine for entry_id in jobs[job_id]]
        if entry_ids:
            changed = await totals.fold(actor.account_id, entry_ids)
            await request_push(actor, changed)
            await _tell_of_days(actor, changed)
    return len(entry_ids)


async def _tell_of_days(actor: Actor, changed: totals.ChangedDays) -> None:
    """Enqueue `activity.settled`: whose days have changed, for whoever counts by days."""
    for (on, kind), member_ids in changed.items():
        if kind is BoardKind.PERSON:
            await outbox.enqueue(SETTLED, account_id=actor.account_id, on=on, ledger_ids=member_ids)
