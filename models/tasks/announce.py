"""The jobs that tell the rest of the house what changed around tasks: stored with the change, done after its commit."""

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from models.kernel import outbox
from models.tasks.tables import Shift, Task


class News(StrEnum):
    """What people who signed up are told about their shift."""

    CANCELLED = "cancelled"
    CHANGED = "changed"
    PROMOTED = "promoted"
    UNQUALIFIED = "unqualified"


async def announce_task(task: Task) -> None:
    """The task is to be matched anew."""
    await outbox.enqueue("matching.tasks_changed", account_id=task.account_id, task_ids=[task.id])


async def announce_people(account_id: UUID, person_ids: Collection[UUID]) -> None:
    """These people's weeks look different now: they are to be matched anew."""
    if person_ids:
        await outbox.enqueue("matching.people_changed", account_id=account_id, person_ids=sorted(person_ids))


async def announce_shifts(account_id: UUID, shift_ids: Collection[UUID]) -> None:
    """These shifts became full, moved or were called off: asks for them that were not sent yet are taken back."""
    if shift_ids:
        await outbox.enqueue("tasks.shifts_changed", account_id=account_id, shift_ids=sorted(shift_ids))


async def announce_places(account_id: UUID, shift_ids: Collection[UUID]) -> None:
    """Others have places in these shifts now: how likely they come is to be told anew."""
    if shift_ids:
        await outbox.enqueue("matching.places_changed", account_id=account_id, shift_ids=sorted(shift_ids))


async def announce_news(shift: Shift, news: News, person_ids: Collection[UUID]) -> None:
    """People are to be told what became of their shift."""
    if person_ids:
        await outbox.enqueue(
            "tasks.news",
            account_id=shift.account_id,
            template=news.value,
            shift_id=shift.id,
            person_ids=sorted(person_ids),
        )
