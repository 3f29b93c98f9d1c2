"""Folds new ledger entries into the totals, each exactly once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from models.activity.ledger import tell_of_days
from models.kernel import outbox, work
from models.kernel.actor import Actor
from models.leaderboards import totals
from models.leaderboards.actions.push_totals import request_push
from models.leaderboards.tables import BoardKind


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
    """Whose days have changed."""
    people = ((on, member_ids) for (on, kind), member_ids in changed.items() if kind is BoardKind.PERSON)
    await tell_of_days(actor.account_id, [(member_id, on) for on, member_ids in people for member_id in member_ids])
