"""Who gives too much."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from api.context import Info
from api.costs import costs
from api.enums import described
from api.people.loaders import person_by_id
from api.rows import wrap_or_none
from models.insight import queries
from models.insight.rules.strain import Sign

if TYPE_CHECKING:
    from api.people.types import Person

described(
    Sign,
    "What tells that somebody gives too much.",
    WEEK_OVERFULL="More minutes this week than they can give; how many more.",
    DAYS_IN_A_ROW="So many days in a row with a shift.",
    LITTLE_REST="So few hours between the shifts of two days.",
    ASKED_A_LOT="So many asks in 30 days, most of them unanswered.",
)


@strawberry.type(description="A sign that somebody gives too much.")
class Strain:
    """Shows a `Strain` of the domain."""

    sign: Sign = strawberry.field(description="The sign.")
    number: int = strawberry.field(description="Its measure: minutes, days, hours, or asks.")


@strawberry.type(description="Somebody who may need thanks and a rest.")
class Overused:
    """Shows an `Overused` of the domain."""

    found: strawberry.Private[queries.Overused]

    @strawberry.field(description="Who it is.")
    async def person(self, info: Info) -> Annotated["Person", strawberry.lazy("api.people.types")] | None:
        """The person."""
        from api.people.types import Person

        return wrap_or_none(Person, await info.context.load(person_by_id, self.found.person_id))

    @strawberry.field(description="What tells of it.", metadata=costs(rows=2))
    def strains(self) -> list[Strain]:
        """All signs."""
        return [Strain(sign=each.sign, number=each.number) for each in self.found.strains]
