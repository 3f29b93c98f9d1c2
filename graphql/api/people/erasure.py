"""What other domains do before somebody is erased."""

from uuid import UUID

from models.kernel import clock
from models.kernel.actor import Actor
from models.people.actions import BeforeErasure
from models.tasks import actions, queries


def places_given_back(actor: Actor) -> BeforeErasure:
    """Gives back the actor's places in shifts to come, so that whoever waits moves up. What is past stays counted."""

    async def give_back(_account_id: UUID, _person_id: UUID) -> None:
        assignments = await queries.my_assignments(actor)
        shifts = await queries.shifts_by_id(actor, {each.shift_id for each in assignments})
        for shift in sorted(shifts.values(), key=lambda shift: shift.id):
            if shift.starts_at > clock.now() and shift.cancelled_at is None:
                await actions.cancel_sign_up(actor, shift_id=shift.id)

    return give_back
