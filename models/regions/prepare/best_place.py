"""Which of the many places of a postal code names it."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from models.kernel.search_keys import place_key
from models.regions.prepare.records import CityRecord
from models.regions.rules import distance_km

NEAR_KM = 15.0


class Place(NamedTuple):
    """One row of a source: a place that has a code. `seat` is the name of the municipality that it belongs to."""

    name: str
    latitude: float
    longitude: float
    seat: str = ""
    region: str = ""


def cities_by_key(cities: Sequence[CityRecord], country: str) -> dict[str, list[CityRecord]]:
    """The cities of a country by the search key of each of their names."""
    found: dict[str, list[CityRecord]] = {}
    for city in cities:
        if city.country == country:
            for key in {place_key(name) for name in city.known_as}:
                found.setdefault(key, []).append(city)
    return found


def city_of(place: Place, cities: dict[str, list[CityRecord]]) -> CityRecord | None:
    """The largest city of that name within 15 km of the place."""
    near = [
        city
        for city in cities.get(place_key(place.name), ())
        if distance_km(city.latitude, city.longitude, place.latitude, place.longitude) <= NEAR_KM
    ]
    return max(near, key=lambda city: (city.population, -city.number), default=None)


def best_place(places: Sequence[Place], cities: dict[str, list[CityRecord]]) -> Place:
    """
    The place that people would name: the largest city among them, else the seat of its municipality, else the one
    nearest to the median of all, else the first of the alphabet.
    """
    middle = median(place.latitude for place in places), median(place.longitude for place in places)

    def rank(place: Place) -> tuple[int, bool, float, str]:
        city = city_of(place, cities)
        away = distance_km(*middle, place.latitude, place.longitude)
        is_seat = bool(place.seat) and place_key(place.name) == place_key(place.seat.removeprefix("Gmina "))
        return (-city.population if city else 0, not is_seat, round(away, 2), place.name)

    return min(places, key=rank)
