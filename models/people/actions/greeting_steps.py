"""Writing what happens to a newcomer's clock: the row as it stands now, and a step of its history with it."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from models.kernel import clock, ids, outbox, work
from models.people.rules.greeting import GreetingStepKind
from models.people.rules.greeting_clock import GreetingClock, start
from models.people.tables import GreetingLease, GreetingStep, Person

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"


def clock_of(row: GreetingLease) -> GreetingClock:
    """The clock that a row keeps."""
    return GreetingClock(
        started_at=row.started_at,
        due_at=row.due_at,
        escalates_at=row.escalates_at,
        owner=row.greeter_person_id,
        stage=row.stage,
        scope_path=row.scope_path,
        leased_at=row.leased_at,
        leased_until=row.leased_until,
        result=row.result,
        recorded_at=row.recorded_at,
        attempts=row.attempts,
        closed_at=row.closed_at,
    )


def clock_of_step(row: GreetingLease, step: GreetingStep) -> GreetingClock:
    """How the clock stood after a step, open."""
    return replace(
        clock_of(row),
        due_at=step.due_at,
        escalates_at=step.escalates_at,
        owner=step.greeter_person_id,
        stage=step.stage,
        scope_path=step.scope_path,
        leased_until=step.leased_until,
        result=step.result,
        recorded_at=step.recorded_at,
        attempts=step.attempts,
        closed_at=None,
    )


async def queue_up_to_give(account_id: UUID) -> None:
    """Whoever gives or takes newcomers of an account waits here for the others, so that no batch exceeds ten."""
    await work.execute(_LOCK, f"greetings:{account_id}")


async def start_greeting(person: Person, *, started_at: datetime | None = None) -> GreetingLease:
    """Start somebody's clock in the current unit of work, and have an owner looked for. It starts once: see `ensure_started`."""
    now = clock.now()
    lease = GreetingLease(
        id=ids.new_id(), account_id=person.account_id, person_id=person.id, region_path=person.region_path
    )
    _put(lease, start(started_at or now, now))
    lease.steps = 1
    await lease.save(force_create=True)
    await GreetingStep.create(**_step(lease, GreetingStepKind.STARTED, now))
    await outbox.enqueue("greetings.due", account_id=person.account_id)
    return lease


async def ensure_started(person: Person) -> GreetingLease:
    """The row of somebody's clock, locked; started now, as of when they confirmed, if it never was."""
    rows = GreetingLease.filter(account_id=person.account_id, person_id=person.id)
    found = await rows.select_for_update().first()
    return found or await start_greeting(person, started_at=person.confirmed_at or person.created_at)


async def take_step(lease: GreetingLease, kind: GreetingStepKind, new: GreetingClock) -> None:
    """Store a clock that has moved, in the current unit of work, under the lock of its row."""
    lease.steps += 1
    await keep(lease, new)
    await GreetingStep.create(**_step(lease, kind, clock.now()))


async def keep(lease: GreetingLease, new: GreetingClock) -> None:
    """Store a clock without a step: nothing happened that anybody would want to know."""
    _put(lease, new)
    columns = _columns(new) | {"missed_at": lease.missed_at, "steps": lease.steps}
    await GreetingLease.filter(account_id=lease.account_id, id=lease.id).update(**columns)


def _put(lease: GreetingLease, new: GreetingClock) -> None:
    for name, value in _columns(new).items():
        setattr(lease, name, value)


def _columns(new: GreetingClock) -> dict[str, Any]:
    return {
        "started_at": new.started_at,
        "due_at": new.due_at,
        "escalates_at": new.escalates_at,
        "greeter_person_id": new.owner,
        "stage": new.stage,
        "scope_path": new.scope_path,
        "leased_at": new.leased_at,
        "leased_until": new.leased_until,
        "result": new.result,
        "recorded_at": new.recorded_at,
        "attempts": new.attempts,
        "closed_at": new.closed_at,
    }


def _step(lease: GreetingLease, kind: GreetingStepKind, at: datetime) -> dict[str, Any]:
    return {
        "id": ids.new_id(),
        "account_id": lease.account_id,
        "person_id": lease.person_id,
        "number": lease.steps,
        "kind": kind,
        "greeter_person_id": lease.greeter_person_id,
        "stage": lease.stage,
        "scope_path": lease.scope_path,
        "due_at": lease.due_at,
        "escalates_at": lease.escalates_at,
        "leased_until": lease.leased_until,
        "result": lease.result,
        "recorded_at": lease.recorded_at,
        "attempts": lease.attempts,
        "at": at,
    }
