"""Logs one activity."""

from datetime import datetime
from uuid import UUID

from models.activity import policy
from models.activity.actions.count_shift_once import beside_check_in
from models.activity.ledger import FormulaBook, Home, Revision, lock_home, store_revisions
from models.activity.queries import LoggedActivity, logged_activity_by_key
from models.activity.rules import ensure_valid_activity, is_provisional
from models.activity.tables import ActivityKind, Source
from models.kernel import clock, ids, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound

_NOTE = """
INSERT INTO activity_notes (id, account_id, person_id, client_key, text) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
"""


async def log_activity(
    actor: Actor,
    *,
    client_key: str,
    kind: ActivityKind,
    quantity: int,
    minutes: int,
    started_at: datetime | None = None,
    shift_id: UUID | None = None,
    note: str | None = None,
    source: Source = Source.WEB,
    person_id: UUID | None = None,
    time_zone: str | None = None,
) -> LoggedActivity:
    """
    Log work of the actor, or of `person_id` in the actor's scope; now, if `started_at` (aware) is not said.

    Idempotent: the same `client_key` again gives what was logged first, whatever it says this time (`repeated` is
    true); a change is a correction. `time_zone` is the shift's, if there is one. A shift counts once: what is logged for
    it beside a check-in gives the check-in (`count_shift_once`). Raises ActivityInvalid, StartsInFuture, SignInRequired,
    NotFound.
    """
    policy.ensure_signed_in(actor)
    now = clock.now()
    started_at = started_at or now
    ensure_valid_activity(
        client_key=client_key, quantity=quantity, minutes=minutes, started_at=started_at, now=now, note=note
    )
    async with work.unit_of_work(actor):
        maker, book = await _lock_maker(actor, person_id)
        home = maker.at(started_at)
        said = Revision(
            id=ids.new_id(),
            ledger_id=home.ledger_id,
            client_key=client_key,
            revision=0,
            kind=kind,
            quantity=quantity,
            minutes=minutes,
            started_at=started_at,
            local_date=clock.local_date(started_at, time_zone or home.time_zone),
            region_id=home.region_id,
            team_id=home.team_id,
            shift_id=shift_id,
            source=source,
            voided=False,
            reason_code=None,
            import_id=None,
        )
        seen = {home.person_id: now if home.person_id == actor.person_id else started_at}
        return await _store(home, book, said, seen, actor.account_id, note)


async def _store(
    home: Home, book: FormulaBook, said: Revision, seen: dict[UUID, datetime], account_id: UUID, note: str | None
) -> LoggedActivity:
    revisions = await beside_check_in(account_id, said)
    kept = revisions[0]
    stored = await store_revisions(account_id, book, revisions, seen=seen)
    if not stored.repeated:
        await _keep_note(account_id, home, kept.client_key, note)
    if stored.repeated or kept.client_key != said.client_key:
        return await logged_activity_by_key(account_id, home.ledger_id, kept.client_key, repeated=True)
    points = sum(entry.points for entry in stored.entries if entry.client_key == kept.client_key)
    return _logged(account_id, book, kept, points, note)


async def _lock_maker(actor: Actor, person_id: UUID | None) -> tuple[Home, FormulaBook]:
    maker_id = person_id or actor.person_id
    if maker_id is None:
        raise NotFound("This person")
    home, book = await lock_home(actor.account_id, maker_id)
    policy.ensure_may_log(actor, home)
    return home, book


async def _keep_note(account_id: UUID, home: Home, client_key: str, note: str | None) -> None:
    if note:
        await work.execute(_NOTE, ids.new_id(), account_id, home.person_id, client_key, note)


def _logged(account_id: UUID, book: FormulaBook, one: Revision, points: int, note: str | None) -> LoggedActivity:
    rule = book.on(one.local_date).kinds[one.kind]
    return LoggedActivity(
        id=one.id,
        account_id=account_id,
        ledger_id=one.ledger_id,
        client_key=one.client_key,
        revision=0,
        kind=one.kind,
        quantity=one.quantity,
        minutes=one.minutes,
        started_at=one.started_at,
        local_date=one.local_date,
        region_id=one.region_id,
        team_id=one.team_id,
        shift_id=one.shift_id,
        source=one.source,
        voided=False,
        reversed=False,
        provisional=is_provisional(rule, one.as_effective()),
        points=points,
        note=note or None,
        repeated=False,
    )
