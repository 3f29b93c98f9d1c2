"""Why a task stays empty, and what would happen if it were different."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, cast
from uuid import UUID

import strawberry

from api.context import Info
from api.costs import costs
from api.enums import described
from api.people.qualifications import Qualification, qualification_by_id
from api.rows import wrap_or_none
from api.tasks.loaders import shift_by_id
from models.matching import queries
from models.matching.rules import emptiness, what_if
from models.matching.rules.limits import Limit
from models.matching.rules.reason_names import name_reason

if TYPE_CHECKING:
    from api.tasks.types import Shift

described(
    Limit,
    "What can keep somebody from a shift.",
    TRAVEL="It is farther than they go.",
    FROM_HOME="They cannot work from home.",
    UNWILLING="They do not want this kind of work.",
    AGE="They are too young, or have not said how old they are.",
    QUALIFICATION="They lack a licence or training that is required, or it is not confirmed, or ends before.",
    EXPERIENCE="It is a step up, and they came to too few shifts of the work before it.",
    PAUSE="They take a break.",
    AVAILABILITY="They cannot come at that time of the week.",
    BUSY="They do something else then.",
    WAY_BETWEEN="They are somewhere else too shortly before or after.",
    REST="They would have no night's rest: one of two shifts ends late, the other begins too soon.",
    IN_A_ROW="It would be their third shift without a break.",
    CARE="Their week is full.",
    REFUSED="They said no to it, or have a part in it already.",
)


@strawberry.type(description="How many people a limit keeps out.")
class LimitEffect:
    """Shows a `LimitEffect` of the domain."""

    limit: Limit = strawberry.field(description="What keeps them out.")
    in_turn: int = strawberry.field(description="How many of those whom the limits before it left.")
    alone: int = strawberry.field(description="How many of all, looked at alone.")


@strawberry.type(description="What it would bring to loosen a limit.")
class Loosening:
    """Shows a `Loosening` of the domain."""

    qualification_id: strawberry.Private[UUID | None]
    limit: Limit = strawberry.field(description="The limit that is loosened.")
    people: int = strawberry.field(description="How many more people could come.")
    km: int | None = strawberry.field(description="If everybody within so many kilometres could come.")
    starts_at: datetime | None = strawberry.field(description="If it began then.")

    @strawberry.field(description="If this licence or training were not required.")
    async def qualification(self, info: Info) -> Qualification | None:
        """What is dropped."""
        dropped = self.qualification_id
        return wrap_or_none(Qualification, await info.context.load(qualification_by_id, dropped) if dropped else None)


@strawberry.type(description="Why a shift stays empty. Whom you may not look up is counted in fives, rounded down.")
class ShiftEmptiness:
    """Shows a `ShiftEmptiness` of the domain."""

    found: strawberry.Private[queries.ShiftEmptiness]

    @strawberry.field(description="The shift.")
    async def shift(self, info: Info) -> Annotated["Shift", strawberry.lazy("api.tasks.types")]:
        """The shift."""
        return cast("Shift", await info.context.load(shift_by_id, self.found.shift_id))

    @strawberry.field(description="How many places are free.")
    def free(self) -> int:
        """Free places."""
        return self.found.free

    @strawberry.field(description="How many people were looked at: those around it; everybody, for work from home.")
    def looked_at(self) -> int:
        """People in the crowd."""
        return self.found.why.looked_at

    @strawberry.field(description="How many of them could come.")
    def possible(self) -> int:
        """People within all limits."""
        return self.found.why.possible

    @strawberry.field(description="What keeps the others out, one limit after another.", metadata=costs(rows=14))
    def effects(self) -> list[LimitEffect]:
        """Limits that keep somebody out."""
        return [_effect(each) for each in self.found.why.effects]

    @strawberry.field(description="What would bring more people.", metadata=costs(rows=14))
    def loosenings(self) -> list[Loosening]:
        """Loosenings that bring somebody."""
        return [_loosening(each) for each in self.found.why.loosenings]


def _effect(each: emptiness.LimitEffect) -> LimitEffect:
    return LimitEffect(limit=each.limit, in_turn=each.in_turn, alone=each.alone)


def _loosening(each: emptiness.Loosening) -> Loosening:
    return Loosening(**asdict(each))


@strawberry.type(description="A reason, and for how many people it speaks.")
class ReasonCount:
    """Never fewer than five people."""

    code: str = strawberry.field(description="The kind of reason.")
    people: int = strawberry.field(description="For how many of the suggested people it speaks; at least five.")

    @strawberry.field(description="The reason in a few words, in your language.")
    def text(self, info: Info) -> str:
        """In words."""
        return name_reason(self.code, info.context.language)


@strawberry.type(description="What can be expected of a task.")
class Forecast:
    """Shows an `Forecast` of the domain."""

    places: int = strawberry.field(description="Free places.")
    possible: int = strawberry.field(description="How many people could come.")
    suggested: int = strawberry.field(description="How many people would be suggested, reserves not counted.")
    expected: float = strawberry.field(
        description="How many places are filled, by everybody's chance to say yes and come."
    )
    reasons: list[ReasonCount] = strawberry.field(description="Why these people.", metadata=costs(rows=6))


@strawberry.type(description="How a task stands, and how it would.")
class TaskWhatIf:
    """Shows a `WhatIf` of the domain."""

    now: Forecast = strawberry.field(description="As it is.")
    then: Forecast = strawberry.field(description="As it would be.")


@strawberry.input(description="What would be different. What is not said stays.")
class TaskWhatIfInput:
    """Argument of Task.whatIf."""

    within_km: float | None = strawberry.field(
        description="People come from as far as this and no farther, whatever they said: they get a lift.", default=None
    )
    minimum_age: int | None = strawberry.field(description="Another minimum age.", default=None)
    any_age: bool = strawberry.field(description="No minimum age.", default=False)
    remote: bool | None = strawberry.field(description="Whether it is done from home.", default=None)
    capacity: int | None = strawberry.field(description="How many places each shift has.", default=None)
    hours_later: int = strawberry.field(description="How many hours later (or earlier) each shift begins.", default=0)
    latitude: float | None = strawberry.field(description="Another place: degrees north.", default=None)
    longitude: float | None = strawberry.field(description="Another place: degrees east.", default=None)
    no_skills: bool = strawberry.field(description="No skill is needed.", default=False)
    no_qualifications: bool = strawberry.field(description="No licence and no training is required.", default=False)
    without: list[Limit] = strawberry.field(
        description="As if these did not count: WAY_BETWEEN, REST, IN_A_ROW or CARE. To see what they cost; no run does it.",
        default_factory=list,
    )


def show_what_if(found: queries.WhatIf) -> TaskWhatIf:
    """Both forecasts."""
    return TaskWhatIf(now=_forecast(found.now), then=_forecast(found.then))


def _forecast(found: what_if.Forecast) -> Forecast:
    return Forecast(
        places=found.places,
        possible=found.possible,
        suggested=found.suggested,
        expected=round(found.expected, 1),
        reasons=[ReasonCount(code=code, people=people) for code, people in found.reasons],
    )
