"""The geography is loaded whole, and the same however often."""

from typing import Any

import pytest

from models.kernel import work
from models.regions.loading import load_geography
from models.regions.tables import City, PlaceName, PostalCode, PostalCodeDistrict, Region, RegionName

_FINGERPRINT = """
SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t
"""
_TABLES = ["regions", "region_names", "postal_codes", "postal_code_districts", "cities", "place_names"]


async def fingerprints() -> dict[str, Any]:
    """A digest of each table's rows."""
    return {table: await work.fetch_value(_FINGERPRINT.format(table)) for table in _TABLES}


async def test_everything_is_there(geography: list[tuple[str, int, int]]) -> None:
    counts = {
        table: await table.all().count()
        for table in (Region, RegionName, PostalCode, PostalCodeDistrict, City, PlaceName)
    }
    assert counts[Region] == 5727
    assert counts[PostalCode] == 103_984
    assert counts[PostalCodeDistrict] == 42_470
    assert counts[City] == 11_612
    assert counts[PlaceName] > 270_000
    assert counts[RegionName] > 13_000


async def test_codes_of_each_country(geography: object) -> None:
    rows = await work.fetch("SELECT country, count(*) AS codes FROM postal_codes GROUP BY 1 ORDER BY 1")
    assert {row["country"]: row["codes"] for row in rows} == {
        "DE": 10_814,
        "DZ": 3_162,
        "FR": 20_414,
        "GB": 3_002,
        "MA": 1_325,
        "PK": 2_579,
        "PL": 20_299,
        "US": 42_389,
    }


async def test_every_place_lies_in_a_region_with_a_known_time_zone(geography: object) -> None:
    orphans = """
        SELECT count(*) FROM (SELECT region_id, time_zone FROM postal_codes UNION ALL SELECT region_id, time_zone FROM cities
                              UNION ALL SELECT parent_id, time_zone FROM regions WHERE parent_id IS NOT NULL) AS p
        WHERE NOT EXISTS (SELECT FROM regions r WHERE r.id = p.region_id)
           OR NOT EXISTS (SELECT FROM pg_timezone_names z WHERE z.name = p.time_zone)
    """
    assert await work.fetch_value(orphans) == 0


async def test_loading_tells_how_far_it_is(geography: list[tuple[str, int, int]]) -> None:
    last = {table: (done, total) for table, done, total in geography}
    assert last["postal_codes"] == (103_984, 103_984)
    assert list(dict.fromkeys(stage[0] for stage in geography)) == [
        "region_names",
        "postal_codes",
        "postal_code_districts",
        "cities",
        "place_names",
    ]


async def test_loading_again_changes_nothing(geography: object, db: None) -> None:
    assert await load_geography() is False
    assert await load_geography(countries={"MA", "QA"}) is True
    before = await fingerprints()
    assert await load_geography(countries={"MA", "QA"}) is False
    await work.execute("DELETE FROM reference_versions WHERE name = 'geography'")
    assert await load_geography(countries={"MA", "QA"}) is True
    assert await fingerprints() == before


async def test_a_load_that_fails_leaves_the_map_as_it_was(geography: object, db: None) -> None:
    def fail(table: str, done: int, total: int) -> None:
        if table == "cities":
            raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError, match="the lights went out"):
        await load_geography(fail, countries={"MA"})
    assert await PostalCode.all().count() == 103_984
    assert await load_geography() is False


async def test_another_choice_replaces_the_rest_and_keeps_every_region(geography: object, db: None) -> None:
    regions = await work.fetch_value(_FINGERPRINT.format("regions"))
    assert await load_geography(countries={"US", "PL"}, postal_codes={"US/10001", "PL/00-002", "GB/SW1A"}) is True
    assert await PostalCode.all().order_by("id").values_list("id", flat=True) == ["PL/00-002", "US/10001"]
    assert await PostalCodeDistrict.all().values_list("postal_code_id", flat=True) == ["US/10001", "US/10001"]
    assert set(await City.all().distinct().values_list("country", flat=True)) == {"US", "PL"}
    assert await work.fetch_value(_FINGERPRINT.format("regions")) == regions
