"""Corrects an activity: a new revision, the old one stays readable."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from models.activity import policy
from models.activity.actions.count_shift_once import ensure_counts_once
from models.activity.actions.lock_maker import Maker, lock_maker
from models.activity.errors import ActivityInvalid, NothingToCorrect
from models.activity.ledger import Revision, formula_book, store_revisions
from models.activity.queries import LoggedActivity, logged_activity_by_key
from models.activity.rules.validate import ensure_valid_amounts, ensure_valid_start
from models.activity.tables import ActivityKind, CorrectionReason, Source
from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor


async def correct_activity(
    actor: Actor,
    *,
    activity_id: UUID,
    reason_code: CorrectionReason,
    kind: ActivityKind | None = None,
    quantity: int | None = None,
    minutes: int | None = None,
    started_at: datetime | None = None,
    voided: bool | None = None,
    source: Source = Source.WEB,
    time_zone: str | None = None,
) -> LoggedActivity:
    """
    Say what was wrong; what is None stays. Region and team stay those of the first revision (`rules.md` G15).

    A new `started_at` may move it to another local day, in `time_zone` (the shift's, if there is one) or else at the
    maker's home; both days are settled. What had been corroborated is provisional again, unless an organizer corrects
    it. `source` is where the correction comes from.
    Raises ActivityInvalid, NothingToCorrect, NotFound, NotAllowed.
    """
    if reason_code is CorrectionReason.IMPORT_UNDONE:
        raise ActivityInvalid("Undo the whole import, or say why this one is wrong.", field="reasonCode")
    async with work.unit_of_work(actor):
        found = await lock_maker(actor, activity_id)
        policy.ensure_may_correct(actor, found.ledger_id, found.region_path)
        maker = replace(found, time_zone=time_zone or found.time_zone)
        before = await logged_activity_by_key(actor.account_id, maker.ledger_id, maker.client_key)
        changes = {"kind": kind, "quantity": quantity, "minutes": minutes, "started_at": started_at, "voided": voided}
        wanted = {name: value for name, value in changes.items() if value is not None}
        _ensure_valid(before, wanted)
        revision = _revision(actor, maker, before, wanted, reason_code, source)
        if wanted.get("voided") is False:
            await ensure_counts_once(actor.account_id, revision)
        book = await formula_book(actor.account_id)
        await store_revisions(actor.account_id, book, [revision], seen=_seen(actor, maker))
        await audit.record(actor, "activity.correct", "activity", revision.id, reason=reason_code)
        return await logged_activity_by_key(actor.account_id, maker.ledger_id, maker.client_key)


def _ensure_valid(before: LoggedActivity, wanted: dict[str, Any]) -> None:
    if all(getattr(before, name) == value for name, value in wanted.items()):
        raise NothingToCorrect
    ensure_valid_amounts(wanted.get("quantity", before.quantity), wanted.get("minutes", before.minutes))
    if "started_at" in wanted:
        ensure_valid_start(wanted["started_at"], clock.now())


def _revision(
    actor: Actor,
    maker: Maker,
    before: LoggedActivity,
    wanted: dict[str, Any],
    reason_code: CorrectionReason,
    source: Source,
) -> Revision:
    started_at: datetime | None = wanted.get("started_at")
    unchanged = Revision(
        id=ids.new_id(),
        ledger_id=before.ledger_id,
        client_key=before.client_key,
        revision=before.revision + 1,
        kind=before.kind,
        quantity=before.quantity,
        minutes=before.minutes,
        started_at=before.started_at,
        local_date=clock.local_date(started_at, maker.time_zone) if started_at else before.local_date,
        region_id=before.region_id,
        team_id=before.team_id,
        shift_id=before.shift_id,
        source=source if policy.is_own(actor, maker.ledger_id) else Source.ORGANIZER,
        voided=before.voided,
        reason_code=reason_code,
        import_id=maker.import_id,
    )
    return unchanged._replace(**wanted)


def _seen(actor: Actor, maker: Maker) -> dict[UUID, datetime]:
    """Correcting one's own work is a sign of life."""
    if maker.person_id is None or maker.person_id != actor.person_id:
        return {}
    return {maker.person_id: clock.now()}
