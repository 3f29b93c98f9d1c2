"""Regions by the share of newcomers whom a human being spoke with within 72 hours."""

from dataclasses import dataclass
from datetime import timedelta

from models.insight.queries.fairness import first_readable
from models.insight.rules.greeting_shares import RegionGreeting, rank_regions
from models.kernel import clock, work
from models.kernel.actor import Actor
from models.kernel.search_keys import prefix_range
from models.people.policy import ensure_may_read_region
from models.people.rules.greeting import FINAL, TALKED
from models.people.rules.greeting_clock import FIRST_CONTACT

PERIOD = timedelta(days=30)

_COUNTS = """
SELECT substring(l.region_path FROM '^' || $2::text || '[^/]*/?') AS path, count(*) AS newcomers,
       count(*) FILTER (WHERE l.result = ANY($6::text[]) AND l.recorded_at <= l.started_at + $7::interval) AS greeted
  FROM greeting_leases AS l
 WHERE l.account_id = $1 AND l.region_path >= $2 AND l.region_path < $3 AND l.started_at > $4 AND l.started_at <= $5
   AND NOT (l.closed_at IS NOT NULL AND l.closed_at <= l.started_at + $7::interval
            AND (l.result IS NULL OR NOT l.result = ANY($8::text[])))
 GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class GreetedInTime:
    """The regions right beneath `region_path`, the best first; newcomers of `days` days whose `hours` hours are over."""

    region_path: str
    days: int
    hours: int
    regions: list[RegionGreeting]


async def greeted_in_time(actor: Actor, region_path: str | None = None) -> GreetedInTime:
    """
    The parts of a region; without one, of the first in which the actor reads people. Raises NotAllowed.

    Whoever took their participation back before the time was over counts nowhere; a wrong number counts as not greeted. A
    newcomer counts for the region where they lived when they came.
    """
    path = first_readable(actor) if region_path is None else region_path
    ensure_may_read_region(actor, path)
    until = clock.now() - FIRST_CONTACT
    rows = await work.fetch(
        _COUNTS,
        actor.account_id,
        *prefix_range(path),
        until - PERIOD,
        until,
        sorted(TALKED),
        FIRST_CONTACT,
        sorted(FINAL),
    )
    regions = rank_regions([(row["path"], row["newcomers"], row["greeted"]) for row in rows])
    return GreetedInTime(path, PERIOD.days, FIRST_CONTACT // timedelta(hours=1), regions)
