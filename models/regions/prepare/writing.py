"""Writes what was prepared: sorted CSV, compressed with xz, the same bytes for the same input."""

import csv
import io
import json
import lzma
from collections.abc import Iterable, Iterator, Sequence

from models.kernel.search_keys import keys_of_words, place_key
from models.regions.data import DATA
from models.regions.prepare.records import CityRecord, Geography, Names, PostalCodeRecord, RegionRecord


def write_geography(geography: Geography) -> None:
    """Write the four files of `models/regions/data`."""
    regions = sorted(geography.regions.values(), key=lambda region: (region.code.count("-"), region.code))
    codes = sorted(geography.postal_codes, key=lambda record: (record.country, record.code))
    cities = sorted(geography.cities, key=lambda city: city.number)
    write_rows("regions", map(_region_row, regions))
    write_rows("postal_codes", map(_postal_code_row, codes))
    write_rows("cities", map(_city_row, cities))
    write_rows("place_names", sorted(_place_name_rows(codes, cities)))


def write_rows(name: str, rows: Iterable[Sequence[object]]) -> None:
    """Write one file of `models/regions/data`."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    packed = lzma.compress(text.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME)
    (DATA / f"{name}.csv.xz").write_bytes(packed)


def _json(names: Names) -> str:
    return json.dumps(names, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if names else ""


def _region_row(region: RegionRecord) -> tuple[object, ...]:
    place = region.latitude, region.longitude, region.time_zone
    kind = region.code, region.parent, region.level, region.division
    return (*kind, region.name, _json(region.names), region.population, *place)


def _postal_code_row(record: PostalCodeRecord) -> tuple[object, ...]:
    place = record.latitude, record.longitude, record.time_zone
    return (
        record.country,
        record.code,
        record.place,
        _json(record.names),
        record.region,
        *place,
        " ".join(record.districts),
    )


def _city_row(city: CityRecord) -> tuple[object, ...]:
    place = city.latitude, city.longitude, city.population, city.time_zone
    return (city.number, city.country, city.name, _json(city.names), city.region, *place)


def _place_name_rows(
    codes: list[PostalCodeRecord], cities: list[CityRecord]
) -> Iterator[tuple[str, str, str, str, str]]:
    """
    (country, key, name, number of a city or "", postal code or ""): what is found under which search key.

    A city is found by the words of its names too; a place without an entry among the cities leads to its lowest code.
    """
    seen: set[tuple[str, str, str]] = set()
    for city in cities:
        for name in (*city.known_as, *city.names.values()):
            main = name == city.name or name in city.names.values()
            for key in keys_of_words(place_key(name)) if main else [place_key(name)]:
                if key and (city.country, key, str(city.number)) not in seen:
                    seen |= {(city.country, key, str(city.number)), (city.country, key, city.region)}
                    yield city.country, key[:80], name[:120], str(city.number), ""
    for record in codes:
        for name in (record.place, *record.names.values(), *record.others):
            key = place_key(name)
            if key and (record.country, key, record.region) not in seen:
                seen.add((record.country, key, record.region))
                yield record.country, key[:80], name[:120], "", record.code
