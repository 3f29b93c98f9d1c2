"""greetingHandOver."""

from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import UNSET

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.newcomers import Newcomer
from api.rows import wrap_or_none
from models.people import actions, queries


@strawberry.input(description="Which newcomer goes to whom.")
class GreetingHandOverInput:
    """Input of greetingHandOver."""

    person_id: strawberry.ID = strawberry.field(description="A newcomer of your region or team.")
    to_person_id: strawberry.ID | None = strawberry.field(
        description="Who is to greet them (see `Newcomer.greeters`); you, if not said.", default=None
    )
    expected_owner: strawberry.ID | None = strawberry.field(
        description="Who had them when you looked (`Newcomer.ownerId`; null: nobody): refused if that changed meanwhile. "
        "Not said: whoever it is.",
        default=UNSET,
    )


@strawberry.type(
    description="They have the newcomer alone, for seven days. Until when the newcomer was promised a call stands."
)
class GreetingHandOverPayload:
    """What greetingHandOver answers."""

    newcomer: Newcomer | None = strawberry.field(description="The newcomer, with the new owner.")


GreetingHandOverResult = Annotated[
    GreetingHandOverPayload | CommonErrors,
    strawberry.union("GreetingHandOverResult", description="The newcomer, or why not."),
]


@strawberry.type
class GreetingHandOver:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Take a newcomer over, or hand them to somebody.")
    async def greeting_hand_over(self, info: Info, input: Given[GreetingHandOverInput]) -> GreetingHandOverResult:
        """Change the owner."""
        actor, person_id = info.context.actor, ids.row_id("Person", input.person_id)
        to_person_id = ids.row_id("Person", input.to_person_id) if input.to_person_id else None
        await actions.hand_over_greeting(
            actor, person_id=person_id, to_person_id=to_person_id, expected_owner=_expected(input.expected_owner)
        )
        return GreetingHandOverPayload(newcomer=wrap_or_none(Newcomer, await queries.newcomer_by_id(actor, person_id)))


def _expected(owner: strawberry.ID | None) -> UUID | actions.Owner | None:
    if owner is UNSET:
        return actions.Owner.ANYBODY
    return ids.row_id("Person", owner) if owner else None
