"""The newcomers' board."""

from datetime import datetime
from typing import cast

import strawberry

from api import ids
from api.context import Info
from api.costs import costs
from api.people.enums import GreetingNext, GreetingResult, GreetingStage, Role
from api.people.types import Person
from api.rows import wrap_all
from models.kernel import clock
from models.people import queries, tables


@strawberry.type(description="Somebody who can be given newcomers to greet.")
class Greeter:
    """Shows a `Greeter` of the domain."""

    person: Person = strawberry.field(description="Who it is.")
    role: Role = strawberry.field(description="Their highest role.")
    in_hand: int = strawberry.field(description="How many newcomers they have in hand alone; ten at most.")


@strawberry.type(description="Somebody who still waits for a first human contact.")
class Newcomer:
    """Shows a `Newcomer` of the domain."""

    lease: strawberry.Private[tables.GreetingLease | None]
    person: Person = strawberry.field(description="Who it is.")
    owner_name: str | None = strawberry.field(
        description="First name and initial of who answers for them; null while nobody does."
    )
    owner_role: Role | None = strawberry.field(description="The owner's highest role.")
    can_hand_over: bool = strawberry.field(
        description="Whether you may take them over or hand them to somebody (`greetingHandOver`)."
    )

    @strawberry.field(description="Who answers for them, to be named when you hand them over; null while nobody does.")
    def owner_id(self) -> strawberry.ID | None:
        """The owner's id."""
        owner = self.lease.greeter_person_id if self.lease else None
        return strawberry.ID(ids.global_id("Person", owner)) if owner else None

    @strawberry.field(description="How far they have climbed; null for whoever came before there were countdowns.")
    def stage(self) -> GreetingStage | None:
        """The stage."""
        return self.lease.stage if self.lease else None

    @strawberry.field(description="Until when somebody should have spoken with them; null without a countdown.")
    def due_at(self) -> datetime | None:
        """The end of the countdown."""
        return self.lease.due_at if self.lease else None

    @strawberry.field(description="Whether that is over.")
    def is_overdue(self) -> bool:
        """Whether it is too late."""
        return self.lease is not None and self.lease.due_at <= clock.now()

    @strawberry.field(description="How often somebody tried.")
    def attempts(self) -> int:
        """The number of attempts."""
        return self.lease.attempts if self.lease else 0

    @strawberry.field(description="What became of the owner's last attempt, if there was one.")
    def last_result(self) -> GreetingResult | None:
        """The result."""
        return self.lease.result if self.lease else None

    @strawberry.field(description="When they told us that nobody had come.")
    def missed_at(self) -> datetime | None:
        """When it was missed."""
        return self.lease.missed_at if self.lease else None

    @strawberry.field(description="What happens next by itself.")
    def next(self) -> GreetingNext:
        """The outlook."""
        return _found(self).outlook.next

    @strawberry.field(description="When; null where nothing happens by itself.")
    def next_at(self) -> datetime | None:
        """The moment."""
        return _found(self).outlook.at

    @strawberry.field(
        description="Whom you could hand them to: the 20 nearest whom you see and who have room, their language first.",
        metadata=costs(60, rows=20),
    )
    async def greeters(self, info: Info) -> list[Greeter]:
        """Those who may be shown the newcomer."""
        newcomer = _found(self).person
        return wrap_all(Greeter, await queries.greeters_for(info.context.actor, newcomer))


def _found(shown: Newcomer) -> queries.Newcomer:
    """The row that is shown."""
    return cast("queries.Newcomer", shown)
