"""Looking up a postal code, and what to offer when there is none."""

from dataclasses import replace

from models.kernel import work
from models.kernel.search_keys import prefix_range
from models.regions.errors import PostalCodeUnknown
from models.regions.places import Place, place_from
from models.regions.queries.cities import largest_cities
from models.regions.rules import looks_complete, normalise_postal_code
from models.regions.rules.neighbours import INCOMPLETE, common_prefix, nearness, stands_for
from models.regions.tables import PostalCodeDistrict, Region

SUGGESTIONS = 5

_PLACE = """
SELECT p.country, p.place AS name, p.names, p.region_id, r.code AS region_code, r.path AS region_path,
       r.name AS region_name, p.latitude, p.longitude, p.time_zone, p.code AS postal_code
FROM postal_codes p JOIN regions r ON r.id = p.region_id
"""
FIND = _PLACE + "WHERE p.id = ANY($1::varchar[]) ORDER BY length(p.id) DESC LIMIT 1"
_NEIGHBOURS = f"""
({_PLACE} WHERE p.id >= $1 AND p.id < $2 ORDER BY p.id DESC LIMIT 5)
UNION ALL
({_PLACE} WHERE p.id > $2 AND p.id < $3 ORDER BY p.id LIMIT 5)
"""
_BEGINNING = _PLACE + "WHERE p.id >= $1 AND p.id < $2 ORDER BY p.id"


async def find_postal_code(country: str, typed: str) -> Place:
    """
    The place of a postal code as somebody typed it (see `normalise_postal_code`): one indexed query.

    A British code that is not listed (`W1B`) is found by the wider one (`W1`), a code missing from a list that is known to
    be incomplete by its neighbours if they agree: both are `approximate`. Raises PostalCodeUnknown with suggestions.
    """
    country = country.upper()
    code = normalise_postal_code(country, typed)
    row = await work.fetch_row(FIND, _keys(country, code))
    if row is not None:
        return place_from(row, approximate=row["postal_code"] != code, postal_code=code)
    place = await _place_between(country, code)
    if place is not None:
        return place
    raise await _unknown(country, code, typed)


def _keys(country: str, code: str) -> list[str]:
    """The key of a code, and in Britain of the wider code that it is a part of."""
    key = f"{country}/{code}"
    wider = country == "GB" and looks_complete(country, code) and code[-1].isalpha()
    return [key, key[:-1]] if wider else [key]


async def _place_between(country: str, code: str) -> Place | None:
    if country not in INCOMPLETE or not looks_complete(country, code):
        return None
    start = code[: 4 if "-" in code else 3]
    rows = await work.fetch(_BEGINNING, *prefix_range(f"{country}/{start}"))
    place = stands_for(code, [place_from(row) for row in rows])
    return replace(place, postal_code=code, approximate=True) if place else None


async def _unknown(country: str, code: str, typed: str) -> PostalCodeUnknown:
    near = await _near_in_number(country, code) if looks_complete(country, code) else []
    state = _state(near[0]) if near and common_prefix(code, near[0].postal_code or "") >= 2 else None
    cities = await largest_cities(country, SUGGESTIONS, beneath=state)
    return PostalCodeUnknown(country, typed, tuple(near[:SUGGESTIONS]), tuple(cities))


def _state(place: Place) -> str:
    """The path of the state that a place lies in."""
    return "/".join(place.region_path.split("/")[:2]) + "/"


async def _near_in_number(country: str, code: str) -> list[Place]:
    start, end = prefix_range(f"{country}/")
    rows = await work.fetch(_NEIGHBOURS, start, f"{country}/{code}", end)
    return sorted(map(place_from, rows), key=lambda place: nearness(code, place))


async def districts_of_postal_code(country: str, code: str) -> list[Region]:
    """
    The congressional districts that a ZIP code (normalised) lies in, by code: all candidates.

    Several where the code crosses lines; none for codes without area (post-office boxes) in states of several districts.
    """
    pairs = PostalCodeDistrict.filter(postal_code_id=f"{country.upper()}/{code}")
    found = await pairs.values_list("region_id", flat=True)
    return await Region.filter(id__in=list(found)).order_by("code")
