"""Takes what somebody says about a shift they came to."""

from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.kernel.errors import Conflict, Invalid, NotFound
from models.tasks import policy
from models.tasks.actions.assign import assignment_of
from models.tasks.actions.lock_rows import lock_shift
from models.tasks.rules.validate import tidy
from models.tasks.tables import Assignment, AssignmentState

LONGEST_FEEDBACK = 1000


async def give_feedback(actor: Actor, *, shift_id: UUID, rating: int, text: str = "") -> Assignment:
    """
    Rate a shift from 1 to 5, with a few words if wanted; the last word counts.

    Raises NotFound, Invalid, Conflict (from who did not come), SignInRequired.
    """
    policy.ensure_signed_in(actor)
    text = tidy(text)
    _ensure_valid(rating, text)
    async with work.unit_of_work(actor):
        shift, _ = await lock_shift(actor, shift_id)
        assignment = await assignment_of(shift, actor.person_id) if actor.person_id else None
        if assignment is None:
            raise NotFound("This sign-up")
        if assignment.state is not AssignmentState.ATTENDED:
            raise Conflict("Feedback is for who came. Check in first, or ask your organizer to mark you as present.")
        values = {"rating": rating, "feedback": text, "updated_at": clock.now()}
        await Assignment.filter(account_id=actor.account_id, id=assignment.id).update(**values)
        assignment.update_from_dict(values)
        return assignment


def _ensure_valid(rating: int, text: str) -> None:
    if not 1 <= rating <= 5:
        raise Invalid("Give one to five stars.", field="rating")
    if len(text) > LONGEST_FEEDBACK:
        raise Invalid("Feedback has at most {most} characters. Please shorten it.", field="text", most=LONGEST_FEEDBACK)
