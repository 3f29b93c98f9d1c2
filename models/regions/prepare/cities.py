"""Cities of GeoNames with their names in all scripts, each put into a region."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from models.kernel.search_keys import place_key
from models.regions.prepare.city_names import best_name
from models.regions.prepare.countries import CITIES_ONLY, country_region, state_region
from models.regions.prepare.nearest import Nearest
from models.regions.prepare.records import CityRecord, Geography, Names, PostalCodeRecord
from models.regions.prepare.sources import Row, read_rows
from models.regions.prepare.written_city_names import WRITTEN
from models.regions.rules import distance_km

SAME_PLACE_KM = 30.0
_SCRIPTS = ("names_latin", "names_hebrew_script", "names_arabic_script", "names_cyrillic_script")


def read_cities(folder: Path) -> list[CityRecord]:
    """All cities, largest first, not yet put into regions."""
    rows = read_rows(folder / "geo_cities_multiscript" / "cities.csv.gz")
    return sorted(map(_city, rows), key=lambda city: (-city.population, city.number))


def _city(row: Row) -> CityRecord:
    scripts = {script: [name for name in row[script].split("|") if name] for script in _SCRIPTS}
    known_as = dict.fromkeys([row["name"], *(name for names in scripts.values() for name in names)])
    return CityRecord(
        number=int(row["geonameid"]),
        country=row["country"],
        division=row["admin1"],
        name=row["name"],
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
        population=int(row["population"] or 0),
        time_zone=row["timezone"],
        names=_names(row, scripts),
        known_as=tuple(known_as),
    )


def _names(row: Row, scripts: dict[str, list[str]]) -> Names:
    latin = [row["name"], *scripts["names_latin"]]
    native = "ur" if row["country"] == "PK" else "ar"
    found = {
        "he": best_name("he", scripts["names_hebrew_script"], latin),
        native: best_name(native, scripts["names_arabic_script"], latin),
    }
    return {language: name for language, name in found.items() if name} | WRITTEN.get((row["country"], row["name"]), {})


def place_cities_without_postal_codes(geography: Geography, cities: list[CityRecord]) -> None:
    """
    Put cities under the first-level division of GeoNames. A division without a written name is named after its
    largest city; a city without a division joins that of the nearest city that has one.
    """
    for country in CITIES_ONLY:
        here = [city for city in cities if city.country == country]
        divided = [city for city in here if city.division not in ("", "00")]
        nearest = Nearest([(city.latitude, city.longitude) for city in divided])
        geography.add_regions([country_region(country)])
        for city in divided:
            region = state_region(f"{country}-{city.division}", city.name)
            geography.add_regions([region if region.names else replace(region, names=city.names)])
        for city in here:
            home = city if city in divided else divided[nearest.index(city.latitude, city.longitude)]
            geography.cities.append(replace(city, region=f"{country}-{home.division}"))


def place_cities_by_postal_codes(geography: Geography, cities: list[CityRecord], country: str) -> None:
    """Put cities into the region of the nearest postal code with their name within 30 km, else of the nearest at all."""
    codes = [record for record in geography.postal_codes if record.country == country]
    nearest = Nearest([(record.latitude, record.longitude) for record in codes])
    named: dict[str, list[PostalCodeRecord]] = {}
    for record in codes:
        for name in (record.place, *record.others):
            named.setdefault(place_key(name), []).append(record)
    for city in cities:
        if city.country == country:
            home = min(
                _namesakes(city, named), default=(0.0, codes[nearest.index(city.latitude, city.longitude)].region)
            )
            geography.cities.append(replace(city, region=home[1]))


def _namesakes(city: CityRecord, named: dict[str, list[PostalCodeRecord]]) -> Iterator[tuple[float, str]]:
    for key in {place_key(name) for name in (city.name, *city.known_as)}:
        for record in named.get(key, ()):
            away = distance_km(city.latitude, city.longitude, record.latitude, record.longitude)
            if away <= SAME_PLACE_KM:
                yield away, record.region
