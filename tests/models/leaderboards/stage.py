"""A ledger to fold: entries written as the activity domain writes them, and the work done as workers do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.activity.tables import ActivityKind, EntryReason, LedgerEntry
from models.kernel import clock, ids, outbox, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from workers.looking import look

NEW_YORK_COUNTY = ids.id_for("region:US-NY-061")
KINGS_COUNTY = ids.id_for("region:US-NY-047")
LOS_ANGELES_COUNTY = ids.id_for("region:US-CA-037")
NEW_YORK = ids.id_for("region:US-NY")
CALIFORNIA = ids.id_for("region:US-CA")
UNITED_STATES = ids.id_for("region:US")


@dataclass(frozen=True, slots=True)
class Made:
    """An entry to write: points in thousandths."""

    ledger_id: UUID
    points: int
    on: date
    region_id: UUID = NEW_YORK_COUNTY
    team_id: UUID | None = None


async def record(account: Account, entries: Sequence[Made]) -> None:
    """Write ledger entries together with the job that says so."""
    rows = [
        LedgerEntry(
            id=ids.new_id(),
            account_id=account.id,
            ledger_id=made.ledger_id,
            client_key=ids.new_id().hex,
            local_date=made.on,
            kind=ActivityKind.CANVASS,
            region_id=made.region_id,
            team_id=made.team_id,
            points=made.points,
            formula_version=1,
            reason=EntryReason.SCORED,
            recorded_at=clock.now(),
        )
        for made in entries
    ]
    async with work.unit_of_work(system_actor(account.id)):
        await LedgerEntry.bulk_create(rows)
        await outbox.enqueue("activity.recorded", account_id=account.id, entry_ids=[row.id for row in rows])


async def settle() -> None:
    """Do all board work that waits, as a worker would."""
    for name in ("activity.recorded", "boards.push", "boards.rebuild"):
        await look(name)
