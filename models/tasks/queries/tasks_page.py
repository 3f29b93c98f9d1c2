"""Open tasks, soonest first, page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.activity.tables import ActivityKind
from models.kernel import clock, paging, work
from models.kernel.actor import Actor
from models.kernel.search_keys import prefix_range
from models.regions.rules import bounding_box
from models.regions.rules.distance import EARTH_RADIUS_KM
from models.tasks.bound import FREE_PLACES
from models.tasks.tables import Task
from models.tasks.visibility import reading_scopes


@dataclass(frozen=True, slots=True)
class Near:
    """A circle around a point: degrees, km."""

    latitude: float
    longitude: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """
    Which tasks are wanted; None is all.

    `near` finds places within the circle, and remote work, which is near to everybody (unless `remote` is False).
    `organized_by` finds the tasks in the regions where that actor organizes or may look.
    `starts_after` is now if not said; a task counts by its shifts that end after it and start before `starts_before`.
    """

    near: Near | None = None
    kind: ActivityKind | None = None
    region_path: str | None = None
    remote: bool | None = None
    organized_by: Actor | None = None
    starts_after: datetime | None = None
    starts_before: datetime | None = None
    with_free_places: bool = False


_NEXT_SHIFT = f"""
    SELECT min(s.starts_at) AS starts_at FROM shifts s
    WHERE s.account_id = t.account_id AND s.task_id = t.id AND s.cancelled_at IS NULL AND s.ends_at > $2
      AND ($3::timestamptz IS NULL OR s.starts_at < $3) AND (NOT $4::boolean OR {FREE_PLACES} > 0)
"""
_PAGE = f"""
SELECT t.id, coming.starts_at
FROM tasks t CROSS JOIN LATERAL ({_NEXT_SHIFT}) AS coming
WHERE t.account_id = $1 AND t.status = 'open' AND coming.starts_at IS NOT NULL
  AND ($5::timestamptz IS NULL OR (coming.starts_at, t.id) > ($5, $6::uuid))
"""
_DISTANCE = f"""
2 * {EARTH_RADIUS_KM} * asin(sqrt(least(1,
    sind((t.latitude - {{latitude}}) / 2) ^ 2
    + cosd({{latitude}}) * cosd(t.latitude) * sind((t.longitude - {{longitude}}) / 2) ^ 2)))
"""


async def tasks_page(
    actor: Actor, wanted: TaskFilter | None = None, *, first: int | None = None, after: str | None = None
) -> paging.Page[Task]:
    """Open tasks of the actor's account by their next shift, soonest first. Strangers see none. Raises Invalid."""
    count = paging.ensure_first(first)
    wanted = wanted or TaskFilter()
    start = _start(after)
    if actor.is_stranger:
        return paging.Page([], [], has_next=False)
    sql = _Statement(
        [actor.account_id, wanted.starts_after or clock.now(), wanted.starts_before, wanted.with_free_places, *start]
    )
    _add_conditions(sql, wanted)
    rows = await work.fetch(*sql.finished(count + 1))
    cursors = [paging.encode_cursor(row["starts_at"], row["id"]) for row in rows]
    return paging.page_of(await _in_order(actor.account_id, [row["id"] for row in rows]), count, cursors)


def _start(after: str | None) -> tuple[datetime | None, UUID | None]:
    if after is None:
        return None, None
    starts_at, task_id = paging.decode_cursor(after, paging.read_moment, UUID)
    return starts_at, task_id


class _Statement:
    """A query to which conditions are added, each with its parameters."""

    def __init__(self, parameters: list[Any]) -> None:
        self._conditions: list[str] = []
        self._parameters = parameters

    def add(self, condition: str, **parameters: Any) -> None:
        """Add a condition with `{named}` parameters."""
        numbers = {}
        for name, value in parameters.items():
            self._parameters.append(value)
            numbers[name] = f"${len(self._parameters)}"
        self._conditions.append(condition.format(**numbers))

    def finished(self, limit: int) -> tuple[Any, ...]:
        """The statement, then its parameters."""
        conditions = "".join(f" AND ({condition})" for condition in self._conditions)
        end = f" ORDER BY coming.starts_at, t.id LIMIT ${len(self._parameters) + 1}"
        return (_PAGE + conditions + end, *self._parameters, limit)


def _add_conditions(sql: _Statement, wanted: TaskFilter) -> None:
    if wanted.kind is not None:
        sql.add("t.kind = {kind}", kind=wanted.kind.value)
    if wanted.remote is not None:
        sql.add("t.remote = {remote}", remote=wanted.remote)
    if wanted.region_path is not None:
        start, end = prefix_range(wanted.region_path)
        sql.add("t.region_path >= {start} AND t.region_path < {end}", start=start, end=end)
    if wanted.organized_by is not None:
        paths = [scope.region_path for scope in reading_scopes(wanted.organized_by)]
        sql.add("t.region_path ^@ ANY({paths}::text[])", paths=paths)
    if wanted.near is not None:
        _add_near(sql, wanted.near)


def _add_near(sql: _Statement, near: Near) -> None:
    box = bounding_box(near.latitude, near.longitude, near.radius_km)
    within = "BETWEEN {west} AND {east}" if box.west <= box.east else "NOT BETWEEN {east} AND {west}"
    sql.add(
        f"t.remote OR (t.latitude BETWEEN {{south}} AND {{north}} AND t.longitude {within} AND {_DISTANCE} <= {{radius}})",
        **box._asdict(),
        latitude=near.latitude,
        longitude=near.longitude,
        radius=near.radius_km,
    )


async def _in_order(account_id: UUID, task_ids: list[UUID]) -> list[Task]:
    found = {task.id: task for task in await Task.filter(account_id=account_id, id__in=task_ids)}
    return [found[task_id] for task_id in task_ids]
