"""Takes in many activities at once: imports and replays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from models.activity.ledger import (
    Homes,
    RecordedEntry,
    Revision,
    formula_book,
    lock_homes,
    store_revisions,
)
from models.activity.rules import ensure_valid_activity
from models.activity.tables import ActivityKind, Source
from models.kernel import clock, ids, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed


class NewActivity(NamedTuple):
    """
    One piece of work of the person known as `ledger_id`.

    `time_zone` (IANA) is the shift's, if there is one; else the local date is that of the person's home. A `revision`
    above 0 corrects an activity of the same `client_key`, whichever of the two comes first.
    """

    ledger_id: UUID
    client_key: str
    kind: ActivityKind
    quantity: int
    minutes: int
    started_at: datetime
    time_zone: str | None = None
    shift_id: UUID | None = None
    revision: int = 0
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many were new, which were known already (ledger id, client key), and the ledger entries that follow."""

    added: int
    repeated: set[tuple[UUID, str]]
    entries: list[RecordedEntry]


async def record_many(
    actor: Actor,
    batch: Sequence[NewActivity],
    *,
    source: Source,
    import_id: UUID | None = None,
    announce: bool = True,
) -> Recorded:
    """
    Record a batch in one transaction, with the same result as logging its activities one by one, in any order.

    What is known already (same ledger id, client key and revision) is left as it is. Thousands at a time are best;
    tens of thousands hold many people's locks for long. With `announce=False` no job is stored, and the caller takes
    the entries into account in the same unit of work. Raises ActivityInvalid, and NotFound when a person is missing;
    then nothing of the batch is recorded.
    """
    _ensure_may_record(actor)
    _ensure_valid(batch)
    async with work.unit_of_work(actor):
        homes = await lock_homes(actor.account_id, {one[0] for one in batch})
        revisions = _revisions(batch, homes, source, import_id)
        stored = await store_revisions(
            actor.account_id,
            await formula_book(actor.account_id),
            revisions,
            seen=_last_seen(batch, homes),
            announce=announce,
        )
    return Recorded(len(stored.fresh), stored.repeated, stored.entries)


def _ensure_may_record(actor: Actor) -> None:
    if not actor.system:
        raise NotAllowed("Only the system takes in many activities at once. Start an import instead.")


def _ensure_valid(batch: Iterable[NewActivity]) -> None:
    now = clock.now()
    for one in batch:
        ensure_valid_activity(
            client_key=one.client_key, quantity=one.quantity, minutes=one.minutes, started_at=one.started_at, now=now
        )


def _revisions(batch: Sequence[NewActivity], homes: Homes, source: Source, import_id: UUID | None) -> list[Revision]:
    """The rows of a batch. Positional on purpose: this runs hundreds of thousands of times."""
    revisions = []
    for row_id, one in zip(ids.new_ids(len(batch)), batch, strict=True):
        ledger_id, client_key, kind, quantity, minutes, started_at, time_zone, shift_id, revision, voided = one
        home = homes[ledger_id].at(started_at)
        revisions.append(
            Revision(
                row_id,
                home.ledger_id,
                client_key,
                revision,
                kind,
                quantity,
                minutes,
                started_at,
                clock.local_date(started_at, time_zone or home.time_zone),
                home.region_id,
                home.team_id,
                shift_id,
                source,
                voided,
                None,
                import_id,
            )
        )
    return revisions


def _last_seen(batch: Iterable[NewActivity], homes: Homes) -> dict[UUID, datetime]:
    """When each person (by id) was last active, as far as this batch knows."""
    latest: dict[UUID, datetime] = {}
    for one in batch:
        seen = latest.get(one.ledger_id)
        if seen is None or seen < one.started_at:
            latest[one.ledger_id] = one.started_at
    return {homes[ledger_id].person_id: at for ledger_id, at in latest.items()}
