"""Countries with postal codes other than the United States: rows of GeoNames put into a tree, one best place a code."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tzfpy import get_tz

from models.regions.prepare.best_place import Place, best_place, cities_by_key, city_of
from models.regions.prepare.countries import country_region
from models.regions.prepare.records import CityRecord, Geography, PostalCodeRecord, RegionRecord
from models.regions.prepare.sources import Row, read_rows

Codes = dict[str, list[Place]]
Reader = Callable[[list[Row], Path], tuple[Iterable[RegionRecord], Codes]]


def add_coded_country(
    geography: Geography, folder: Path, country: str, read: Reader, cities: Sequence[CityRecord]
) -> None:
    """Read one country's rows by its own `read` and add its regions and postal codes."""
    rows = read_rows(folder / "geo_postal_codes" / f"{country}.csv.gz")
    regions, codes = read(rows, folder)
    geography.add_regions([country_region(country), *regions])
    known = cities_by_key(cities, country)
    for code in sorted(codes):
        geography.postal_codes.append(_record(country, code, codes[code], known))


def _record(country: str, code: str, places: list[Place], cities: dict[str, list[CityRecord]]) -> PostalCodeRecord:
    best = best_place(places, cities)
    city = city_of(best, cities)
    return PostalCodeRecord(
        country=country,
        code=code,
        place=best.name,
        region=best.region or country,
        latitude=round(best.latitude, 4),
        longitude=round(best.longitude, 4),
        time_zone=get_tz(best.longitude, best.latitude),
        names=city.names if city else {},
        others=tuple(sorted({place.name for place in places} - {best.name})),
    )


def place_of(row: Row, region: str, *, name: str = "") -> Place:
    """A row of GeoNames as a place in a region."""
    return Place(name or row["place"], float(row["latitude"]), float(row["longitude"]), row["community"], region)


def collect(pairs: Iterable[tuple[str, Place]]) -> Codes:
    """Places by code."""
    codes: Codes = {}
    for code, place in pairs:
        codes.setdefault(code, []).append(place)
    return codes


def most_common(values: Iterable[str]) -> str:
    """The most frequent value, the first of the alphabet among equals; an empty string of nothing."""
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value), default="")
