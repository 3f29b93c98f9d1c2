"""Questions across the whole."""

import strawberry

from api import ids
from api.context import Info
from api.costs import costs
from api.insight.fairness import Fairness, RegionChoice, show_fairness
from api.insight.greeted_in_time import GreetedInTime, show_greeted_in_time
from api.insight.overused import Overused
from api.regions.loaders import region_by_id
from models.insight import queries


@strawberry.type
class InsightQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="Who of the people you see gives too much: thank them, and let them rest.",
        metadata=costs(200, rows=50),
    )
    async def overused(self, info: Info) -> list[Overused]:
        """People with signs of strain."""
        return [Overused(found=each) for each in await queries.overused_people(info.context.actor)]

    @strawberry.field(
        description="Who is suggested, asked, says yes and comes, by group. Null for an unknown region.",
        metadata=costs(400),
    )
    async def fairness(self, info: Info, region_id: RegionChoice = None) -> Fairness | None:
        """The groups of a region."""
        if region_id is None:
            return show_fairness(await queries.fairness_of_region(info.context.actor))
        region = await info.context.load(region_by_id, ids.row_id("Region", region_id))
        return (
            None if region is None else show_fairness(await queries.fairness_of_region(info.context.actor, region.path))
        )

    @strawberry.field(
        description="The parts of a region by the share of newcomers greeted within 72 hours. Null for an unknown region.",
        metadata=costs(100),
    )
    async def greeted_in_time(self, info: Info, region_id: RegionChoice = None) -> GreetedInTime | None:
        """The regions of a region."""
        if region_id is None:
            return show_greeted_in_time(await queries.greeted_in_time(info.context.actor))
        region = await info.context.load(region_by_id, ids.row_id("Region", region_id))
        if region is None:
            return None
        return show_greeted_in_time(await queries.greeted_in_time(info.context.actor, region.path))
