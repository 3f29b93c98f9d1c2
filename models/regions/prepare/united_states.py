"""The United States: states, counties (Census, 2020), ZIP codes with time zones."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tzfpy import get_tz

from models.kernel.search_keys import search_key
from models.regions.prepare.best_place import Place, best_place, cities_by_key, city_of
from models.regions.prepare.congress import candidates_by_code
from models.regions.prepare.countries import country_region, state_region
from models.regions.prepare.nearest import Nearest
from models.regions.prepare.records import CityRecord, Geography, PostalCodeRecord, RegionRecord
from models.regions.prepare.sources import Row, read_rows

_RENUMBERED = {"02232": "02105"}
"""Skagway-Hoonah-Angoon, divided in 2007; the codes that the source still gives it lie in Hoonah-Angoon."""

_ISLANDS = {"006": "PR", "007": "PR", "008": "VI", "009": "PR"}
_PACIFIC = {"96799": "AS", "96939": "PW", "96940": "PW"}
_PACIFIC_PREFIXES = {"9691": "GU", "9692": "GU", "9693": "GU", "9694": "FM", "9695": "MP", "9696": "MH", "9697": "MH"}


class _Known(NamedTuple):
    """What the sources say about the United States, by code."""

    counties: dict[str, str]
    zones: dict[str, Row]
    old_counties: dict[str, list[tuple[str, str]]]
    abbreviations: dict[str, str]


def add_united_states(geography: Geography, folder: Path, cities: list[CityRecord]) -> None:
    """
    Add states, counties and ZIP codes.

    Counties are those of the 2020 population estimates, so Connecticut has its eight counties rather than the planning
    regions of 2022. ZIP codes that only the time zone file has take place and county of the nearest code of their state;
    military ones lie in `US-AA`, `US-AE`, `US-AP`; islands in the Caribbean and the Pacific are states of the tree.
    """
    rows = read_rows(folder / "geo_postal_codes" / "US.csv.gz")
    known = _read(folder, rows)
    geography.add_regions([country_region("US"), *_regions(folder, known)])
    codes = _codes(rows, known)
    geography.add_regions(_regions_beyond(codes, known))
    districts = candidates_by_code(folder)
    by_name = cities_by_key(cities, "US")
    for code in sorted(codes):
        best = best_place(codes[code], by_name)
        city = city_of(best, by_name)
        state = best.region[:5]
        geography.postal_codes.append(
            PostalCodeRecord(
                country="US",
                code=code,
                place=best.name,
                region=best.region,
                latitude=round(best.latitude, 4),
                longitude=round(best.longitude, 4),
                time_zone=known.zones[code]["timezone"]
                if code in known.zones
                else get_tz(best.longitude, best.latitude),
                names=city.names if city else {},
                districts=districts.get(code) or districts.get(state, ()),
                others=tuple(sorted({place.name for place in codes[code]} - {best.name})),
            )
        )


def _read(folder: Path, rows: list[Row]) -> _Known:
    population = read_rows(folder / "geo_us_population" / "us_state_county_population_2020.csv.gz")
    abbreviations = {row["state"]: row["state_code"] for row in rows if row["state"]}
    counties = {
        row["fips"]: f"US-{abbreviations[row['stname']]}-{row['fips'][2:]}"
        for row in population
        if row["sumlev"] == "county"
    }
    numbers = {
        (abbreviations[row["stname"]], row["ctyname"]): counties[row["fips"]]
        for row in population
        if row["sumlev"] == "county"
    }
    old: dict[str, list[tuple[str, str]]] = {}
    for row in read_rows(folder / "geo_us_population" / "us_zcta_county_2010.csv.gz"):
        old.setdefault(row["zcta"], []).append((row["county"], numbers.get((row["state"], row["county"]), "")))
    zones = {row["zip"]: row for row in read_rows(folder / "geo_us_zip_timezone" / "us_zip_timezone.csv.gz")}
    return _Known(counties, zones, old, abbreviations)


def _regions(folder: Path, known: _Known) -> Iterator[RegionRecord]:
    for row in read_rows(folder / "geo_us_population" / "us_state_county_population_2020.csv.gz"):
        state = f"US-{known.abbreviations[row['stname']]}"
        people = int(row["popestimate2020"])
        if row["sumlev"] == "state":
            yield RegionRecord(state, "state", row["stname"], "US", population=people)
        else:
            yield RegionRecord(known.counties[row["fips"]], "county", row["ctyname"], state, population=people)


def _codes(rows: list[Row], known: _Known) -> dict[str, list[Place]]:
    codes: dict[str, list[Place]] = {}
    fips = {code: number for number, code in known.counties.items()}
    numbers = {code[3:5]: number[:2] for code, number in fips.items()}
    for row in sorted(rows, key=lambda row: not row["state"]):
        if row["state"] or row["zipcode"] not in codes:
            codes.setdefault(row["zipcode"], []).append(_place(row, known, numbers))
    _fill_counties(codes)
    _add_islands_and_others(codes, known)
    return codes


def _place(row: Row, known: _Known, numbers: dict[str, str]) -> Place:
    point = float(row["latitude"]), float(row["longitude"])
    if not row["state"]:
        region = _military(row["zipcode"])
        return Place(f"{row['place'].split()[0]} {region[-2:]}", *point, region=region)
    state = row["state_code"]
    number = numbers.get(state, "??") + row["province_code"]
    county = known.counties.get(_RENUMBERED.get(number, number), "")
    if not county:
        old = [code for _, code in known.old_counties.get(row["zipcode"], []) if code.startswith(f"US-{state}-")]
        county = old[0] if old else f"US-{state}"
    return Place(row["place"], *point, region=county)


def _military(code: str) -> str:
    return "US-AE" if code < "10000" else "US-AA" if code < "90000" else "US-AP"


def _fill_counties(codes: dict[str, list[Place]]) -> None:
    """Codes of Connecticut for which no county is known take that of the nearest code of the state that has one."""
    inside = [place for places in codes.values() for place in places if place.region.startswith("US-CT-")]
    nearest = Nearest([(place.latitude, place.longitude) for place in inside])
    for code, places in codes.items():
        codes[code] = [
            place._replace(region=inside[nearest.index(place.latitude, place.longitude)].region)
            if place.region == "US-CT"
            else place
            for place in places
        ]


def _add_islands_and_others(codes: dict[str, list[Place]], known: _Known) -> None:
    mainland = [places[0] for places in codes.values()]
    nearest = Nearest([(place.latitude, place.longitude) for place in mainland])
    for code in sorted(known.zones.keys() - codes.keys()):
        point = float(known.zones[code]["lat"]), float(known.zones[code]["lon"])
        territory = _territory(code)
        if territory == "PR":
            codes[code] = [_puerto_rican(code, point, known)]
        elif territory:
            codes[code] = [Place(state_region(f"US-{territory}", territory).name, *point, region=f"US-{territory}")]
        else:
            near = mainland[nearest.index(*point)]
            codes[code] = [near._replace(latitude=point[0], longitude=point[1])]


def _territory(code: str) -> str:
    return _ISLANDS.get(code[:3]) or _PACIFIC.get(code) or _PACIFIC_PREFIXES.get(code[:4], "")


def _puerto_rican(code: str, point: tuple[float, float], known: _Known) -> Place:
    """In the municipio of its ZIP area, else in that of the nearest area in Puerto Rico."""
    areas = [area for area in sorted(known.old_counties) if _territory(area) == "PR" and area in known.zones]
    if code not in known.old_counties:
        nearest = Nearest([(float(known.zones[area]["lat"]), float(known.zones[area]["lon"])) for area in areas])
        code = areas[nearest.index(*point)]
    name = known.old_counties[code][0][0]
    return Place(name.removesuffix(" Municipio"), *point, region=f"US-PR-{_slug(name)}")


def _regions_beyond(codes: dict[str, list[Place]], known: _Known) -> Iterator[RegionRecord]:
    """States and municipios that have codes but no line in the population file."""
    municipios = {
        _slug(name): name for code, pairs in known.old_counties.items() if _territory(code) == "PR" for name, _ in pairs
    }
    for region in sorted({place.region for places in codes.values() for place in places}):
        yield state_region(region[:5], region[3:5])
        if region.startswith("US-PR-"):
            yield RegionRecord(region, "county", municipios[region[6:]], "US-PR")


def _slug(name: str) -> str:
    return search_key(name.removesuffix(" Municipio")).replace(" ", "-").upper()
