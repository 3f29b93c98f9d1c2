"""Queries about regions, places and skills."""

from typing import Annotated

import strawberry

from api import ids
from api.connections import First
from api.context import Info
from api.costs import costs
from api.regions.places import PlaceSuggestion, suggest
from api.regions.types import Country, Region, Skill
from api.rows import wrap_all, wrap_or_none
from models.kernel.errors import NotFound
from models.kernel.paging import ensure_first
from models.kernel.search_keys import search_key
from models.regions import queries, tables
from models.skills import queries as skill_queries

MOST_FOUND = 20


@strawberry.type
class RegionQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="The regions directly beneath one, by name; without a parent the countries. With a search, "
        "regions anywhere beneath with such a name, 20 at most.",
        metadata=costs(rows=60),
    )
    async def regions(
        self,
        parent: Annotated[strawberry.ID | None, strawberry.argument(description="The region above.")] = None,
        search: Annotated[
            str | None, strawberry.argument(description="How a name begins, in any language; whole words or not.")
        ] = None,
    ) -> list[Region]:
        """Children, countries, or what is found."""
        above = await _region(parent, None) if parent is not None else None
        if parent is not None and above is None:
            return []
        if search and search.strip():
            beneath = above.path if above else ""
            return wrap_all(Region, await queries.search_regions(search[:120], MOST_FOUND, beneath=beneath))
        return wrap_all(Region, await (queries.children(above.id) if above else queries.countries()))

    @strawberry.field(description="One region, by its id or else by its code; null if there is none.")
    async def region(
        self,
        id: Annotated[strawberry.ID | None, strawberry.argument(description="The region's id.")] = None,
        code: Annotated[str | None, strawberry.argument(description="Its code, such as `US-NY-061`.")] = None,
    ) -> Region | None:
        """The region."""
        return wrap_or_none(Region, await _region(id, code))

    @strawberry.field(description="The countries in which people can sign up, by name.", metadata=costs(rows=40))
    async def countries(self, info: Info) -> list[Country]:
        """All countries that we know places of."""
        with_codes = await queries.countries_with_postal_codes()
        found = [Country(region=each, has_postal_codes=each.code in with_codes) for each in await queries.countries()]
        language = info.context.language
        return sorted(found, key=lambda country: search_key(country.region.names.get(language, country.region.name)))

    @strawberry.field(
        description="Places that may be meant: for a postal code the place it belongs to, for the beginning of a name "
        "the cities that are called so, for nothing the largest cities.",
        metadata=costs(40, rows=8),
    )
    async def places(
        self,
        country: Annotated[str, strawberry.argument(description="ISO 3166 code of the country.")],
        search: Annotated[str, strawberry.argument(description="A postal code or a name, in any script.")],
    ) -> list[PlaceSuggestion]:
        """At most eight suggestions, likeliest first."""
        return suggest(*await queries.search_places(country[:2], search[:80]))

    @strawberry.field(
        description="Skills with such words in their names; with nothing to search for, those that campaigns need most.",
        metadata=costs(20, rows=20),
    )
    async def skills(
        self,
        search: Annotated[str, strawberry.argument(description="How the words begin, in any language.")] = "",
        first: First = None,
    ) -> list[Skill]:
        """Found skills, those of the campaign's list first."""
        return wrap_all(Skill, await skill_queries.search_skills(search, ensure_first(first)))


async def _region(given: str | None, code: str | None) -> tables.Region | None:
    try:
        if given is not None:
            return await queries.region_by_id(ids.row_id("Region", given))
        return await queries.region_by_code(code[:60]) if code else None
    except NotFound:
        return None
