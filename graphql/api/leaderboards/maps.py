"""Maps of regions."""

import strawberry

from api.costs import costs
from api.leaderboards.standings import RegionLine, show_line
from api.regions.types import Region
from api.rows import wrap
from models.leaderboards import queries
from models.regions import tables


@strawberry.type(description="A part of a map.")
class MapArea:
    """Shows an `Area` of the domain."""

    row: strawberry.Private[tables.Region]
    found: strawberry.Private[queries.RegionLine | None]
    path: str = strawberry.field(description="Its outline, as the path of an SVG.")
    shade: int = strawberry.field(
        description="1 to 5, higher for higher rates; 0 where nothing may be shown, or nothing happened."
    )

    @strawberry.field(description="The region.")
    def region(self) -> Region:
        """Which part it is."""
        return wrap(Region, self.row)

    @strawberry.field(description="Its standing; null where nothing may be shown, or nothing happened.")
    def line(self) -> RegionLine | None:
        """The fair rate with its interval."""
        return show_line(self.found) if self.found else None


@strawberry.type(description="The parts of a region on a map, filled by their fair rate.")
class RegionMap:
    """Shows a `RegionMap` of the domain."""

    found: strawberry.Private[tuple[queries.Area, ...]]
    view_box: str = strawberry.field(description="Left, top, width and height, as SVG has them.")

    @strawberry.field(description="The parts, by name.", metadata=costs(rows=60))
    def areas(self) -> list[MapArea]:
        """All parts with a known outline."""
        return [MapArea(row=area.region, found=area.line, path=area.path, shade=area.shade) for area in self.found]


def show_map(found: queries.RegionMap | None) -> RegionMap | None:
    """A map as clients see it."""
    if found is None:
        return None
    return RegionMap(found=found.areas, view_box=" ".join(map(str, found.view_box)))
