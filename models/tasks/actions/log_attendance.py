"""Logs the work of whoever came: once per assignment, however often it is said."""

from models.activity.actions import log_activity
from models.activity.tables import Source
from models.kernel import clock
from models.kernel.actor import Actor, system_actor
from models.tasks.rules import Span, minutes_between
from models.tasks.tables import Assignment, Shift, Task


async def log_attendance(actor: Actor, task: Task, shift: Shift, assignment: Assignment) -> None:
    """
    Log the shift's minutes as work of the person; the client key comes from the assignment.

    It starts with the shift, or now if they are early. Whoever received them need not organize their home region: then
    the system logs it.
    """
    own = actor.person_id == assignment.person_id
    await log_activity(
        actor if own else system_actor(actor.account_id),
        client_key=f"shift-{assignment.id}",
        kind=task.kind,
        quantity=0,
        minutes=minutes_between(Span(shift.starts_at, shift.ends_at)),
        started_at=min(shift.starts_at, clock.now()),
        shift_id=shift.id,
        source=Source.CHECK_IN,
        person_id=assignment.person_id,
        time_zone=task.time_zone,
    )
