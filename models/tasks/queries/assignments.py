"""Who comes to which shift: one's own, and for who receives them everybody's."""

from collections.abc import Collection
from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.tasks import policy
from models.tasks.queries.shifts import shifts_by_id
from models.tasks.queries.tasks import tasks_by_id
from models.tasks.tables import Assignment, AssignmentState

GONE = [AssignmentState.CANCELLED, AssignmentState.DECLINED]

_MINE = """
SELECT a.id FROM assignments a JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
WHERE a.account_id = $1 AND a.person_id = $2 AND a.state <> ALL($3) AND s.cancelled_at IS NULL AND s.ends_at > $4
ORDER BY s.starts_at, s.id LIMIT $5
"""
_POSITIONS = """
SELECT id, position FROM (
    SELECT id, row_number() OVER (PARTITION BY shift_id ORDER BY queued_at, id) AS position FROM assignments
    WHERE account_id = $1 AND state = 'waitlisted' AND shift_id IN (
        SELECT shift_id FROM assignments WHERE account_id = $1 AND id = ANY($2::uuid[]))
) AS queue WHERE id = ANY($2::uuid[])
"""


async def my_assignments(actor: Actor, limit: int = 50) -> list[Assignment]:
    """The actor's shifts that are not over, soonest first; without those that were cancelled or declined."""
    gone = [state.value for state in GONE]
    rows = await work.fetch(_MINE, actor.account_id, actor.person_id, gone, clock.now(), limit)
    order = [row["id"] for row in rows]
    found = {each.id: each for each in await Assignment.filter(account_id=actor.account_id, id__in=order)}
    return [found[assignment_id] for assignment_id in order]


async def my_assignments_of_shifts(actor: Actor, shift_ids: Collection[UUID]) -> dict[UUID, Assignment]:
    """By shift, where the actor stands with it."""
    if actor.person_id is None:
        return {}
    mine = Assignment.filter(account_id=actor.account_id, person_id=actor.person_id, shift_id__in=list(shift_ids))
    return {each.shift_id: each for each in await mine}


async def assignments_of_shifts(actor: Actor, shift_ids: Collection[UUID]) -> dict[UUID, list[Assignment]]:
    """By shift, everybody who comes, waits or came, in the order in which they signed up; for shifts whose people the
    actor may see (`policy.may_read_people`), the others are left out."""
    shifts = await shifts_by_id(actor, shift_ids)
    tasks = await tasks_by_id(actor, {shift.task_id for shift in shifts.values()})
    allowed = [shift.id for shift in shifts.values() if policy.may_read_people(actor, tasks[shift.task_id])]
    found: dict[UUID, list[Assignment]] = {shift_id: [] for shift_id in allowed}
    rows = Assignment.filter(account_id=actor.account_id, shift_id__in=allowed).exclude(state__in=GONE)
    for assignment in await rows.order_by("queued_at", "id"):
        found[assignment.shift_id].append(assignment)
    return found


async def assignment_by_id(actor: Actor, assignment_ids: Collection[UUID]) -> dict[UUID, Assignment]:
    """Those of the assignments that are the actor's own, or of shifts whose people the actor may see."""
    rows = await Assignment.filter(account_id=actor.account_id, id__in=list(assignment_ids))
    seen = await assignments_of_shifts(actor, {each.shift_id for each in rows})
    return {each.id: each for each in rows if each.person_id == actor.person_id or each.shift_id in seen}


async def with_readable_feedback(actor: Actor, assignment_ids: Collection[UUID]) -> dict[UUID, Assignment]:
    """Those of the assignments whose stars and words the actor may read: their own, and those of regions they organize."""
    seen = await assignment_by_id(actor, assignment_ids)
    shifts = await shifts_by_id(actor, {each.shift_id for each in seen.values()})
    tasks = await tasks_by_id(actor, {shift.task_id for shift in shifts.values()})
    allowed = {shift.id for shift in shifts.values() if policy.may_read_feedback(actor, tasks[shift.task_id])}
    return {each.id: each for each in seen.values() if each.person_id == actor.person_id or each.shift_id in allowed}


async def queue_positions(actor: Actor, assignment_ids: Collection[UUID]) -> dict[UUID, int]:
    """By assignment on a waiting list, its place in it, from 1; the caller has checked that the actor sees them."""
    rows = await work.fetch(_POSITIONS, actor.account_id, list(assignment_ids))
    return {row["id"]: row["position"] for row in rows}
