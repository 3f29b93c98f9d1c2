"""Gives a place back."""

from uuid import UUID

from models.kernel import audit, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.tasks import policy
from models.tasks.actions.assign import assign, assignment_of
from models.tasks.actions.lock_rows import lock_shift
from models.tasks.actions.promote_waiting import promote_waiting
from models.tasks.actions.sign_up_for_shift import ensure_open
from models.tasks.announce import announce_people
from models.tasks.tables import Assignment, AssignmentState


async def cancel_sign_up(actor: Actor, *, shift_id: UUID, person_id: UUID | None = None) -> Assignment:
    """
    Give back one's place in a shift or in its queue; whoever waits moves up. Again, it changes nothing.

    Organizers and the host may name a `person_id`. Raises NotFound, ShiftClosed (when it is over), Conflict,
    NotAllowed, SignInRequired.
    """
    policy.ensure_signed_in(actor)
    async with work.unit_of_work(actor):
        shift, task = await lock_shift(actor, shift_id)
        if person_id not in (None, actor.person_id):
            policy.ensure_may_receive(actor, task)
        whose = person_id or actor.person_id
        assignment = await assignment_of(shift, whose) if whose else None
        if whose is None or assignment is None:
            raise NotFound("This sign-up")
        if assignment.state is AssignmentState.CANCELLED:
            return assignment
        ensure_open(task, shift)
        assignment = await assign(shift, whose, assignment, AssignmentState.CANCELLED)
        await promote_waiting(shift)
        await audit.record(actor, "shift.cancel", "shift", shift.id, about=whose)
        await announce_people(shift.account_id, [whose])
        return assignment
