"""Reads of the geography. It is public, so they take no actor."""

from models.regions.queries.cities import city_by_id, largest_cities, suggest_cities
from models.regions.queries.many_regions import (
    ancestors_by_paths,
    children_by_parents,
    countries_with_postal_codes,
    regions_by_ids,
)
from models.regions.queries.postal_codes import districts_of_postal_code, find_postal_code
from models.regions.queries.regions import (
    ancestors,
    children,
    countries,
    region_by_code,
    region_by_id,
    regions_beneath,
    search_regions,
)
from models.regions.queries.search_places import search_places

__all__ = [
    "ancestors",
    "ancestors_by_paths",
    "children",
    "children_by_parents",
    "city_by_id",
    "countries",
    "countries_with_postal_codes",
    "districts_of_postal_code",
    "find_postal_code",
    "largest_cities",
    "region_by_code",
    "region_by_id",
    "regions_beneath",
    "regions_by_ids",
    "search_places",
    "search_regions",
    "suggest_cities",
]
