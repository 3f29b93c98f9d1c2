"""Keeps that somebody who has a place said again that they come."""

from uuid import UUID

from models.kernel import audit, clock, work
from models.kernel.actor import Actor
from models.kernel.errors import Conflict, NotFound
from models.tasks import policy
from models.tasks.actions.assign import assignment_of
from models.tasks.actions.lock_rows import lock_shift
from models.tasks.actions.sign_up_for_shift import ensure_open
from models.tasks.rules import COMING
from models.tasks.tables import Assignment


async def confirm_coming(actor: Actor, *, shift_id: UUID) -> Assignment:
    """
    Say again that one comes; whoever receives people there sees it. Again, it changes nothing.

    Raises NotFound, ShiftClosed (when it is over), Conflict (without a place), SignInRequired.
    """
    policy.ensure_signed_in(actor)
    async with work.unit_of_work(actor):
        shift, task = await lock_shift(actor, shift_id)
        assignment = await assignment_of(shift, actor.person_id) if actor.person_id else None
        if assignment is None:
            raise NotFound("This sign-up")
        ensure_open(task, shift)
        if assignment.state not in COMING:
            raise Conflict("You have no place in this shift just now. Look at the shift again.")
        if assignment.coming_said_at is None:
            assignment.coming_said_at = clock.now()
            await assignment.save(update_fields=["coming_said_at"])
            await audit.record(actor, "shift.coming", "shift", shift.id, about=assignment.person_id)
        return assignment
