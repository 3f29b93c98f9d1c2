"""Suggestions: a person for a shift, and why."""

from typing import TYPE_CHECKING, Annotated, cast

import strawberry

from api.context import Info
from api.costs import costs
from api.matching.objections import Objection, show_objections
from api.matching.reasons import Reason, reader_of, show_reasons
from api.people.loaders import person_by_id
from api.rows import wrap_or_none
from api.tasks.loaders import shift_by_id, task_by_id
from models.matching import queries
from models.matching.rules import put_into_words

if TYPE_CHECKING:
    from api.people.types import Person
    from api.tasks.types import Shift, Task


@strawberry.type(description="Somebody for a shift, and why.")
class Suggestion:
    """Shows a `Suggestion` of the domain; `mine`: it is for the person who asks."""

    found: strawberry.Private[queries.Suggestion]
    mine: strawberry.Private[bool]

    @strawberry.field(description="Who it is; null in your own suggestions.")
    async def person(self, info: Info) -> Annotated["Person", strawberry.lazy("api.people.types")] | None:
        """The person, for those who organize."""
        from api.people.types import Person

        if self.mine:
            return None
        return wrap_or_none(Person, await info.context.load(person_by_id, self.found.person_id))

    @strawberry.field(description="What it is for.")
    async def task(self, info: Info) -> Annotated["Task", strawberry.lazy("api.tasks.types")]:
        """The task."""
        return cast("Task", await info.context.load(task_by_id, self.found.task_id))

    @strawberry.field(description="When.")
    async def shift(self, info: Info) -> Annotated["Shift", strawberry.lazy("api.tasks.types")]:
        """The shift."""
        return cast("Shift", await info.context.load(shift_by_id, self.found.shift_id))

    @strawberry.field(description="How good a match it is, from 0 to 1; for comparing only.")
    def score(self) -> float:
        """The score."""
        return self.found.score

    @strawberry.field(description="How likely they come if they are asked now, 0 to 1; null in your own suggestions.")
    def chance(self) -> float | None:
        """The chance of a yes times that of showing up."""
        return None if self.mine else round(self.found.yes_chance * self.found.show_chance, 3)

    @strawberry.field(description="How likely they say yes if they are asked now; null in your own suggestions.")
    def yes_chance(self) -> float | None:
        """The chance of a yes."""
        return None if self.mine else round(self.found.yes_chance, 3)

    @strawberry.field(description="How likely they come once they said yes; null in your own suggestions.")
    def show_chance(self) -> float | None:
        """The chance of showing up."""
        return None if self.mine else round(self.found.show_chance, 3)

    @strawberry.field(description="How far it is to go, in kilometres as the crow flies; null for remote work.")
    def distance_km(self) -> float | None:
        """The distance to one decimal place."""
        return None if self.found.distance_km is None else round(self.found.distance_km, 1)

    @strawberry.field(description="Why, the strongest reason first.", metadata=costs(rows=6))
    def reasons(self, info: Info) -> list[Reason]:
        """All reasons."""
        return show_reasons(self.found.reasons, reader_of(info.context, organizes=not self.mine))

    @strawberry.field(description="What you can say against it; empty unless it is about you.", metadata=costs(rows=6))
    def objections(self) -> list[Objection]:
        """Corrections of the reasons, and what can always be said."""
        return show_objections(self.found.reasons) if self.mine else []

    @strawberry.field(description="Why, in a few sentences, in your language: to you, or about the person.")
    def sentence(self, info: Info) -> str:
        """All reasons as one text."""
        return put_into_words(self.found.reasons, reader_of(info.context, organizes=not self.mine))
