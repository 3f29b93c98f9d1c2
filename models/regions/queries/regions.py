"""Reads of the region tree."""

from uuid import UUID

from models.kernel import work
from models.kernel.errors import NotFound
from models.kernel.search_keys import place_key, prefix_range
from models.regions.tables import Division, Region, RegionLevel

_SEARCH = """
SELECT r.id
FROM regions r JOIN region_names n ON n.region_id = r.id
WHERE n.key >= $1 AND n.key < $2 AND r.path >= $3 AND r.path < $4
GROUP BY r.id
ORDER BY bool_or(n.key = $1) DESC, array_position('{country,state,county,district}', r.level::text),
         r.population DESC NULLS LAST, r.path
LIMIT $5
"""


async def region_by_id(region_id: UUID) -> Region:
    """The region with that id. Raises NotFound."""
    return _known(await Region.get_or_none(id=region_id))


async def region_by_code(code: str) -> Region:
    """The region with that code, such as `US-CA-037`. Raises NotFound."""
    return _known(await Region.get_or_none(code=code))


def _known(region: Region | None) -> Region:
    if region is None:
        raise NotFound("This region")
    return region


async def countries() -> list[Region]:
    """All countries, by code."""
    return await Region.filter(level=RegionLevel.COUNTRY).order_by("code")


async def children(region_id: UUID, division: Division = Division.ADMINISTRATIVE) -> list[Region]:
    """The regions directly beneath one, along the lines of a division, by name."""
    return await Region.filter(parent_id=region_id, division=division).order_by("name", "code")


async def ancestors(region_id: UUID) -> list[Region]:
    """The regions above one, the country first; without itself. Raises NotFound."""
    parts = (await region_by_id(region_id)).path.split("/")[:-1]
    above = ["/".join(parts[:depth]) + "/" for depth in range(1, len(parts))]
    return await Region.filter(path__in=above).order_by("path")


async def regions_beneath(path: str, level: RegionLevel | None = None) -> list[Region]:
    """The regions of the subtree whose root has that path (itself included), of one level or of all, by path."""
    start, end = prefix_range(path)
    found = Region.filter(path__gte=start, path__lt=end).order_by("path")
    return await (found.filter(level=level) if level else found)


async def search_regions(text: str, limit: int = 10, *, beneath: str = "") -> list[Region]:
    """
    Regions with a name (in any language that is known, from any of its words on) that begins like `text`; all of them,
    or those of the subtree whose root has the path `beneath`.

    Names that are equal first, then the higher in the tree, then the more populous.
    """
    key = place_key(text)
    if not key:
        return []
    order = [row["id"] for row in await work.fetch(_SEARCH, *prefix_range(key), *prefix_range(beneath), limit)]
    found = {region.id: region for region in await Region.filter(id__in=order)}
    return [found[region_id] for region_id in order]
