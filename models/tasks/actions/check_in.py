"""Checks somebody in who came to a shift."""

from uuid import UUID

from models.kernel import audit, clock, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.tasks import policy
from models.tasks.actions.assign import assign, assignment_of
from models.tasks.actions.lock_rows import lock_shift
from models.tasks.actions.log_attendance import log_attendance
from models.tasks.errors import ShiftClosed
from models.tasks.rules import Span, check_in_window, may_check_in
from models.tasks.tables import Assignment, AssignmentState, Shift, Task


async def check_in(actor: Actor, *, shift_id: UUID, person_id: UUID | None = None) -> Assignment:
    """
    Say that one came, from an hour before the shift until two hours after it; or, as organizer or host, that
    `person_id` came, from an hour before on. The shift's minutes are logged. Again, it changes nothing.

    Raises NotFound (who never signed up included), ShiftClosed, Conflict, NotAllowed, SignInRequired.
    """
    policy.ensure_signed_in(actor)
    async with work.unit_of_work(actor):
        shift, task = await lock_shift(actor, shift_id)
        ensure_time_has_come(shift)
        if person_id in (None, actor.person_id):
            _ensure_not_too_late(shift)
        else:
            policy.ensure_may_receive(actor, task)
        whose = person_id or actor.person_id
        assignment = await assignment_of(shift, whose) if whose else None
        if assignment is None:
            raise NotFound("This sign-up")
        return await mark_attended(actor, task, shift, assignment)


async def mark_attended(actor: Actor, task: Task, shift: Shift, assignment: Assignment) -> Assignment:
    """Note that somebody came, and log their work. The shift must be locked."""
    if assignment.state is not AssignmentState.ATTENDED:
        checked_in_at = assignment.checked_in_at or clock.now()
        assignment = await assign(
            shift, assignment.person_id, assignment, AssignmentState.ATTENDED, checked_in_at=checked_in_at
        )
        await audit.record(actor, "shift.attended", "shift", shift.id, about=assignment.person_id)
    await log_attendance(actor, task, shift, assignment)
    return assignment


def ensure_time_has_come(shift: Shift) -> None:
    """Raise ShiftClosed when it was called off, or is too early to say who came."""
    if shift.cancelled_at is not None:
        raise ShiftClosed("This shift was called off. Choose another one.", field="shiftId")
    if clock.now() < check_in_window(Span(shift.starts_at, shift.ends_at)).starts_at:
        raise ShiftClosed("Check-in opens one hour before the shift. Come back then.", field="shiftId")


def _ensure_not_too_late(shift: Shift) -> None:
    if not may_check_in(Span(shift.starts_at, shift.ends_at), clock.now()):
        raise ShiftClosed("Check-in has closed. Ask your organizer to mark you as present.", field="shiftId")
