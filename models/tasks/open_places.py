"""What a region still needs: its open tasks, and the places that nobody has taken."""

from dataclasses import dataclass
from uuid import UUID

from models.kernel import clock, work
from models.tasks.tables import TaskStatus

_OPEN_PLACES = """
SELECT count(DISTINCT t.id) AS tasks, coalesce(sum(greatest(s.capacity - s.confirmed, 0)), 0) AS places
  FROM tasks AS t
  JOIN shifts AS s ON s.account_id = t.account_id AND s.task_id = t.id
 WHERE t.account_id = $1 AND t.status = $2 AND starts_with(t.region_path, $3)
   AND s.cancelled_at IS NULL AND s.ends_at > $4
"""


@dataclass(frozen=True, slots=True)
class OpenPlaces:
    """How many tasks of a region have shifts to come, and how many of their places are free."""

    tasks: int
    places: int


async def open_places(account_id: UUID, region_path: str) -> OpenPlaces:
    """The open tasks of a region ('' is everywhere) and all beneath it; public, as the tasks are."""
    row = await work.fetch_row(_OPEN_PLACES, account_id, TaskStatus.OPEN.value, region_path, clock.now())
    return OpenPlaces(row["tasks"], row["places"]) if row else OpenPlaces(0, 0)
