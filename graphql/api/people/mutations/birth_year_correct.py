"""birthYearCorrect."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.types import Person
from api.rows import wrap
from models.people import actions


@strawberry.input(description="Who is older, or younger, than they told us.")
class BirthYearCorrectInput:
    """Input of birthYearCorrect."""

    person_id: strawberry.ID = strawberry.field(description="Somebody who told us that they are under 16.")
    birth_year: int = strawberry.field(description="The year in which they were born.")


@strawberry.type(description="It is corrected.")
class BirthYearCorrectPayload:
    """What birthYearCorrect answers."""

    person: Person = strawberry.field(description="The person.")


BirthYearCorrectResult = Annotated[
    BirthYearCorrectPayload | CommonErrors,
    strawberry.union("BirthYearCorrectResult", description="The person, or why not."),
]


@strawberry.type
class BirthYearCorrect:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Correct the year of birth of somebody who told us that they are under 16, after speaking with them: "
        "they cannot make themselves older."
    )
    async def birth_year_correct(self, info: Info, input: Given[BirthYearCorrectInput]) -> BirthYearCorrectResult:
        """Correct a year of birth."""
        person = await actions.correct_birth_year(
            info.context.actor, person_id=ids.row_id("Person", input.person_id), birth_year=input.birth_year
        )
        info.context.loaders.forget()
        return BirthYearCorrectPayload(person=wrap(Person, person))
