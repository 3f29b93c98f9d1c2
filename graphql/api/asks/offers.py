"""People who said yes to host or to lead a team."""

from datetime import datetime
from uuid import UUID

import strawberry

from api.context import Info
from api.costs import costs
from api.people.loaders import person_by_id
from api.people.types import Person
from api.rows import wrap_all, wrap_or_none
from models.asks.offers import step_offers
from models.asks.rules.next_steps import Subject
from models.asks.step_words import title_of


@strawberry.type(description="Somebody said yes to a next step: get in touch with them.")
class StepOffer:
    """Shows a `StepOffer` of the domain."""

    person_id: strawberry.Private[UUID]
    subject: strawberry.Private[Subject]
    at: datetime = strawberry.field(description="When they said yes.")

    @strawberry.field(description="Who.")
    async def person(self, info: Info) -> Person | None:
        """Somebody whom the actor organizes."""
        return wrap_or_none(Person, await info.context.load(person_by_id, self.person_id))

    @strawberry.field(description="To what, in a few words of your language.")
    def about(self, info: Info) -> str:
        """The rung."""
        return title_of(self.subject, info.context.language)


@strawberry.type
class StepOfferQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="Who of the people whom you organize said yes within 90 days to host or to lead a team, newest first.",
        metadata=costs(40, rows=200),
    )
    async def step_offers(self, info: Info) -> list[StepOffer]:
        """For organizers."""
        return wrap_all(StepOffer, await step_offers(info.context.actor))
