"""The tree of regions."""

import json
from uuid import uuid4

import pytest

from models.kernel import ids, work
from models.kernel.errors import NotFound
from models.kernel.search_keys import prefix_range
from models.regions.queries import (
    ancestors,
    children,
    countries,
    region_by_code,
    region_by_id,
    regions_beneath,
    search_regions,
)
from models.regions.tables import Division, Region, RegionLevel

pytestmark = pytest.mark.usefixtures("geography")


async def test_a_county_and_what_lies_above_it() -> None:
    county = await region_by_code("US-CA-037")
    assert (county.id, county.path) == (ids.id_for("region:US-CA-037"), "US/CA/037/")
    assert (county.name, county.level, county.population) == ("Los Angeles County", RegionLevel.COUNTY, 9_943_046)
    assert [region.code for region in await ancestors(county.id)] == ["US", "US-CA"]
    assert await ancestors((await region_by_code("US")).id) == []


async def test_a_state_is_divided_in_two_ways() -> None:
    state = await region_by_code("US-NY")
    assert state.population == 19_336_776
    assert len(await children(state.id)) == 62
    districts = await children(state.id, Division.CONGRESSIONAL)
    assert len(districts) == 26
    assert {district.level for district in districts} == {RegionLevel.DISTRICT}


async def test_populations_add_up() -> None:
    country = await region_by_code("US")
    states = await children(country.id)
    assert country.population == sum(state.population or 0 for state in states) == 329_484_123


async def test_districts_whose_lines_moved_have_no_population() -> None:
    assert (await region_by_code("US-NY-CD-12")).population is None
    assert (await region_by_code("US-AK-CD-AL")).population == 733_406
    assert await Region.filter(division=Division.CONGRESSIONAL).count() == 437


@pytest.mark.parametrize(
    ("code", "name", "language", "translated"),
    [
        ("PL-14", "Mazowieckie", "en", "Mazovia"),
        ("DE-BY", "Bayern", "en", "Bavaria"),
        ("IL-05", "Tel Aviv District", "he", "מחוז תל אביב"),
        ("EG-11", "Cairo", "ar", "القاهرة"),
        ("DZ-16", "Alger", "ar", "الجزائر"),
        ("US", "United States", "pl", "Stany Zjednoczone"),
    ],
)
async def test_regions_have_names_in_several_languages(code: str, name: str, language: str, translated: str) -> None:
    region = await region_by_code(code)
    assert (region.name, region.names[language]) == (name, translated)


async def test_a_subtree_is_a_prefix_of_paths() -> None:
    states = await regions_beneath("DE/", RegionLevel.STATE)
    assert len(states) == 16
    beneath = await regions_beneath("DE/SL/")
    assert beneath[0].code == "DE-SL"
    assert {region.level for region in beneath[1:]} == {RegionLevel.COUNTY}
    assert len(beneath) == 7


async def test_a_subtree_is_read_by_an_index() -> None:
    sql = "EXPLAIN (FORMAT JSON) SELECT id FROM regions WHERE path >= $1 AND path < $2"
    assert "regions_path" in json.dumps(json.loads(await work.fetch_value(sql, *prefix_range("DE/SL/"))))


async def test_every_path_is_its_parents_path_and_a_part() -> None:
    wrong = """
        SELECT count(*) FROM regions r JOIN regions p ON p.id = r.parent_id
        WHERE r.path NOT LIKE p.path || '%/'
           OR position('/' IN substr(r.path, length(p.path) + 1)) <> length(r.path) - length(p.path)
    """
    assert await work.fetch_value(wrong) == 0


async def test_all_countries() -> None:
    codes = "AE BH DE DZ EG FR GB IL IQ JO KW LB LY MA OM PK PL PS QA SA SD SY TN US YE".split()  # noqa: SIM905
    assert [country.code for country in await countries()] == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("new york", "US-NY"),
        ("Los Angeles", "US-CA-037"),
        ("mazow", "PL-14"),
        ("القاهرة", "EG-11"),
        ("germany", "DE"),
        ("Niemcy", "DE"),
        ("California 12th", "US-CA-CD-12"),
    ],
)
async def test_regions_are_found_by_name(text: str, code: str) -> None:
    assert (await search_regions(text))[0].code == code


async def test_searching_for_nothing_finds_nothing() -> None:
    assert await search_regions(" ") == []
    assert await search_regions("qqqqqq") == []
    assert len(await search_regions("new", 3)) == 3


async def test_unknown_regions_are_not_found() -> None:
    for look_up in (region_by_id(uuid4()), region_by_code("US-XX"), ancestors(uuid4())):
        with pytest.raises(NotFound):
            await look_up
