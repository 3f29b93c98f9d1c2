"""Regions for lists: one query, whatever the length of the list."""

from collections.abc import Collection
from uuid import UUID

from models.kernel import work
from models.regions.tables import Division, Region

_COUNTRIES_WITH_CODES = """
SELECT r.code FROM regions AS r
 WHERE r.level = 'country'
   AND EXISTS (SELECT FROM postal_codes AS p WHERE p.id >= r.code || '/' AND p.id < r.code || '0')
"""


async def regions_by_ids(region_ids: Collection[UUID]) -> dict[UUID, Region]:
    """Regions by id; unknown ids are left out."""
    return {region.id: region for region in await Region.filter(id__in=list(region_ids))}


async def children_by_parents(
    region_ids: Collection[UUID], division: Division = Division.ADMINISTRATIVE
) -> dict[UUID, list[Region]]:
    """The regions directly beneath each, along the lines of a division, by name; every id asked for has a list."""
    found: dict[UUID, list[Region]] = {region_id: [] for region_id in region_ids}
    below = Region.filter(parent_id__in=list(region_ids), division=division).order_by("name", "code")
    for region in await below:
        if region.parent_id is not None:
            found[region.parent_id].append(region)
    return found


async def ancestors_by_paths(paths: Collection[str]) -> dict[str, list[Region]]:
    """The regions above each path, the country first; without the one at the path itself."""
    above = {path: _paths_above(path) for path in paths}
    wanted = {each for parts in above.values() for each in parts}
    found = {region.path: region for region in await Region.filter(path__in=sorted(wanted))}
    return {path: [found[each] for each in parts if each in found] for path, parts in above.items()}


async def countries_with_postal_codes() -> set[str]:
    """The codes of the countries in which people can say where they live by a postal code."""
    return {row["code"] for row in await work.fetch(_COUNTRIES_WITH_CODES)}


def _paths_above(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[:depth]) + "/" for depth in range(1, len(parts))]
