"""What other domains do before somebody is erased."""

from uuid import UUID

from models.kernel.actor import Actor
from models.people.actions import BeforeErasure
from models.tasks import actions


def places_given_back(actor: Actor) -> BeforeErasure:
    """Gives back the actor's places in shifts to come, so that whoever waits moves up. What is past stays counted."""

    async def give_back(_account_id: UUID, person_id: UUID) -> None:
        await actions.give_up_shifts(actor, person_id=person_id)

    return give_back
