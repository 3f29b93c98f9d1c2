"""
The clock of a newcomer (`rules.md` A7): a first human contact within 72 hours, quiet hours included; aim: a day.

Every newcomer has one owner at a time. Whoever owns them has a day to try; then they climb, from the greeter to the team's
leader, to an organizer of the smallest region, and up its tree. A try that did not reach them gives the owner two more
days, as long as the lease lasts. The promise to the newcomer (`due_at`) never comes nearer, a stage never falls.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from models.people.rules.greeting import FINAL, LEASE, LEASED, GreetingResult, GreetingStage

FIRST_CONTACT = timedelta(hours=72)
AIM = timedelta(hours=24)
AFTER_A_TRY = timedelta(hours=48)
LOOK_AGAIN = timedelta(hours=1)
UNDO = timedelta(minutes=10)

_ORDER = list(GreetingStage)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who can take a newcomer on: at which stage, and for an organizer, the region's path they answer for."""

    person_id: UUID
    stage: GreetingStage
    scope_path: str | None = None


@dataclass(frozen=True, slots=True)
class GreetingClock:
    """
    Where a newcomer's greeting stands. `escalates_at`: when it climbs, None at the top and when it is over.

    `leased_until`: until when they are the owner's alone. `result`: of the last try, `attempts`: of all owners.
    """

    started_at: datetime
    due_at: datetime
    escalates_at: datetime | None
    owner: UUID | None
    stage: GreetingStage
    scope_path: str | None
    leased_at: datetime
    leased_until: datetime
    result: GreetingResult | None = None
    recorded_at: datetime | None = None
    attempts: int = 0
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to greet them."""
        return self.closed_at is None


def start(started_at: datetime, now: datetime) -> GreetingClock:
    """The clock of somebody who confirmed their address at `started_at`; an owner is looked for at once."""
    return GreetingClock(
        started_at=started_at,
        due_at=started_at + FIRST_CONTACT,
        escalates_at=now,
        owner=None,
        stage=GreetingStage.GREETER,
        scope_path=None,
        leased_at=now,
        leased_until=now,
    )


def give(clock: GreetingClock, keeper: Keeper, now: datetime) -> GreetingClock:
    """To a new owner, who has a day: a lease for greeters and leaders, a duty for organizers."""
    stage = max(clock.stage, keeper.stage, key=_ORDER.index)
    leased_until = now + LEASE if keeper.stage in LEASED else now
    return replace(
        clock,
        owner=keeper.person_id,
        stage=stage,
        scope_path=keeper.scope_path,
        leased_at=now,
        leased_until=leased_until,
        escalates_at=_later(clock.escalates_at, now + AIM),
        result=None,
    )


def find_nobody(clock: GreetingClock, now: datetime) -> GreetingClock:
    """There is nobody further up: the owner stays; where there is none, or none who can, we look again in an hour."""
    return replace(clock, leased_at=now, escalates_at=None if clock.owner else now + LOOK_AGAIN)


def take(clock: GreetingClock, owner: UUID, now: datetime) -> GreetingClock:
    """By somebody who wants to greet them; if they do nothing, it climbs again from the smallest region on."""
    escalates_at = _later(clock.escalates_at, now + AIM)
    return replace(
        clock,
        owner=owner,
        scope_path=None,
        leased_at=now,
        leased_until=now + LEASE,
        escalates_at=escalates_at,
        result=None,
    )


def hand_back(clock: GreetingClock, now: datetime) -> GreetingClock:
    """Somebody else is looked for at once."""
    return replace(clock, owner=None, leased_at=now, leased_until=now, escalates_at=now)


def record(clock: GreetingClock, result: GreetingResult, by: UUID | None, now: datetime) -> GreetingClock:
    """One tap. A final result stops the clock; any other is a try, which renews it within the lease."""
    tried = replace(clock, owner=by or clock.owner, result=result, recorded_at=now, attempts=clock.attempts + 1)
    if result in FINAL:
        return replace(tried, closed_at=now, escalates_at=None)
    again = now + AFTER_A_TRY
    if clock.leased_until > now:
        again = min(again, clock.leased_until)
    escalates_at = clock.escalates_at and _later(clock.escalates_at, again)
    return replace(tried, due_at=max(clock.due_at, again), escalates_at=escalates_at)


def miss(clock: GreetingClock, now: datetime) -> GreetingClock:
    """The newcomer says that nobody came: it climbs at once."""
    return replace(clock, escalates_at=now)


def withdraw(clock: GreetingClock, now: datetime) -> GreetingClock:
    """They want to take part no longer: nobody calls them."""
    return replace(clock, closed_at=now, escalates_at=None)


def _later(one: datetime | None, other: datetime) -> datetime:
    return other if one is None else max(one, other)
