"""Choosing a city: the way on for whoever has no postal code that we know."""

from uuid import UUID

from models.kernel import work
from models.kernel.errors import NotFound
from models.kernel.search_keys import place_key, prefix_range
from models.regions.places import Place, place_from

_PLACE = """
SELECT c.country, c.name, c.names, c.region_id, r.code AS region_code, r.path AS region_path, r.name AS region_name,
       c.latitude, c.longitude, c.time_zone, c.id AS city_id
FROM cities c JOIN regions r ON r.id = c.region_id
"""
_BY_ID = _PLACE + "WHERE c.id = $1"
_LARGEST = _PLACE + "WHERE c.country = $1 ORDER BY c.population DESC, c.id LIMIT $2"
_LARGEST_BENEATH = _PLACE + "WHERE r.path >= $1 AND r.path < $2 ORDER BY c.population DESC, c.id LIMIT $3"
_SUGGEST = """
WITH hits AS (
    SELECT DISTINCT ON (city_id, postal_code_id) city_id, postal_code_id, name, key
    FROM place_names
    WHERE country = $1 AND key >= $2 AND key < $3
    ORDER BY city_id, postal_code_id, key, name
)
SELECT coalesce(c.country, p.country) AS country, coalesce(c.name, h.name) AS name, coalesce(c.names, '{}') AS names,
       r.id AS region_id, r.code AS region_code, r.path AS region_path, r.name AS region_name,
       coalesce(c.latitude, p.latitude) AS latitude, coalesce(c.longitude, p.longitude) AS longitude,
       coalesce(c.time_zone, p.time_zone) AS time_zone, p.code AS postal_code, c.id AS city_id, h.name AS matched
FROM hits h
LEFT JOIN cities c ON c.id = h.city_id
LEFT JOIN postal_codes p ON p.id = h.postal_code_id
JOIN regions r ON r.id = coalesce(c.region_id, p.region_id)
ORDER BY h.key = $2 DESC, coalesce(c.population, 0) DESC, h.key, r.path, c.id
LIMIT $4
"""


async def suggest_cities(country: str, typed: str, limit: int = 8) -> list[Place]:
    """
    Cities and villages of a country with a name, in any script, that begins like what was typed.

    Equal names first, then the largest. A place that is no city of its own in our data leads to one of its postal
    codes. With nothing typed: the largest cities.
    """
    key = place_key(typed[:80])
    if not key:
        return await largest_cities(country, limit)
    rows = await work.fetch(_SUGGEST, country.upper(), *prefix_range(key), limit)
    return [place_from(row) for row in rows]


async def largest_cities(country: str, limit: int = 8, *, beneath: str | None = None) -> list[Place]:
    """The largest cities of a country, or of the region whose path is `beneath`, largest first."""
    if beneath is None:
        rows = await work.fetch(_LARGEST, country.upper(), limit)
    else:
        rows = await work.fetch(_LARGEST_BENEATH, *prefix_range(beneath), limit)
    return [place_from(row) for row in rows]


async def city_by_id(city_id: UUID) -> Place:
    """The city that somebody chose. Raises NotFound."""
    row = await work.fetch_row(_BY_ID, city_id)
    if row is None:
        raise NotFound("This city")
    return place_from(row)
