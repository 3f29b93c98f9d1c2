"""Work that was done, and what it adds up to. Points are thousandths everywhere."""

from datetime import date, datetime
from uuid import UUID

import strawberry

from api.activity.kinds import ActivityKind
from api.activity.loaders import activity_by_id, entries_by_activity
from api.activity.looks import ActivityLooks
from api.context import Info
from api.costs import costs
from api.enums import described
from api.node import Node
from api.rows import wrap_all
from models.activity import queries, tables

LocalDate = date

described(
    tables.EntryReason,
    "Why a ledger entry was written.",
    SCORED="The work was new.",
    ADJUSTED="Other work of the same day came in or changed, and the day is counted as a whole.",
    CORRECTED="The work was corrected.",
    REVERSED="Somebody judged the work.",
    FLAGGED="Something about the work waits for somebody to look at it, or no longer does.",
    RECOMPUTED="An error of ours was mended.",
)


@strawberry.type(
    description="Points given, or taken back, for an activity; the sum of its entries is what it is worth."
)
class LedgerEntry:
    """Shows an `ExplainedEntry`."""

    points: int = strawberry.field(description="Thousandths of a point; negative when they were taken back.")
    formula_version: int = strawberry.field(description="The version of the formula that says so.")
    reason: tables.EntryReason = strawberry.field(description="Why it was written.")
    recorded_at: datetime = strawberry.field(description="When it was written.")
    explanation: str = strawberry.field(description="Why it was written, in a sentence in your language.")


@strawberry.type(description="One piece of work of one person.")
class Activity(ActivityLooks, Node, row=queries.LoggedActivity, loader=activity_by_id):
    """Shows a `LoggedActivity`."""

    ledger_id: strawberry.Private[UUID]
    client_key: str = strawberry.field(description="The key by which the client made it count once.")
    kind: ActivityKind = strawberry.field(description="What kind of work it was.")
    quantity: int = strawberry.field(description="How many: doors, calls, meals, … (the formula says what is counted).")
    minutes: int = strawberry.field(description="How long it took.")
    started_at: datetime = strawberry.field(description="When it began.")
    local_date: date = strawberry.field(description="The day it counts for, where the maker lives or the shift was.")
    points: int = strawberry.field(description="What it is worth, in thousandths of a point.")
    provisional: bool = strawberry.field(description="Whether nobody has confirmed it yet.")
    voided: bool = strawberry.field(description="Whether it was withdrawn.")
    reversed: bool = strawberry.field(description="Whether an organizer took it out.")
    note: str | None = strawberry.field(description="What the maker wrote about it.")

    @strawberry.field(description="Where its points come from, oldest first.", metadata=costs(rows=2))
    async def explanation(self, info: Info) -> list[LedgerEntry]:
        """Its ledger entries in words."""
        key = (self.ledger_id, self.client_key)
        return wrap_all(LedgerEntry, await info.context.load(entries_by_activity, key) or [])


@strawberry.type(description="All that somebody did of one kind of work.")
class KindTotal:
    """Shows a `KindTotal` of the domain."""

    kind: ActivityKind = strawberry.field(description="The kind of work.")
    activities: int = strawberry.field(description="How many times.")
    quantity: int = strawberry.field(description="How many doors, calls, meals, … together.")
    minutes: int = strawberry.field(description="How many minutes together.")
    points: int = strawberry.field(description="How many thousandths of a point together.")


@strawberry.type(description="All that somebody did so far; what was withdrawn or taken out does not count.")
class ContributionSummary:
    """Shows `Contributions`."""

    minutes: int = strawberry.field(description="How many minutes.")
    points: int = strawberry.field(description="How many thousandths of a point.")
    activities: int = strawberry.field(description="How many activities.")
    by_kind: list[KindTotal] = strawberry.field(
        description="By kind of work, most minutes first.", metadata=costs(rows=5)
    )
    last_on: date | None = strawberry.field(description="When they did something last; null if nothing yet.")


@strawberry.type(description="What to thank somebody for: all they did of one kind on the last day they did something.")
class Thanks:
    """Shows a `LastContribution`."""

    kind: ActivityKind = strawberry.field(description="The kind of work.")
    quantity: int = strawberry.field(description="How many; 0 if they did not say.")
    minutes: int = strawberry.field(description="How long it took; 0 if they did not say.")
    on: date = strawberry.field(description="Which day it was.")


@strawberry.type(description="How long somebody was at work on one day.")
class DayMinutes:
    """Shows `DayMinutes` of the domain."""

    date: LocalDate = strawberry.field(description="The day.")
    minutes: int = strawberry.field(description="How many minutes.")


@strawberry.type(description="A week of work, from Monday on, where the person lives.")
class WeekSummary:
    """Shows a `Week`."""

    starts_on: date = strawberry.field(description="Its Monday.")
    minutes: int = strawberry.field(description="How many minutes.")
    points: int = strawberry.field(description="How many thousandths of a point.")
    activities: int = strawberry.field(description="How many activities.")
    days: list[DayMinutes] = strawberry.field(description="Its seven days.", metadata=costs(rows=7))
