"""Loaders of regions and skills. They are public: the actor does not matter."""

from collections.abc import Mapping
from uuid import UUID

from models.kernel.actor import Actor
from models.regions import queries
from models.regions.tables import Region
from models.skills import queries as skills
from models.skills.tables import Skill


async def region_by_id(_: Actor, region_ids: list[UUID]) -> Mapping[UUID, Region]:
    """Regions by id."""
    return await queries.regions_by_ids(region_ids)


async def ancestors_by_path(_: Actor, paths: list[str]) -> Mapping[str, list[Region]]:
    """The regions above a path."""
    return await queries.ancestors_by_paths(paths)


async def children_by_parent(_: Actor, region_ids: list[UUID]) -> Mapping[UUID, list[Region]]:
    """The regions directly beneath one."""
    return await queries.children_by_parents(region_ids)


async def skill_by_id(_: Actor, skill_ids: list[UUID]) -> Mapping[UUID, Skill]:
    """Skills by id."""
    return await skills.skills_by_id(skill_ids)
