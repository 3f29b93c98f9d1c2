"""Regions by newcomers greeted in time."""

import strawberry

from api.context import Info
from api.costs import costs
from api.regions.loaders import region_by_id
from api.regions.types import Region
from api.rows import wrap_all, wrap_or_none
from models.insight import queries
from models.kernel import ids as row_ids


@strawberry.type(description="A region's newcomers. All null: fewer than five, or to be worked out from such.")
class RegionGreeting:
    """Shows a `RegionGreeting` of the domain."""

    path: strawberry.Private[str]
    place: int | None = strawberry.field(description="Its place, from 1; regions with the same share have the same.")
    newcomers: int | None = strawberry.field(description="How many came.")
    percent: int | None = strawberry.field(description="To how many in a hundred of them somebody spoke in time.")

    @strawberry.field(description="The region.")
    async def region(self, info: Info) -> Region | None:
        """The region of the newcomers."""
        code = self.path.strip("/").replace("/", "-")
        return wrap_or_none(Region, await info.context.load(region_by_id, row_ids.id_for(f"region:{code}")))


@strawberry.type(description="The parts of a region by the share of their newcomers who were greeted in time.")
class GreetedInTime:
    """Shows a `GreetedInTime` of the domain."""

    days: int = strawberry.field(
        description="Of how many days newcomers are counted; those whose time is not over are not."
    )
    hours: int = strawberry.field(description="Within how many hours of coming a human being spoke with them.")
    regions: list[RegionGreeting] = strawberry.field(
        description="The best first; those that are not told come last.", metadata=costs(rows=30)
    )


def show_greeted_in_time(found: queries.GreetedInTime) -> GreetedInTime:
    """All regions."""
    return GreetedInTime(days=found.days, hours=found.hours, regions=wrap_all(RegionGreeting, found.regions))
