"""calendarRenew."""

from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.me import Me
from api.rows import wrap
from models.people import actions


@strawberry.input(description="Nothing has to be said.")
class CalendarRenewInput:
    """Input of calendarRenew."""

    client_mutation_id: str | None = strawberry.field(description="Comes back in the answer.", default=None)


@strawberry.type(description="The old address shows nothing any more.")
class CalendarRenewPayload:
    """What calendarRenew answers."""

    me: Me = strawberry.field(description="You, with the new address in `calendarUrl`.")
    client_mutation_id: str | None = strawberry.field(description="What was sent.")


CalendarRenewResult = Annotated[
    CalendarRenewPayload | CommonErrors,
    strawberry.union("CalendarRenewResult", description="You with the new address, or why not."),
]


@strawberry.type
class CalendarRenew:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Give up the address of your calendar for a new one, if others have got it.")
    async def calendar_renew(self, info: Info, input: Given[CalendarRenewInput]) -> CalendarRenewResult:
        """Renew the private address."""
        person = await actions.renew_calendar(info.context.actor)
        info.context.loaders.forget()
        return CalendarRenewPayload(me=wrap(Me, person), client_mutation_id=input.client_mutation_id)
