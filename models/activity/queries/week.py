"""A person's ISO week, in their home zone."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.activity.policy import ensure_signed_in
from models.activity.queries.effective import COUNTS, VERDICT
from models.kernel import clock, work
from models.kernel.actor import Actor

_DAYS = f"""
SELECT activity.local_date, count(*) AS activities, sum(activity.minutes)::bigint AS minutes
FROM activities AS activity {VERDICT}
WHERE activity.account_id = $1 AND activity.ledger_id = $2 AND activity.local_date BETWEEN $3 AND $4 AND {COUNTS}
GROUP BY 1
"""
_POINTS = """
SELECT coalesce(sum(points), 0)::bigint FROM ledger_entries
WHERE account_id = $1 AND ledger_id = $2 AND local_date BETWEEN $3 AND $4
"""
_ZONE = "SELECT time_zone FROM people WHERE account_id = $1 AND ledger_id = $2"


@dataclass(frozen=True, slots=True)
class DayMinutes:
    """How long somebody was at work on one local date."""

    date: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday on; `days` are always seven. Points in thousandths."""

    starts_on: date
    minutes: int
    points: int
    activities: int
    days: tuple[DayMinutes, ...]


async def week_summary(actor: Actor, on: date | None = None) -> Week:
    """The actor's own week around `on`, or the current one where the actor lives. Raises SignInRequired."""
    ensure_signed_in(actor)
    monday = _monday(on or await _today(actor))
    span = (actor.account_id, actor.ledger_id, monday, monday + timedelta(days=6))
    found = {row["local_date"]: row for row in await work.fetch(_DAYS, *span)}
    points: int = await work.fetch_value(_POINTS, *span)
    days = [monday + timedelta(days=number) for number in range(7)]
    return Week(
        starts_on=monday,
        minutes=sum(row["minutes"] for row in found.values()),
        points=points,
        activities=sum(row["activities"] for row in found.values()),
        days=tuple(DayMinutes(day, found[day]["minutes"] if day in found else 0) for day in days),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


async def _today(actor: Actor) -> date:
    zone = await work.fetch_value(_ZONE, actor.account_id, actor.ledger_id)
    return clock.local_date(clock.now(), zone or "UTC")
