"""Folds new ledger entries into the totals, each exactly once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from models.kernel import outbox, work
from models.kernel.actor import Actor
from models.leaderboards import totals
from models.leaderboards.actions.push_totals import request_push


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
            await request_push(actor, await totals.fold(actor.account_id, entry_ids))
    return len(entry_ids)
