"""Regions and countries."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.costs import costs
from api.enums import described
from api.node import Node
from api.regions.loaders import ancestors_by_path, children_by_parent, region_by_id
from api.regions.skills import Skill
from api.regions.summary import RegionSummary, summarize
from api.rows import wrap_all, wrap_or_none
from models.regions import tables
from models.regions.tables import RegionLevel

__all__ = ["Country", "Region", "RegionLevel", "Skill"]

described(
    RegionLevel,
    "How deep a region lies in the tree.",
    COUNTRY="A country.",
    STATE="A state, province, voivodeship or the like.",
    COUNTY="A county, district, powiat or the like.",
    DISTRICT="A district of a second division, such as one of the United States Congress.",
)


@strawberry.type(description="A region: a country, a state, a county; or a district that lies across counties.")
class Region(Node, row=tables.Region, loader=region_by_id):
    """Shows a row of `regions`."""

    path: strawberry.Private[str]
    parent_id: strawberry.Private[UUID | None]
    name: strawberry.Private[str]
    names: strawberry.Private[dict[str, str]]
    code: str = strawberry.field(description="What the region is known by, such as `US-NY-061`.")
    level: RegionLevel = strawberry.field(description="How deep it lies in the tree.")
    population: int | None = strawberry.field(description="How many people live there, where that is known.")
    time_zone: str = strawberry.field(description="The IANA time zone of most of it.")

    @strawberry.field(name="name", description="What it is called, in your language where that is known.")
    def name_in_language(self, info: Info) -> str:
        """The name in the reader's language, else the usual one."""
        return self.names.get(info.context.language, self.name)

    @strawberry.field(description="The region directly above; null for a country.")
    async def parent(self, info: Info) -> Annotated["Region", strawberry.lazy("api.regions.types")] | None:
        """The parent."""
        parent_id = self.parent_id
        return wrap_or_none(Region, await info.context.load(region_by_id, parent_id) if parent_id else None)

    @strawberry.field(description="The regions above, the country first.", metadata=costs(rows=3))
    async def ancestors(self, info: Info) -> list[Annotated["Region", strawberry.lazy("api.regions.types")]]:
        """All above."""
        return wrap_all(Region, await info.context.load(ancestors_by_path, self.path) or [])

    @strawberry.field(description="The regions directly beneath, by name.", metadata=costs(rows=60))
    async def children(self, info: Info) -> list[Annotated["Region", strawberry.lazy("api.regions.types")]]:
        """All directly beneath, along administrative lines."""
        return wrap_all(Region, await info.context.load(children_by_parent, UUID(str(self.id))) or [])

    @strawberry.field(
        description="What happens there, in numbers; null unless you are an organizer or analyst of the whole region.",
        metadata=costs(80),
    )
    async def summary(self, info: Info) -> RegionSummary | None:
        """The numbers of the region and of all beneath it."""
        return await summarize(info.context, self.path)


@strawberry.type(description="A country in which people can sign up.")
class Country:
    """Shows a region and whether its postal codes are known."""

    region: strawberry.Private[tables.Region]
    has_postal_codes: bool = strawberry.field(
        description="Whether people say where they live by a postal code there; if not, they choose a city."
    )

    @strawberry.field(description="Its ISO 3166 code, such as `PL`.")
    def code(self) -> str:
        """Two letters."""
        return self.region.code

    @strawberry.field(description="What it is called, in your language where that is known.")
    def name(self, info: Info) -> str:
        """The name in the reader's language, else the usual one."""
        return self.region.names.get(info.context.language, self.region.name)
