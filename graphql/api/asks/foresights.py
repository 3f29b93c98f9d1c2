"""What the simulator foresees of an appeal, beside what happened."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, cast

import strawberry

from api.asks.enums import Decision
from api.asks.loaders import asked_shift_by_id
from api.context import Info
from api.costs import costs
from api.regions.loaders import region_by_id
from models.asks.decision_words import put_decision_into_words
from models.asks.foreseen import Compared
from models.asks.rules.foresight import RegionForesight, ShiftForesight

if TYPE_CHECKING:
    from api.regions.types import Region
    from api.tasks.types import ExpectedAttendance, Shift


@strawberry.type(description="A shift as the simulator saw it, and what happened.")
class ForeseenShift:
    """Shows a `ShiftForesight` of the domain."""

    seen: strawberry.Private[ShiftForesight]
    asked: int = strawberry.field(description="How many were asked for it so far.")
    yes: int = strawberry.field(description="How many of those said yes.")

    @strawberry.field(description="The shift.")
    async def shift(self, info: Info) -> Annotated["Shift", strawberry.lazy("api.tasks.types")]:
        """The shift."""
        return cast("Shift", await info.context.load(asked_shift_by_id, self.seen.shift_id))

    @strawberry.field(description="Free places when the simulator looked.")
    def free(self) -> int:
        """Free places."""
        return self.seen.free

    @strawberry.field(description="People whom the first wave asks.")
    def first(self) -> int:
        """Of the first wave."""
        return self.seen.first

    @strawberry.field(description="People whom all waves ask at most that there is time for.")
    def most(self) -> int:
        """Of all waves."""
        return self.seen.most

    @strawberry.field(description="Asked by the first wave for each free place.")
    def per_place(self) -> float:
        """People for a place, to one decimal."""
        return round(self.seen.first / self.seen.free, 1) if self.seen.free else 0.0

    @strawberry.field(description="How many of the free places the first wave fills.")
    def filled_first(self) -> Annotated["ExpectedAttendance", strawberry.lazy("api.tasks.types")]:
        """After the first wave."""
        return cast("ExpectedAttendance", self.seen.filled_first)

    @strawberry.field(description="How many of the free places all waves fill.")
    def filled_most(self) -> Annotated["ExpectedAttendance", strawberry.lazy("api.tasks.types")]:
        """After all waves."""
        return cast("ExpectedAttendance", self.seen.filled_most)


@strawberry.type(description="People who are left out for one reason.")
class LeftOut:
    """One reason."""

    decision: Decision = strawberry.field(description="The reason, for programs.")
    people: int | None = strawberry.field(description="How many; null: fewer than five, or hidden with those.")

    @strawberry.field(description="The reason as a sentence in your language.")
    def sentence(self, info: Info) -> str:
        """In words."""
        return put_decision_into_words(self.decision, info.context.language)


@strawberry.type(description="A region as the simulator saw it. Null: fewer than five people, or hidden with those.")
class ForeseenRegion:
    """Shows a `RegionForesight` of the domain."""

    seen: strawberry.Private[RegionForesight]
    asked: int | None = strawberry.field(description="How many of its people were asked so far.")

    @strawberry.field(description="The region; null if it is gone.")
    async def region(self, info: Info) -> Annotated["Region", strawberry.lazy("api.regions.types")] | None:
        """The region."""
        return cast("Region | None", await info.context.load(region_by_id, self.seen.region_id))

    @strawberry.field(description="People who fit.")
    def people(self) -> int | None:
        """Who fit."""
        return self.seen.people

    @strawberry.field(description="Of those, whom the first wave asks.")
    def first(self) -> int | None:
        """Of the first wave."""
        return self.seen.first

    @strawberry.field(description="Of those, whom all waves ask at most. 0: the region gets nothing.")
    def most(self) -> int | None:
        """Of all waves."""
        return self.seen.most


@strawberry.type(description="What the simulator foresees, or foresaw at the release, and what happened.")
class AppealForesight:
    """Shows a `Compared` of the domain."""

    @strawberry.field(description="When the simulator looked.")
    def foreseen_at(self) -> datetime:
        """When."""
        return cast("Compared", self).foresight.foreseen_at

    @strawberry.field(description="People whom the first wave asks.")
    def first(self) -> int:
        """Of the first wave."""
        return cast("Compared", self).foresight.first

    @strawberry.field(description="People whom all waves ask at most that there is time for.")
    def most(self) -> int:
        """Of all waves."""
        return cast("Compared", self).foresight.most

    @strawberry.field(description="How many waves there is time for.")
    def waves(self) -> int:
        """Waves."""
        return cast("Compared", self).foresight.waves

    @strawberry.field(description="Shift by shift.", metadata=costs(rows=10))
    def shifts(self) -> list[ForeseenShift]:
        """Soonest first."""
        compared = cast("Compared", self)
        tallies = {each.shift_id: compared.by_shift.get(each.shift_id) for each in compared.foresight.shifts}
        return [
            ForeseenShift(seen=each, asked=tally.asked if tally else 0, yes=tally.yes if tally else 0)
            for each, tally in zip(compared.foresight.shifts, tallies.values(), strict=True)
        ]

    @strawberry.field(description="Who is left out, reason by reason.", metadata=costs(rows=10))
    def left_out(self) -> list[LeftOut]:
        """Those who were asked too often lately come first."""
        found = cast("Compared", self).foresight.left_out
        return [LeftOut(decision=decision, people=people) for decision, people in found.items()]

    @strawberry.field(description="Region by region; those that get nothing come first.", metadata=costs(rows=60))
    def regions(self) -> list[ForeseenRegion]:
        """Regions beneath that of the task, and neighbours."""
        compared = cast("Compared", self)
        return [
            ForeseenRegion(seen=each, asked=compared.by_region.get(each.region_id, 0))
            for each in compared.foresight.regions
        ]
