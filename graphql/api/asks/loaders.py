"""Loaders of asks, messages, and what asks are about."""

from collections.abc import Mapping
from uuid import UUID

from models.asks import queries, tables
from models.asks.appeals import visible_appeals
from models.asks.queries import AskCounts
from models.asks.waves import PlannedWave, plan_next
from models.kernel.actor import Actor
from models.people import queries as people
from models.people.tables import Person
from models.tasks.tables import Shift, Task


async def ask_by_id(actor: Actor, ask_ids: list[UUID]) -> Mapping[UUID, tables.Ask]:
    """The actor's own asks."""
    return await queries.visible_asks(actor, ask_ids)


async def appeal_by_id(actor: Actor, appeal_ids: list[UUID]) -> Mapping[UUID, tables.Appeal]:
    """Appeals for tasks that the actor organizes."""
    return await visible_appeals(actor, appeal_ids)


async def planned_wave_by_appeal(actor: Actor, appeal_ids: list[UUID]) -> Mapping[UUID, PlannedWave | None]:
    """Whom drafts would ask first: planned once for all that is shown of them."""
    drafts = await visible_appeals(actor, appeal_ids)
    tasks = await queries.tasks_of_asks(actor.account_id, [draft.task_id for draft in drafts.values()])
    return {draft.id: await plan_next(actor, draft, tasks[draft.task_id]) for draft in drafts.values()}


async def message_by_id(actor: Actor, message_ids: list[UUID]) -> Mapping[UUID, tables.Delivery]:
    """The actor's own messages."""
    return await queries.visible_messages(actor, message_ids)


async def asked_task_by_id(actor: Actor, task_ids: list[UUID]) -> Mapping[UUID, Task]:
    """Tasks of asks that the actor was shown."""
    return await queries.tasks_of_asks(actor.account_id, task_ids)


async def asked_shift_by_id(actor: Actor, shift_ids: list[UUID]) -> Mapping[UUID, Shift]:
    """Shifts of asks that the actor was shown."""
    return await queries.shifts_of_asks(actor.account_id, shift_ids)


async def asker_by_id(actor: Actor, person_ids: list[UUID]) -> Mapping[UUID, Person]:
    """The organizers who asked the actor."""
    return await people.person_by_ids(actor.account_id, person_ids)


async def ask_counts_by_task(actor: Actor, task_ids: list[UUID]) -> Mapping[UUID, AskCounts]:
    """How the asks of tasks stand that the actor organizes."""
    return await queries.ask_counts(actor.account_id, task_ids)
