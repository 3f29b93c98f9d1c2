"""Loaders of tasks, shifts and who comes."""

from collections.abc import Mapping
from uuid import UUID

from models.kernel.actor import Actor
from models.people import queries as people
from models.people.tables import Person
from models.tasks import queries, tables
from models.tasks.rules.attendance import Attendance


async def task_by_id(actor: Actor, task_ids: list[UUID]) -> Mapping[UUID, tables.Task]:
    """Tasks that the actor sees."""
    return await queries.tasks_by_id(actor, task_ids)


async def shift_by_id(actor: Actor, shift_ids: list[UUID]) -> Mapping[UUID, tables.Shift]:
    """Shifts whose task the actor sees."""
    return await queries.shifts_by_id(actor, shift_ids)


async def shifts_by_task(actor: Actor, task_ids: list[UUID]) -> Mapping[UUID, list[tables.Shift]]:
    """Shifts of tasks that the actor sees."""
    return await queries.shifts_of_tasks(actor, task_ids)


async def task_of_shown_shift(actor: Actor, task_ids: list[UUID]) -> Mapping[UUID, tables.Task]:
    """Tasks of shifts that the actor was shown, called off or not."""
    return await queries.tasks_of_account(actor.account_id, task_ids)


async def shift_of_shown_assignment(actor: Actor, shift_ids: list[UUID]) -> Mapping[UUID, tables.Shift]:
    """Shifts of assignments that the actor was shown."""
    return await queries.shifts_of_account(actor.account_id, shift_ids)


async def assignment_by_id(actor: Actor, assignment_ids: list[UUID]) -> Mapping[UUID, tables.Assignment]:
    """The actor's own assignments, and those of shifts that they receive people at."""
    return await queries.assignment_by_id(actor, assignment_ids)


async def feedback_by_assignment(actor: Actor, assignment_ids: list[UUID]) -> Mapping[UUID, tables.Assignment]:
    """Assignments whose stars and words the actor may read."""
    return await queries.with_readable_feedback(actor, assignment_ids)


async def my_assignment_by_shift(actor: Actor, shift_ids: list[UUID]) -> Mapping[UUID, tables.Assignment]:
    """Where the actor stands with shifts."""
    return await queries.my_assignments_of_shifts(actor, shift_ids)


async def assignments_by_shift(actor: Actor, shift_ids: list[UUID]) -> Mapping[UUID, list[tables.Assignment]]:
    """Who comes, of shifts that the actor receives people at."""
    return await queries.assignments_of_shifts(actor, shift_ids)


async def expected_by_shift(actor: Actor, shift_ids: list[UUID]) -> Mapping[UUID, Attendance]:
    """How many are expected, of shifts that the actor receives people at."""
    return await queries.expected_of_shifts(actor, shift_ids)


async def queue_position_by_assignment(actor: Actor, assignment_ids: list[UUID]) -> Mapping[UUID, int]:
    """Places on waiting lists, of assignments that the actor was shown."""
    return await queries.queue_positions(actor, assignment_ids)


async def host_by_id(actor: Actor, person_ids: list[UUID]) -> Mapping[UUID, Person]:
    """Hosts of tasks that the actor was shown."""
    return await people.person_by_ids(actor.account_id, person_ids)
