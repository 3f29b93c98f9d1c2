"""Rows of the ledger as they are written: plain tuples in the order of their columns."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from models.activity.rules import EffectiveActivity
from models.activity.tables import ActivityKind, CorrectionReason, EntryReason, Source


class Revision(NamedTuple):
    """A row of `activities`, but for the account and the time of recording."""

    id: UUID
    ledger_id: UUID
    client_key: str
    revision: int
    kind: ActivityKind
    quantity: int
    minutes: int
    started_at: datetime
    local_date: date
    region_id: UUID
    team_id: UUID | None
    shift_id: UUID | None
    source: Source
    voided: bool
    reason_code: CorrectionReason | None
    import_id: UUID | None

    def as_effective(self) -> EffectiveActivity:
        """What of it is scored, as long as nobody has judged it."""
        return EffectiveActivity(
            self.client_key,
            self.kind,
            self.quantity,
            self.minutes,
            self.started_at,
            self.region_id,
            self.team_id,
            self.source,
            self.revision,
            self.voided,
            shift_id=self.shift_id,
        )


class RecordedEntry(NamedTuple):
    """A row of `ledger_entries`, but for the account and the time of recording. Points in thousandths."""

    id: UUID
    ledger_id: UUID
    client_key: str
    local_date: date
    kind: ActivityKind
    region_id: UUID
    team_id: UUID | None
    points: int
    formula_version: int
    reason: EntryReason
