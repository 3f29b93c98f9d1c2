"""Take a whole import of work back: nothing is deleted, each activity gets a revision that withdraws it."""

from uuid import UUID

import asyncpg

from models.activity.actions.lock_maker import lock_makers
from models.activity.ledger import Revision, formula_book, store_revisions
from models.activity.tables import ActivityKind, CorrectionReason, Source
from models.kernel import audit, clock, ids, work
from models.kernel.actor import ORGANIZING, Actor
from models.kernel.errors import Conflict, NotAllowed, NotFound
from models.people.tables import Import

SUBJECT = "activities"
BATCH = 2_000

_REGIONS = """
SELECT DISTINCT coalesce(person.region_path, '') AS region_path
FROM activities AS activity
LEFT JOIN people AS person ON person.account_id = activity.account_id AND person.ledger_id = activity.ledger_id
WHERE activity.account_id = $1 AND activity.import_id = $2
"""
_STANDING = """
SELECT activity.* FROM activities AS activity
WHERE activity.account_id = $1 AND activity.import_id = $2 AND NOT activity.voided AND NOT EXISTS (
    SELECT FROM activities AS later
    WHERE later.account_id = activity.account_id AND later.ledger_id = activity.ledger_id
      AND later.client_key = activity.client_key AND later.revision > activity.revision
)
ORDER BY activity.ledger_id, activity.client_key LIMIT $3
"""


async def undo_import(actor: Actor, *, import_id: UUID) -> int:
    """
    Withdraw all that an import of work brought and that still counts; returns how many activities that were.

    In batches, so that one that was broken off is finished by calling it again. Raises NotFound, NotAllowed where the
    actor does not organize everywhere that it reached, Conflict the second time.
    """
    if not actor.has_role(*ORGANIZING):
        raise NotAllowed("Only organizers undo imports.")
    found = await Import.get_or_none(account_id=actor.account_id, id=import_id, subject=SUBJECT)
    if found is None:
        raise NotFound("This import")
    if found.undone_at is not None:
        raise Conflict("This import was undone already.", field="id")
    await _ensure_within_region(actor, import_id)
    undone = 0
    while (withdrawn := await _withdraw_batch(actor, import_id)) is not None:
        undone += withdrawn
    async with work.unit_of_work(actor):
        await Import.filter(account_id=actor.account_id, id=import_id).update(undone_at=clock.now())
        await audit.record(actor, "activity.import_undo", "import", import_id, undone=undone)
    return undone


async def _ensure_within_region(actor: Actor, import_id: UUID) -> None:
    rows = await work.fetch(_REGIONS, actor.account_id, import_id)
    if not all(actor.covers(row["region_path"], *ORGANIZING) for row in rows):
        raise NotAllowed("This import reaches beyond your region. Ask an administrator to undo it.")


async def _withdraw_batch(actor: Actor, import_id: UUID) -> int | None:
    """Withdraw what stands, under the locks of its makers and so read once more; None when nothing stands any more."""
    async with work.unit_of_work(actor):
        locked = {row["ledger_id"] for row in await work.fetch(_STANDING, actor.account_id, import_id, BATCH)}
        if not locked:
            return None
        await lock_makers(actor.account_id, locked)
        rows = await work.fetch(_STANDING, actor.account_id, import_id, BATCH)
        revisions = [_withdrawn(row) for row in rows if row["ledger_id"] in locked]
        if revisions:
            await store_revisions(actor.account_id, await formula_book(actor.account_id), revisions, seen={})
    return len(revisions)


def _withdrawn(row: asyncpg.Record) -> Revision:
    return Revision(
        id=ids.new_id(),
        ledger_id=row["ledger_id"],
        client_key=row["client_key"],
        revision=row["revision"] + 1,
        kind=ActivityKind(row["kind"]),
        quantity=row["quantity"],
        minutes=row["minutes"],
        started_at=row["started_at"],
        local_date=row["local_date"],
        region_id=row["region_id"],
        team_id=row["team_id"],
        shift_id=row["shift_id"],
        source=Source(row["source"]),
        voided=True,
        reason_code=CorrectionReason.IMPORT_UNDONE,
        import_id=row["import_id"],
    )
