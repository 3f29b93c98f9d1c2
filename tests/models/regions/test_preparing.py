"""The rules by which the shipped geography is made."""

from typing import Any

import pytest

from models.kernel import ids
from models.regions.places import Place as FoundPlace
from models.regions.prepare.best_place import Place, best_place, cities_by_key
from models.regions.prepare.city_names import best_name
from models.regions.prepare.nearest import Nearest
from models.regions.prepare.records import CityRecord
from models.regions.rules.neighbours import common_prefix, stands_for


def city(name: str, population: int, **changes: Any) -> CityRecord:
    """A city in the middle of Poland."""
    values: dict[str, Any] = {
        "number": population,
        "country": "PL",
        "division": "78",
        "name": name,
        "latitude": 52.0,
        "longitude": 20.0,
        "population": population,
        "time_zone": "Europe/Warsaw",
        "names": {},
        "known_as": (name,),
    }
    return CityRecord(**values | changes)


def test_the_largest_city_among_the_places_names_a_code() -> None:
    cities = cities_by_key([city("Duże", 9000), city("Małe", 5001)], "PL")
    places = [Place("Wieś", 52, 20), Place("Male", 52, 20), Place("Duze", 52, 20)]
    assert best_place(places, cities).name == "Duze"


def test_a_namesake_far_away_does_not_count() -> None:
    cities = cities_by_key([city("Duże", 9000, latitude=54.0)], "PL")
    places = [Place("Duże", 52.1, 20), Place("Osada", 52, 20, seat="Gmina Osada")]
    assert best_place(places, cities).name == "Osada"


def test_without_a_city_or_a_seat_the_place_in_the_middle_counts() -> None:
    places = [Place("Na północy", 52.2, 20), Place("W środku", 52.1, 20), Place("Na południu", 52, 20)]
    assert best_place(places, {}).name == "W środku"


@pytest.mark.parametrize(
    ("language", "candidates", "latin", "name"),
    [
        ("ar", ["قاهرة", "القاهرة", "قاهره", "قاہرہ"], ["Cairo", "Al Qahirah"], "القاهرة"),
        ("ar", ["رياض", "الرياض", "رىياد"], ["Riyadh", "Al-Riyad", "Ar Riyad"], "الرياض"),
        ("he", ["חפה", "חיפה"], ["Haifa", "Hefa"], "חיפה"),
        ("he", ["תֵּל אָבִיב", "תל אביב"], ["Tel Aviv"], "תל אביב"),
        ("he", [], ["Tel Aviv"], None),
    ],
)
def test_of_many_names_in_a_script_the_one_of_the_language_is_taken(
    language: str, candidates: list[str], latin: list[str], name: str | None
) -> None:
    assert best_name(language, candidates, latin) == name


def test_the_nearest_point_is_found_across_the_date_line() -> None:
    nearest = Nearest([(0.0, 170.0), (0.0, -179.0), (10.0, 179.0)])
    assert nearest.index(0.0, 179.5) == 1


def found(code: str, name: str) -> FoundPlace:
    """A place found by its code, in a region of its name."""
    return FoundPlace("PL", name, {}, ids.id_for(name), name, name, name, 52.0, 20.0, "Europe/Warsaw", code)


def test_codes_around_an_unknown_one_stand_for_it_only_if_they_agree() -> None:
    warsaw = [found("00-910", "Warszawa"), found("00-911", "Warszawa")]
    place = stands_for("00-950", warsaw)
    assert place is not None
    assert place.postal_code == "00-911"
    assert stands_for("00-950", [*warsaw, found("00-920", "Łomianki")]) is None
    assert stands_for("00-921", [*warsaw, found("00-920", "Łomianki")]) == found("00-920", "Łomianki")
    assert stands_for("05-100", warsaw) is None
    assert stands_for("05-100", []) is None


def test_digits_in_common_are_counted_over_the_hyphen() -> None:
    assert common_prefix("00-950", "00-910") == 3
    assert common_prefix("10001", "10001") == 5
    assert common_prefix("EC1A", "W1") == 0
