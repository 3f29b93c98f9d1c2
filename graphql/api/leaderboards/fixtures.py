"""Matches of regions."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.costs import costs
from api.enums import described
from api.regions.loaders import region_by_id
from api.regions.types import Region
from api.rows import wrap_or_none
from models.leaderboards import queries
from models.leaderboards.queries import FixtureState

described(
    FixtureState,
    "How far a match is.",
    COMING="Its week is still to come.",
    RUNNING="This is its week.",
    COUNTING="Its week is over; somewhere in the regions it was not yet, or it is being counted.",
    SETTLED="It is over, and its figures stay.",
)


@strawberry.type(description="A region in a match.")
class FixtureSide:
    """Shows a `FixtureSide` of the domain."""

    region_id: strawberry.Private[UUID]
    name: str = strawberry.field(description="What the region is called, in your language.")
    rate: int | None = strawberry.field(
        description="Thousandths of a point per active volunteer, as they count; null while too few took part to say."
    )
    is_ahead: bool = strawberry.field(description="Whether it has the higher rate.")
    is_mine: bool = strawberry.field(description="Whether it is your region.")

    @strawberry.field(description="The region.")
    async def region(self, info: Info) -> Region | None:
        """The region."""
        return wrap_or_none(Region, await info.context.load(region_by_id, self.region_id))


@strawberry.type(description="A match of two regions of a size league over a week, drawn with about even odds.")
class Fixture:
    """Shows a `FixtureLine` of the domain."""

    starts_on: date = strawberry.field(description="The first day, a Monday.")
    ends_on: date = strawberry.field(
        description="The last day; the match is settled when both regions' last zone has passed it."
    )
    league: int = strawberry.field(description="The size league in which they meet.")
    state: FixtureState = strawberry.field(description="How far it is.")
    one: FixtureSide = strawberry.field(description="One side; yours, if one is.")
    other: FixtureSide = strawberry.field(description="The other side.")
    joint_target: int = strawberry.field(
        description="Thousandths of a point: if both reach it together, both have won."
    )
    joint_points: int | None = strawberry.field(
        description="Thousandths of a point of both so far, as they count; null while too few took part to say."
    )
    joint_percent: int | None = strawberry.field(
        description="How much of the joint target is reached, per cent, rounded down."
    )


@strawberry.type(description="The matches of your region.")
class MyFixtures:
    """Shows `MyFixtures` of the domain."""

    last: Fixture | None = strawberry.field(description="Last week's.")
    now: Fixture | None = strawberry.field(description="This week's; null in a week without a match.")
    coming: Fixture | None = strawberry.field(description="The next one.")


@strawberry.type(description="Matches whose favourite had about the same chance, as predicted.")
class FavouriteStep:
    """Shows `Favourites` of the domain."""

    from_percent: int = strawberry.field(description="The chance of the favourite, per cent: from.")
    to_percent: int = strawberry.field(description="The chance of the favourite, per cent: to.")
    matches: int = strawberry.field(description="How many matches there were.")
    predicted_percent: float = strawberry.field(description="How many per cent of the favourites were to win.")
    won_percent: float = strawberry.field(description="How many per cent of them won; a draw is half.")


@strawberry.type(description="Whether the matches of a season were as even as promised.")
class FixtureForecasts:
    """Shows `FixtureForecasts` of the domain."""

    starts_on: date = strawberry.field(description="The first day of the season.")
    matches: int = strawberry.field(description="How many are settled.")
    brier: float | None = strawberry.field(
        description="How good the predicted odds were: 0 is perfect, 0.25 what even odds always get. Null without matches."
    )
    unevenness: float | None = strawberry.field(
        description="The mean distance of the predicted odds from even, 0 to 0.5."
    )
    joint_targets: float | None = strawberry.field(description="Which share of the joint targets was reached, 0 to 1.")
    favourites: list[FavouriteStep] = strawberry.field(
        description="Predicted against actual wins, by the favourite's chance.", metadata=costs(rows=5)
    )


def show_fixture(found: queries.FixtureLine) -> Fixture:
    """A match as clients see it."""
    percent = None if found.joint_points is None else 100 * found.joint_points // found.joint_target
    return Fixture(
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        league=found.league,
        state=found.state,
        one=_show_side(found.one),
        other=_show_side(found.other),
        joint_target=found.joint_target,
        joint_points=found.joint_points,
        joint_percent=percent,
    )


def _show_side(side: queries.FixtureSide) -> FixtureSide:
    return FixtureSide(
        region_id=side.region_id, name=side.name, rate=side.rate, is_ahead=side.is_ahead, is_mine=side.is_mine
    )


def show_mine(found: queries.MyFixtures | None) -> MyFixtures | None:
    """One's own matches as clients see them."""
    if found is None:
        return None
    last, now, coming = (show_fixture(one) if one else None for one in (found.last, found.now, found.coming))
    return MyFixtures(last=last, now=now, coming=coming)


def show_forecasts(found: queries.FixtureForecasts) -> FixtureForecasts:
    """How good forecasts were, as clients see it."""
    steps = [
        FavouriteStep(
            from_percent=round(100 * step.from_chance),
            to_percent=round(100 * step.to_chance),
            matches=step.matches,
            predicted_percent=round(100 * step.predicted, 1),
            won_percent=round(100 * step.won, 1),
        )
        for step in found.favourites
    ]
    return FixtureForecasts(
        starts_on=found.starts_on,
        matches=found.matches,
        brier=found.brier,
        unevenness=found.unevenness,
        joint_targets=found.joint_targets,
        favourites=steps,
    )


Week = Annotated[date | None, strawberry.argument(description="A day of the week that is meant; today, if not said.")]
Competing = Annotated[
    strawberry.ID | None, strawberry.argument(description="The region whose parts compete; the country, if not said.")
]
Day = Annotated[date | None, strawberry.argument(description="A day of the season that is meant; today, if not said.")]
