"""Where do you live?"""

import pytest

from api import ids
from api.regions.errors import PostalCodeUnknown
from models.kernel.tables import Account
from models.regions import errors
from models.regions.queries import city_by_id, find_postal_code, suggest_cities
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_person

pytestmark = pytest.mark.usefixtures("geography")

PLACES = """query($country: String!, $search: String!) {
    places(country: $country, search: $search) { label postalCode cityId distanceKm }
}"""


async def test_a_postal_code_finds_its_place(account: Account) -> None:
    data = await data_of(PLACES, context_for(account), country="us", search=" 10-001")
    assert data["places"] == [
        {"label": "10001 New York, New York County", "postalCode": "10001", "cityId": None, "distanceKm": None}
    ]


async def test_a_name_finds_cities_by_id(account: Account) -> None:
    data = await data_of(PLACES, context_for(account), country="EG", search="قاهره")
    first = data["places"][0]
    parsed = ids.parse(first["cityId"])
    assert parsed is not None
    assert (parsed[0], (await city_by_id(parsed[1])).name, first["postalCode"]) == ("City", "Cairo", None)


async def test_whoever_is_signed_in_sees_how_far_it_is(account: Account) -> None:
    person = await make_person(account)
    data = await data_of(PLACES, context_for(account, actor_for(person)), country="US", search="11201")
    assert [(place["postalCode"], place["distanceKm"]) for place in data["places"]] == [("11201", 6.1)]


async def test_nothing_typed_offers_the_largest_cities(account: Account) -> None:
    data = await data_of(PLACES, context_for(account), country="PL", search=" ")
    assert data["places"][0]["label"].startswith("Warsaw")
    assert len(data["places"]) == 8


async def test_an_unknown_code_offers_what_lies_near(account: Account) -> None:
    data = await data_of(PLACES, context_for(account), country="US", search="10000")
    codes = [place["postalCode"] for place in data["places"] if place["postalCode"]]
    assert codes[0] == "10001"
    assert any(place["cityId"] for place in data["places"])


async def test_unknown_countries_have_no_places(account: Account) -> None:
    for country in ("XX", "", "Atlantis"):
        assert await data_of(PLACES, context_for(account), country=country, search="1") == {"places": []}


async def test_the_refusal_of_a_code_shows_a_way_on() -> None:
    with pytest.raises(errors.PostalCodeUnknown) as caught:
        await find_postal_code("US", "10000")
    shown = PostalCodeUnknown.from_error(caught.value, "en")
    assert (shown.code, shown.field) == ("POSTAL_CODE_UNKNOWN", "postalCode")
    assert shown.message.startswith("We do not know this postal code.")
    assert shown.postal_codes[0].postal_code == "10001"
    assert len(shown.cities) == 5
    assert (await suggest_cities("US", shown.cities[0].name))[0].city_id == shown.cities[0].city_id
