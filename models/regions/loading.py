"""Loading the geography into the database: by COPY, the same result however often."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.kernel import ids, reference, work
from models.kernel.reference import Progress
from models.kernel.search_keys import keys_of_words, place_key
from models.regions.data import DATA

Row = list[str]
Values = tuple[Any, ...]

_FILES = {name: DATA / f"{name}.csv.xz" for name in ("regions", "postal_codes", "cities", "place_names")}
_REGION_COLUMNS = (
    *("id", "code", "path", "parent_id", "level", "division", "name", "names"),
    *("population", "latitude", "longitude", "time_zone"),
)
_REGION_TYPES = (
    *("uuid", "text", "text", "uuid", "text", "text", "text", "jsonb"),
    *("int", "float8", "float8", "text"),
)
_PLACE_COLUMNS = ("region_id", "latitude", "longitude", "time_zone")


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which part of the geography is wanted; None is everything."""

    countries: frozenset[str] | None
    postal_codes: frozenset[str] | None

    def has_country(self, country: str) -> bool:
        return self.countries is None or country in self.countries

    def has_postal_code(self, key: str) -> bool:
        return self.has_country(key[:2]) and (self.postal_codes is None or key in self.postal_codes)


async def load_geography(
    progress: Progress | None = None,
    *,
    countries: Collection[str] | None = None,
    postal_codes: Collection[str] | None = None,
) -> bool:
    """
    Load regions, postal codes, cities and their names; False if this very version was there already.

    All of it in one transaction: nobody sees half a map. Regions are updated in place and never deleted, since people
    live in them; the rest is replaced. `progress` is told (table, rows done, rows in all). For tests: `countries`
    (`{"US"}`) and `postal_codes` (`{"US/10001"}`) choose a part, regions and cities of these countries included.
    """
    choice = _Choice(_frozen(countries), _frozen(postal_codes))
    version = reference.version_of(_FILES.values(), *(sorted(part or "") for part in (countries, postal_codes)))
    async with work.unit_of_work(reference.LOADER):
        if await reference.is_loaded("geography", version):
            return False
        await _load_regions(choice, progress)
        await _load_postal_codes(choice, progress)
        await _load_cities(choice, progress)
        await reference.stamp("geography", version)
    return True


def _frozen(chosen: Collection[str] | None) -> frozenset[str] | None:
    return None if chosen is None else frozenset(chosen)


def region_id(code: str) -> UUID:
    """The id of the region with that code."""
    return ids.id_for(f"region:{code}")


def city_id(number: str) -> UUID:
    """The id of the city with that number at GeoNames."""
    return ids.id_for(f"city:{number}")


async def _load_regions(choice: _Choice, progress: Progress | None) -> None:
    rows = [row for row in reference.read_table(_FILES["regions"]) if choice.has_country(row[0][:2])]
    values = list(_region_values(rows))
    arrays = ", ".join(f"${index + 1}::{kind}[]" for index, kind in enumerate(_REGION_TYPES))
    changes = ", ".join(f"{column} = excluded.{column}" for column in _REGION_COLUMNS if column != "id")
    await work.execute(
        f"INSERT INTO regions ({', '.join(_REGION_COLUMNS)}) SELECT * FROM unnest({arrays}) "
        f"ON CONFLICT (id) DO UPDATE SET {changes}",
        *(list(column) for column in zip(*values, strict=True)),
    )
    await reference.replace_rows("region_names", ("id", "key", "region_id"), _region_name_values(rows), progress)


def _region_values(rows: list[Row]) -> Iterator[Values]:
    paths = {"": ""}
    for code, parent, level, division, name, names, population, *place in rows:
        own = code.removeprefix(parent).removeprefix("-")
        paths[code] = f"{paths[parent]}{own}/"
        above = region_id(parent) if parent else None
        people = int(population) if population else None
        where = [float(part) if part else None for part in place[:2]]
        yield (
            *(region_id(code), code, paths[code], above, level, division, name, names or "{}"),
            *(people, *where, place[2]),
        )


def _region_name_values(rows: list[Row]) -> list[Values]:
    found = dict.fromkeys(
        (key, region_id(row[0]))
        for row in rows
        for name in (row[4], *(json.loads(row[5]).values() if row[5] else ()))
        for key in keys_of_words(place_key(name))
    )
    return [(number, key, region) for number, (key, region) in enumerate(found, start=1)]


async def _load_postal_codes(choice: _Choice, progress: Progress | None) -> None:
    rows = [row for row in reference.read_table(_FILES["postal_codes"]) if choice.has_postal_code(_key(row))]
    regions = _Remembered(region_id)
    codes = [
        (_key(row), row[0], row[1], row[2], row[3] or "{}", regions[row[4]], float(row[5]), float(row[6]), row[7])
        for row in rows
    ]
    columns = ("id", "country", "code", "place", "names", *_PLACE_COLUMNS)
    await reference.replace_rows("postal_codes", columns, codes, progress)
    pairs = ((_key(row), regions[district]) for row in rows for district in row[8].split())
    district_columns = ("id", "postal_code_id", "region_id")
    await reference.replace_rows("postal_code_districts", district_columns, _numbered(pairs), progress)


async def _load_cities(choice: _Choice, progress: Progress | None) -> None:
    rows = [row for row in reference.read_table(_FILES["cities"]) if choice.has_country(row[1])]
    regions = _Remembered(region_id)
    cities = [
        (
            city_id(row[0]),
            row[1],
            row[2],
            row[3] or "{}",
            regions[row[4]],
            float(row[5]),
            float(row[6]),
            row[8],
            int(row[7]),
        )
        for row in rows
    ]
    columns = ("id", "country", "name", "names", *_PLACE_COLUMNS, "population")
    await reference.replace_rows("cities", columns, cities, progress)
    name_columns = ("id", "country", "key", "name", "city_id", "postal_code_id")
    await reference.replace_rows("place_names", name_columns, _numbered(_place_names(choice)), progress)


def _place_names(choice: _Choice) -> Iterator[Values]:
    cities = _Remembered(city_id)
    for country, key, name, city, code in reference.read_table(_FILES["place_names"]):
        if code and choice.has_postal_code(f"{country}/{code}"):
            yield country, key, name, None, f"{country}/{code}"
        elif city and choice.has_country(country):
            yield country, key, name, cities[city], None


def _key(row: Row) -> str:
    return f"{row[0]}/{row[1]}"


def _numbered(rows: Iterable[Values]) -> list[Values]:
    return [(number, *row) for number, row in enumerate(rows, start=1)]


class _Remembered(dict[str, UUID]):
    """Ids by code, each made once."""

    def __init__(self, make: Callable[[str], UUID]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, code: str) -> UUID:
        self[code] = self._make(code)
        return self[code]
