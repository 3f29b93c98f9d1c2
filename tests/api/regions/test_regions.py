"""The tree of regions, as anybody may read it."""

import pytest

from api import ids
from models.kernel import work
from models.kernel.actor import stranger
from models.kernel.ids import id_for
from models.kernel.tables import Account
from tests.api.asking import context_for, data_of

pytestmark = pytest.mark.usefixtures("geography")

MANHATTAN = ids.global_id("Region", id_for("region:US-NY-061"))
NEW_YORK = ids.global_id("Region", id_for("region:US-NY"))


async def test_a_region_is_found_by_its_code_and_by_its_id(account: Account) -> None:
    source = """query($id: ID) {
        byCode: region(code: "US-NY-061") { id code name level population timeZone parent { code } ancestors { name level } }
        byId: region(id: $id) { code }
    }"""
    data = await data_of(source, context_for(account), id=MANHATTAN)
    assert data["byCode"] == {
        "id": MANHATTAN,
        "code": "US-NY-061",
        "name": "New York County",
        "level": "COUNTY",
        "population": 1611989,
        "timeZone": "America/New_York",
        "parent": {"code": "US-NY"},
        "ancestors": [{"name": "United States", "level": "COUNTRY"}, {"name": "New York", "level": "STATE"}],
    }
    assert data["byId"] == {"code": "US-NY-061"}


async def test_names_are_in_the_readers_language(account: Account) -> None:
    source = '{ region(code: "EG") { name } }'
    for language, name in (("en", "Egypt"), ("pl", "Egipt"), ("ar", "مصر"), ("xx", "Egypt")):
        context = context_for(account, stranger(account.id, language))
        assert await data_of(source, context) == {"region": {"name": name}}


@pytest.mark.parametrize("given", ["", "nonsense", ids.global_id("Task", id_for("region:US-NY-061"))])
async def test_wrong_ids_and_codes_find_nothing(account: Account, given: str) -> None:
    source = (
        "query($id: ID!, $code: String!) { a: region(id: $id) { id } b: region(code: $code) { id } c: region { id } }"
    )
    assert await data_of(source, context_for(account), id=given, code=given) == {"a": None, "b": None, "c": None}


async def test_without_a_parent_come_the_countries_with_one_its_children(account: Account) -> None:
    source = "query($id: ID) { top: regions { code level } below: regions(parent: $id) { code level } }"
    data = await data_of(source, context_for(account), id=NEW_YORK)
    assert {row["level"] for row in data["top"]} == {"COUNTRY"}
    assert {"US", "PL", "EG"} <= {row["code"] for row in data["top"]}
    assert (len(data["below"]), {row["level"] for row in data["below"]}) == (62, {"COUNTY"})
    assert await data_of(source, context_for(account), id="nonsense") == {"top": data["top"], "below": []}


async def test_a_search_stays_beneath_its_parent(account: Account) -> None:
    source = 'query($id: ID) { regions(parent: $id, search: "orange") { code } }'
    everywhere = await data_of(source, context_for(account))
    assert len(everywhere["regions"]) > 1
    assert await data_of(source, context_for(account), id=NEW_YORK) == {"regions": [{"code": "US-NY-071"}]}


async def test_lists_of_regions_load_what_hangs_on_them_in_one_query_each(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.regions import queries

    asked: list[int] = []
    for name in ("regions_by_ids", "children_by_parents", "ancestors_by_paths"):
        monkeypatch.setattr(queries, name, _counted(getattr(queries, name), asked))
    source = "query($id: ID) { regions(parent: $id) { parent { code } ancestors { code } children { code } } }"
    data = await data_of(source, context_for(account), id=NEW_YORK)
    assert [[each["code"] for each in row["ancestors"]] for row in data["regions"]] == [["US", "US-NY"]] * 62
    assert sorted(asked) == [1, 62, 62]


def _counted(query: object, asked: list[int]) -> object:
    async def counted(keys: list[object]) -> object:
        asked.append(len(keys))
        return await query(keys)  # type: ignore[operator]

    return counted


async def test_countries_say_whether_they_have_postal_codes(account: Account) -> None:
    data = await data_of("{ countries { code name hasPostalCodes } }", context_for(account))
    by_code = {country["code"]: country for country in data["countries"]}
    with_codes = {code for code, country in by_code.items() if country["hasPostalCodes"]}
    assert with_codes == {"DE", "DZ", "FR", "GB", "MA", "PK", "PL", "US"}
    assert by_code["IL"] == {"code": "IL", "name": "Israel", "hasPostalCodes": False}
    names = [country["name"] for country in data["countries"]]
    assert names == sorted(names)


async def test_children_are_administrative(account: Account) -> None:
    districts = await work.fetch_value("SELECT count(*) FROM regions WHERE code LIKE 'US-NY-CD-%'")
    source = '{ region(code: "US-NY") { children { code } } }'
    data = await data_of(source, context_for(account))
    assert districts > 0
    assert not any("-CD-" in child["code"] for child in data["region"]["children"])
