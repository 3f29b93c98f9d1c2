"""greetingRecord."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.enums import GreetingResult
from models.people import actions


@strawberry.input(description="Whom you tried to greet, and what became of it.")
class GreetingRecordInput:
    """Input of greetingRecord."""

    person_id: strawberry.ID = strawberry.field(description="A newcomer of your batch.")
    result: GreetingResult = strawberry.field(description="What became of it.")


@strawberry.type(description="It is noted.")
class GreetingRecordPayload:
    """What greetingRecord answers."""

    result: GreetingResult = strawberry.field(description="What was noted.")
    attempts: int = strawberry.field(description="How often somebody tried.")


GreetingRecordResult = Annotated[
    GreetingRecordPayload | CommonErrors,
    strawberry.union("GreetingRecordResult", description="What was noted, or why not."),
]


@strawberry.type
class GreetingRecord:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Note what became of greeting somebody of your batch.")
    async def greeting_record(self, info: Info, input: Given[GreetingRecordInput]) -> GreetingRecordResult:
        """Note a result."""
        person_id = ids.row_id("Person", input.person_id)
        lease = await actions.record_greeting(info.context.actor, person_id=person_id, result=input.result)
        return GreetingRecordPayload(result=input.result, attempts=lease.attempts)
