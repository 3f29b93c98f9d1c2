"""personGreet."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.types import Person
from api.rows import wrap
from models.people import actions


@strawberry.input(description="Who was greeted.")
class PersonGreetInput:
    """Input of personGreet."""

    person_id: strawberry.ID = strawberry.field(description="A newcomer of your region or team.")


@strawberry.type(description="It is noted.")
class PersonGreetPayload:
    """What personGreet answers."""

    person: Person = strawberry.field(description="The person.")


PersonGreetResult = Annotated[
    PersonGreetPayload | CommonErrors,
    strawberry.union("PersonGreetResult", description="The person, or why not."),
]


@strawberry.type
class PersonGreet:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Note that you have welcomed somebody. The first greeting counts.")
    async def person_greet(self, info: Info, input: Given[PersonGreetInput]) -> PersonGreetResult:
        """Greet a newcomer."""
        person_id = ids.row_id("Person", input.person_id)
        return PersonGreetPayload(
            person=wrap(Person, await actions.greet_person(info.context.actor, person_id=person_id))
        )
