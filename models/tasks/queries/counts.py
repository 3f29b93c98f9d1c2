"""How much there is to do in a region."""

from dataclasses import dataclass

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.kernel.search_keys import prefix_range

_COUNTS = """
SELECT count(DISTINCT t.id) AS tasks, coalesce(sum(greatest(s.capacity - s.confirmed, 0)), 0)::bigint AS places
FROM tasks t JOIN shifts s ON s.account_id = t.account_id AND s.task_id = t.id
WHERE t.account_id = $1 AND t.status = 'open' AND t.region_path >= $2 AND t.region_path < $3
  AND s.cancelled_at IS NULL AND s.ends_at > $4
"""


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """Open tasks that still have a shift to come, and their places that nobody has taken."""

    open_tasks: int
    unfilled_places: int


async def task_counts(actor: Actor, region_path: str) -> TaskCounts:
    """Of a region and all beneath it; an empty path is everywhere. Strangers see none."""
    if actor.is_stranger:
        return TaskCounts(0, 0)
    row = await work.fetch_row(_COUNTS, actor.account_id, *prefix_range(region_path), clock.now())
    return TaskCounts(row["tasks"], row["places"]) if row else TaskCounts(0, 0)
