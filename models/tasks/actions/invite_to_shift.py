"""Invites people to a shift: they may come, but take no place until they say yes."""

from collections.abc import Collection
from uuid import UUID

from models.kernel import audit, clock, work
from models.kernel.actor import Actor
from models.people import visibility
from models.people.tables import PersonKind
from models.tasks import policy
from models.tasks.actions.assign import assign, assignment_of
from models.tasks.actions.lock_rows import lock_shift
from models.tasks.actions.sign_up_for_shift import ensure_open
from models.tasks.tables import Assignment, AssignmentState


async def invite_to_shift(actor: Actor, *, shift_id: UUID, person_ids: Collection[UUID]) -> list[Assignment]:
    """
    Invite those of the people whom the actor sees and who are volunteers with no part in the shift yet.

    Returns the new invitations. Organizers of the task's region. Raises NotFound, ShiftClosed, NotAllowed, SignInRequired.
    """
    policy.ensure_signed_in(actor)
    async with work.unit_of_work(actor):
        shift, task = await lock_shift(actor, shift_id)
        policy.ensure_may_organize(actor, task.region_path)
        ensure_open(task, shift)
        people = visibility.visible_to(actor).filter(id__in=list(person_ids), kind=PersonKind.VOLUNTEER)
        invited = [
            await assign(shift, person.id, None, AssignmentState.INVITED, invited_at=clock.now())
            for person in await people.order_by("id")
            if await assignment_of(shift, person.id) is None
        ]
        await audit.record(actor, "shift.invite", "shift", shift.id, people=len(invited))
        return invited
