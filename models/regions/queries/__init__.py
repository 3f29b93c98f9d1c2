"""Reads of the geography. It is public, so they take no actor."""

from models.regions.queries.cities import city_by_id, largest_cities, suggest_cities
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

__all__ = [
    "ancestors",
    "children",
    "city_by_id",
    "countries",
    "districts_of_postal_code",
    "find_postal_code",
    "largest_cities",
    "region_by_code",
    "region_by_id",
    "regions_beneath",
    "search_regions",
    "suggest_cities",
]
