"""The shift that work was part of, and the time zone in which it took place."""

from uuid import UUID

from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.tasks import queries as tasks


async def zone_of_shift(actor: Actor, shift_id: UUID) -> str:
    """The IANA time zone of a shift. Raises NotFound if the actor does not see it."""
    shift = (await tasks.shifts_by_id(actor, [shift_id])).get(shift_id)
    if shift is None:
        raise NotFound("This shift")
    return (await tasks.tasks_by_id(actor, [shift.task_id]))[shift.task_id].time_zone
