"""Greeting newcomers in batches."""

from datetime import datetime

import strawberry

from api.context import Info
from api.costs import costs
from api.people.enums import GreetingResult
from api.people.greeting_words import words_of_greeting
from api.people.loaders import person_by_id
from api.people.types import Person, PersonContact
from api.rows import wrap
from models.people import queries
from models.people.policy import ensure_signed_in


@strawberry.type(description="A newcomer whom you have in hand: nobody else greets them meanwhile.")
class Greeting:
    """Shows a `Greeting` of the domain."""

    found: strawberry.Private[queries.Greeting]

    @strawberry.field(description="Who it is.")
    def person(self) -> Person:
        """The newcomer."""
        return wrap(Person, self.found.person)

    @strawberry.field(description="How to reach them. That it is shown to you was put on record when you took them.")
    def contact(self) -> PersonContact:
        """E-mail and phone."""
        return wrap(PersonContact, self.found.person)

    @strawberry.field(description="Until when they are yours; then somebody else can take them.")
    def leased_until(self) -> datetime:
        """The end of the lease."""
        return self.found.lease.leased_until

    @strawberry.field(description="Until when somebody should have spoken with them.")
    def due_at(self) -> datetime:
        """The end of the countdown."""
        return self.found.lease.due_at

    @strawberry.field(
        description="What you could say, sentence by sentence, in their language.", metadata=costs(10, rows=3)
    )
    async def words(self, info: Info) -> list[str]:
        """By what they said about themselves."""
        greeter = await info.context.load(person_by_id, ensure_signed_in(info.context.actor))
        return words_of_greeting(self.found.person, greeter.first_name if greeter else "")

    @strawberry.field(description="What became of the last attempt, if there was one.")
    def result(self) -> GreetingResult | None:
        """The result."""
        return self.found.lease.result

    @strawberry.field(description="How often somebody tried.")
    def attempts(self) -> int:
        """The number of attempts."""
        return int(self.found.lease.attempts)


@strawberry.type(description="The newcomers whom you have in hand, and those who wait.")
class GreetingBatch:
    """Shows a `GreetingBatch` of the domain."""

    greetings: list[Greeting] = strawberry.field(
        description="Whom you are to greet, who waits longest first.", metadata=costs(rows=10)
    )
    in_hand: int = strawberry.field(description="How many you answer for; those due first are shown, ten at most.")
    noted: list[Greeting] = strawberry.field(
        description="Whose result you noted just now and can still take back (`greetingUndo`).", metadata=costs(rows=3)
    )
    waiting: int = strawberry.field(description="How many others wait whom nobody has in hand.")
    can_take: int = strawberry.field(description="How many of them you can take now.")
    everybody_greeted: bool = strawberry.field(
        description="Whether nobody whom you may greet is left, in nobody's hands either."
    )


def show_batch(found: queries.GreetingBatch) -> GreetingBatch:
    """The batch."""
    greetings = [Greeting(found=each) for each in found.greetings]
    return GreetingBatch(
        greetings=greetings,
        in_hand=found.in_hand,
        noted=[Greeting(found=each) for each in found.noted],
        waiting=found.waiting,
        can_take=found.can_take,
        everybody_greeted=found.everybody_greeted,
    )
