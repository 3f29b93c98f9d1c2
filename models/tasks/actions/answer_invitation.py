"""Answers an invitation to a shift: a yes takes the place at once (`rules.md` A6), a no is kept."""

from uuid import UUID

from models.kernel import work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.tasks import policy
from models.tasks.actions.assign import assign, assignment_of
from models.tasks.actions.lock_rows import lock_person, lock_shift
from models.tasks.actions.sign_up_for_shift import sign_up_for_shift
from models.tasks.announce import announce_people
from models.tasks.rules import PLACED
from models.tasks.tables import Assignment, AssignmentState


async def accept_invitation(actor: Actor, *, shift_id: UUID, join_waiting_list: bool = False) -> Assignment:
    """
    Say yes to an invitation: like signing up, for which it raises the same. Raises NotFound without an invitation.

    Accepting what was accepted gives what there is.
    """
    policy.ensure_signed_in(actor)
    async with work.unit_of_work(actor):
        shift, _ = await lock_shift(actor, shift_id)
        person = await lock_person(actor.account_id, actor.person_id)
        assignment = await assignment_of(shift, person.id)
        if assignment is None or assignment.state not in PLACED | {AssignmentState.INVITED}:
            raise NotFound("This invitation")
        return await sign_up_for_shift(actor, shift_id=shift_id, join_waiting_list=join_waiting_list)


async def decline_shift(actor: Actor, *, shift_id: UUID) -> Assignment:
    """
    Say no to a shift, invited or not: it (and its task) is not suggested any more. Again, it changes nothing.

    Raises NotFound, SignInRequired; Conflict from somebody who has a place: that is to be cancelled.
    """
    policy.ensure_signed_in(actor)
    async with work.unit_of_work(actor):
        shift, _ = await lock_shift(actor, shift_id)
        person = await lock_person(actor.account_id, actor.person_id)
        assignment = await assignment_of(shift, person.id)
        if assignment and assignment.state is AssignmentState.DECLINED:
            return assignment
        assignment = await assign(shift, person.id, assignment, AssignmentState.DECLINED)
        await announce_people(actor.account_id, [person.id])
        return assignment
