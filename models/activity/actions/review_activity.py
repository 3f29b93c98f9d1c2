"""Judges activities: corroborated, reversed, restored; never silently, never overwriting."""

from collections.abc import Collection
from uuid import UUID

from models.activity import policy
from models.activity.actions.lock_maker import lock_maker, lock_makers
from models.activity.errors import AlreadyJudged
from models.activity.ledger import ActivityKey, RecordedEntry, formula_book, read_days_of, read_effective, settle_days
from models.activity.queries import LoggedActivity, logged_activity_by_key
from models.activity.tables import EntryReason, ReviewReason, Verdict
from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed

_INSERT = """
INSERT INTO activity_reviews (id, account_id, ledger_id, client_key, number, revision, verdict, reason_code, by_ledger_id, at)
SELECT judged.id, $1, judged.ledger_id, judged.client_key, (
           SELECT 1 + count(*) FROM activity_reviews AS earlier
           WHERE earlier.account_id = $1 AND earlier.ledger_id = judged.ledger_id
             AND earlier.client_key = judged.client_key
       ), judged.revision, $6, $7, $8, $9
FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::smallint[]) AS judged (id, ledger_id, client_key, revision)
"""
_DECIDE_FLAGS = """
UPDATE activity_flags AS flag SET decided_at = $4
FROM unnest($2::uuid[], $3::text[]) AS judged (ledger_id, client_key)
WHERE flag.account_id = $1 AND flag.ledger_id = judged.ledger_id AND flag.client_key = judged.client_key
"""


async def review_activity(
    actor: Actor, *, activity_id: UUID, verdict: Verdict, reason_code: ReviewReason
) -> LoggedActivity:
    """
    Corroborate, reverse or restore an activity of somebody in scope, never one's own; its day is settled.

    Corroboration holds for the revision that counts now and not for later corrections; a reversal holds for all until
    it is restored. Raises AlreadyJudged, NotFound, NotAllowed.
    """
    async with work.unit_of_work(actor):
        maker = await lock_maker(actor, activity_id)
        policy.ensure_may_review(actor, maker.ledger_id, maker.region_path)
        before = await logged_activity_by_key(actor.account_id, maker.ledger_id, maker.client_key)
        _ensure_changes(before, verdict)
        await _judge(actor, [(maker.ledger_id, maker.client_key)], verdict, reason_code)
        await audit.record(actor, "activity.review", "activity", before.id, verdict=verdict, reason=reason_code)
        return await logged_activity_by_key(actor.account_id, maker.ledger_id, maker.client_key)


async def review_many(
    actor: Actor, *, keys: Collection[ActivityKey], verdict: Verdict, reason_code: ReviewReason
) -> list[RecordedEntry]:
    """Give many activities (ledger id, client key) the same verdict at once. System only."""
    if not actor.system:
        raise NotAllowed
    async with work.unit_of_work(actor):
        await lock_makers(actor.account_id, {ledger_id for ledger_id, _ in keys})
        return await _judge(actor, keys, verdict, reason_code)


def _ensure_changes(before: LoggedActivity, verdict: Verdict) -> None:
    if verdict is Verdict.REVERSED and before.reversed:
        raise AlreadyJudged("This was taken out already.")
    if verdict is Verdict.RESTORED and not before.reversed:
        raise AlreadyJudged("This was not taken out, so there is nothing to restore.")
    if verdict is Verdict.CORROBORATED and not (before.provisional or before.reversed):
        raise AlreadyJudged("This is confirmed already, or was withdrawn.")


async def _judge(
    actor: Actor, keys: Collection[ActivityKey], verdict: Verdict, reason_code: ReviewReason
) -> list[RecordedEntry]:
    """Append the verdicts, decide what was flagged (restored, it waits again), settle the days of what was judged."""
    known = await read_effective(actor.account_id, keys)
    await work.execute(
        _INSERT,
        actor.account_id,
        ids.new_ids(len(known)),
        [ledger_id for ledger_id, _ in known],
        [client_key for _, client_key in known],
        [activity.revision for activity in known.values()],
        verdict,
        reason_code,
        actor.ledger_id,
        clock.now(),
    )
    decided_at = None if verdict is Verdict.RESTORED else clock.now()
    ledger_ids, client_keys = [key[0] for key in known], [key[1] for key in known]
    await work.execute(_DECIDE_FLAGS, actor.account_id, ledger_ids, client_keys, decided_at)
    days = await read_days_of(actor.account_id, keys)
    reasons = dict.fromkeys(known, EntryReason.REVERSED)
    return await settle_days(actor.account_id, await formula_book(actor.account_id), days, reasons)
