"""Says afterwards who came and who did not."""

from uuid import UUID

from models.kernel import audit, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.tasks import policy
from models.tasks.actions.assign import assign
from models.tasks.actions.check_in import ensure_time_has_come, mark_attended
from models.tasks.actions.lock_rows import lock_shift
from models.tasks.tables import Assignment, AssignmentState


async def mark_attendance(actor: Actor, *, assignment_id: UUID, attended: bool) -> Assignment:
    """
    Mark somebody as present or as not come; the last word counts. Organizers and the host.

    Who came gets the shift's minutes logged. A no-show takes nothing away (`rules.md` G9): what was logged before stays,
    and can be reviewed as work like any other. Raises NotFound, ShiftClosed, Conflict, SignInRequired.
    """
    policy.ensure_signed_in(actor)
    async with work.unit_of_work(actor):
        found = await Assignment.get_or_none(account_id=actor.account_id, id=assignment_id)
        if found is None:
            raise NotFound("This sign-up")
        shift, task = await lock_shift(actor, found.shift_id)
        if not policy.may_receive(actor, task):
            raise NotFound("This sign-up")
        ensure_time_has_come(shift)
        assignment = await Assignment.get(account_id=actor.account_id, id=assignment_id)
        if attended:
            return await mark_attended(actor, task, shift, assignment)
        if assignment.state is AssignmentState.NO_SHOW:
            return assignment
        assignment = await assign(shift, assignment.person_id, assignment, AssignmentState.NO_SHOW)
        await audit.record(actor, "shift.no_show", "shift", shift.id, about=assignment.person_id)
        return assignment
