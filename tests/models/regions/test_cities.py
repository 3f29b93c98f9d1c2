"""Choosing a city, in any script."""

import json
from uuid import uuid4

import pytest

from models.kernel import work
from models.kernel.errors import NotFound
from models.regions.queries import city_by_id, largest_cities, suggest_cities
from models.regions.queries.cities import _SUGGEST

pytestmark = pytest.mark.usefixtures("geography")


@pytest.mark.parametrize(
    ("country", "typed", "name", "region"),
    [
        ("IL", "ירוש", "Jerusalem", "IL-06"),
        ("IL", "jerus", "Jerusalem", "IL-06"),
        ("IL", "القدس", "Jerusalem", "IL-06"),
        ("EG", "القاهرة", "Cairo", "EG-11"),
        ("EG", "قاهره", "Cairo", "EG-11"),
        ("EG", "Каир", "Cairo", "EG-11"),
        ("PL", "lodz", "Łódź", "PL-10-1061"),
        ("US", "st louis", "St. Louis", "US-MO-510"),
        ("PK", "لاہور", "Lahore", "PK-04"),
        ("PL", "GOLNICE", "Golnice", "PL-02-0201"),
    ],
)
async def test_a_name_finds_its_city(country: str, typed: str, name: str, region: str) -> None:
    place = (await suggest_cities(country, typed))[0]
    assert (place.name, place.region_code) == (name, region)


async def test_a_village_leads_to_its_postal_code() -> None:
    village = (await suggest_cities("PL", "Golnice"))[0]
    assert (village.postal_code, village.city_id, village.time_zone) == ("59-700", None, "Europe/Warsaw")


async def test_nothing_typed_offers_the_largest() -> None:
    assert [place.name for place in await suggest_cities("SA", "  ", 3)] == ["Jeddah", "Riyadh", "Makkah"]
    assert [place.name for place in await largest_cities("PL", 2, beneath="PL/22/")] == ["Gdańsk", "Gdynia"]


async def test_signs_with_a_meaning_in_sql_find_nothing() -> None:
    assert await suggest_cities("PL", "%") == await largest_cities("PL")
    assert await suggest_cities("PL", "w%") == await suggest_cities("PL", "w")
    assert await suggest_cities("PL", "qqqqqq") == []


async def test_a_chosen_city_is_a_place() -> None:
    cairo = (await suggest_cities("EG", "cairo"))[0]
    assert cairo.city_id is not None
    chosen = await city_by_id(cairo.city_id)
    assert (chosen.name, chosen.names, chosen.region_path) == (
        "Cairo",
        {"ar": "القاهرة", "he": "קהיר"},
        "EG/11/",
    )
    assert (chosen.time_zone, chosen.postal_code, chosen.city_id) == ("Africa/Cairo", None, cairo.city_id)


async def test_an_unknown_city_is_not_found() -> None:
    with pytest.raises(NotFound):
        await city_by_id(uuid4())


async def test_suggesting_uses_the_index_of_names() -> None:
    plan = await work.fetch_value(f"EXPLAIN (FORMAT JSON) {_SUGGEST}", "PL", "lodz", "lodz\U0010ffff", 8)
    assert "place_names_key" in json.dumps(json.loads(plan))
