"""Looking up postal codes: the right place, in one indexed query, and a way on where there is none."""

import json
from typing import Any

import pytest

from models.kernel import ids, work
from models.regions.errors import PostalCodeUnknown
from models.regions.queries import districts_of_postal_code, find_postal_code
from models.regions.queries.postal_codes import FIND

pytestmark = pytest.mark.usefixtures("geography")


@pytest.mark.parametrize(
    ("country", "typed", "name", "region", "zone"),
    [
        ("US", "10-001", "New York", "US-NY-061", "America/New_York"),
        ("US", "10001 ", "New York", "US-NY-061", "America/New_York"),
        ("US", "99553", "Akutan", "US-AK-013", "America/Nome"),
        ("US", "00601", "Adjuntas", "US-PR-ADJUNTAS", "America/Puerto_Rico"),
        ("US", "06103", "Hartford", "US-CT-003", "America/New_York"),
        ("US", "96910", "Guam", "US-GU", "Pacific/Guam"),
        ("US", "09001", "APO AE", "US-AE", "Europe/Rome"),
        ("PL", "00002", "Warszawa", "PL-14-1465", "Europe/Warsaw"),
        ("PL", "59-700", "Bolesławiec", "PL-02-0201", "Europe/Warsaw"),
        ("GB", "ec1a 1bb", "London", "GB-ENG-GREATER-LONDON", "Europe/London"),
        ("GB", "SW1A", "Westminster Abbey", "GB-ENG-GREATER-LONDON", "Europe/London"),
        ("GB", "CF10 1AA", "Cardiff", "GB-WLS-CARDIFF", "Europe/London"),
        ("GB", "IM1", "Douglas", "GB-IMN", "Europe/Isle_of_Man"),
        ("DE", "D-80331", "München", "DE-BY-09162", "Europe/Berlin"),
        ("DE", "10875", "Berlin", "DE-BE-11000", "Europe/Berlin"),
        ("FR", "75008", "Paris", "FR-11-75", "Europe/Paris"),
        ("FR", "01000", "Bourg-en-Bresse", "FR-84-01", "Europe/Paris"),
        ("PK", "54000", "Lahore", "PK-04", "Asia/Karachi"),
        ("DZ", "٣١٠٠٠", "Oran", "DZ-31-ORAN", "Africa/Algiers"),
        ("MA", "32000", "Al Hoceima", "MA-01-051", "Africa/Casablanca"),
    ],
)
async def test_a_code_finds_its_place(country: str, typed: str, name: str, region: str, zone: str) -> None:
    place = await find_postal_code(country, typed)
    assert (place.name, place.region_code, place.time_zone, place.approximate) == (name, region, zone, False)
    assert place.region_id == ids.id_for(f"region:{region}")


async def test_a_place_says_all_that_sign_up_needs() -> None:
    place = await find_postal_code("US", "10001")
    assert place.region_name == "New York County"
    assert place.region_path == "US/NY/061/"
    assert (place.latitude, place.longitude) == (40.7484, -73.9967)
    assert (place.country, place.postal_code, place.city_id) == ("US", "10001", None)


async def test_a_place_has_its_names() -> None:
    oran = await find_postal_code("DZ", "31000")
    assert oran.name_in("ar") == "وهران"
    assert oran.name_in("pl") == "Oran"
    assert (await find_postal_code("GB", "M1")).name_in("he") == "מנצ'סטר"


@pytest.mark.parametrize(
    ("country", "typed", "name", "code"),
    [("PL", "00-950", "Warszawa", "00-950"), ("PL", "10-001", "Olsztyn", "10-001")],
)
async def test_a_code_missing_from_the_list_is_known_by_its_neighbours(
    country: str, typed: str, name: str, code: str
) -> None:
    place = await find_postal_code(country, typed)
    assert (place.name, place.postal_code, place.approximate) == (name, code, True)


async def test_a_british_code_that_is_not_listed_is_found_by_the_wider_one() -> None:
    assert await work.fetch_value("SELECT count(*) FROM postal_codes WHERE id = 'GB/M1Z'") == 0
    place = await find_postal_code("GB", "M1Z 1AA")
    assert (place.name, place.postal_code, place.approximate) == ("Manchester", "M1Z", True)


async def test_an_unknown_code_suggests_neighbours_and_the_cities_around() -> None:
    with pytest.raises(PostalCodeUnknown) as refusal:
        await find_postal_code("US", "99999")
    assert [place.postal_code for place in refusal.value.postal_codes][:2] == ["99950", "99929"]
    assert [city.name for city in refusal.value.cities] == ["Anchorage"]
    assert refusal.value.cities[0].city_id is not None
    assert "choose your city" in refusal.value.message
    assert (refusal.value.country, refusal.value.typed, refusal.value.field) == ("US", "99999", "postalCode")


@pytest.mark.parametrize("typed", ["9100001", "", "???", "x" * 500])
async def test_where_there_are_no_codes_the_largest_cities_are_the_way_on(typed: str) -> None:
    with pytest.raises(PostalCodeUnknown) as refusal:
        await find_postal_code("IL", typed)
    assert refusal.value.postal_codes == ()
    assert [city.name for city in refusal.value.cities][:2] == ["Jerusalem", "Tel Aviv"]
    assert len(refusal.value.typed) <= 40


async def test_a_country_that_we_do_not_know_is_refused_in_the_same_way() -> None:
    with pytest.raises(PostalCodeUnknown) as refusal:
        await find_postal_code("ZZ", "12345")
    assert (refusal.value.postal_codes, refusal.value.cities) == ((), ())


@pytest.mark.parametrize(
    ("code", "districts"),
    [
        ("10001", ["US-NY-CD-10", "US-NY-CD-12"]),
        ("89019", ["US-CA-CD-23", "US-CA-CD-25", "US-NV-CD-01", "US-NV-CD-03"]),
        ("99553", ["US-AK-CD-AL"]),
        ("20500", ["US-DC-CD-AL"]),
        ("00901", ["US-PR-CD-AL"]),
        ("10008", []),
        ("09001", []),
    ],
)
async def test_every_candidate_district_is_kept(code: str, districts: list[str]) -> None:
    assert [region.code for region in await districts_of_postal_code("US", code)] == districts


async def test_a_fifth_of_the_codes_with_districts_lie_in_several() -> None:
    share = """
        SELECT round(100.0 * count(*) FILTER (WHERE n > 1) / count(*), 1)
        FROM (SELECT count(*) AS n FROM postal_code_districts d JOIN regions r ON r.id = d.region_id
              WHERE r.code NOT LIKE '%CD-AL' GROUP BY postal_code_id) AS codes
    """
    assert 20 < await work.fetch_value(share) < 24


async def test_a_look_up_is_one_query_on_an_index() -> None:
    plan = json.loads(await work.fetch_value(f"EXPLAIN (FORMAT JSON) {FIND}", ["US/10001"]))[0]["Plan"]
    scans = list(_scans(plan))
    assert {scan["Relation Name"] for scan in scans} == {"postal_codes", "regions"}
    assert all("Index" in scan["Node Type"] or scan["Node Type"] == "Bitmap Heap Scan" for scan in scans)


def _scans(plan: dict[str, Any]) -> list[dict[str, Any]]:
    found = [plan] if "Relation Name" in plan else []
    return found + [scan for part in plan.get("Plans", []) for scan in _scans(part)]
