"""Germany: Länder and Kreise by the official municipality key."""

from collections.abc import Iterable
from pathlib import Path

from models.regions.prepare.coded_countries import Codes, collect, place_of
from models.regions.prepare.countries import state_region
from models.regions.prepare.nearest import Nearest
from models.regions.prepare.records import RegionRecord
from models.regions.prepare.sources import Row

_IN_ORDER = ["SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW", "BY", "SL", "BE", "BB", "MV", "SN", "ST", "TH"]
_LANDS = {f"{number:02d}": land for number, land in enumerate(_IN_ORDER, start=1)}


def read_germany(rows: list[Row], _: Path) -> tuple[Iterable[RegionRecord], Codes]:
    """
    Regions and places of Germany.

    Rows with a numeric state are codes of single companies and offices: they take the name of the nearest ordinary
    place of their Kreis instead of the company's, and only where the code has no ordinary place.
    """
    regions = {f"DE-{land}": state_region(f"DE-{land}", land) for land in _LANDS.values()}
    for row in rows:
        if row["community_code"]:
            county = _county(row)
            known = regions.get(county.code, county)
            regions[county.code] = max(known, county, key=lambda region: (len(region.name), region.name))
    ordinary = [row for row in rows if not row["state_code"].isdigit()]
    codes = collect((row["zipcode"], place_of(row, _region(row))) for row in ordinary)
    companies = [row for row in rows if row["state_code"].isdigit() and row["zipcode"] not in codes]
    names = _ordinary_names(companies, ordinary)
    pairs = [
        (row["zipcode"], place_of(row, _region(row), name=name)) for row, name in zip(companies, names, strict=True)
    ]
    return regions.values(), codes | collect(pairs)


def _county(row: Row) -> RegionRecord:
    land = f"DE-{_LANDS[row['community_code'][:2]]}"
    name = row["community"].removesuffix(", Stadt")
    return RegionRecord(code=_region(row), level="county", name=name, parent=land)


def _region(row: Row) -> str:
    number = row["community_code"]
    return f"DE-{_LANDS[number[:2]]}-{number}" if number else "DE"


def _ordinary_names(companies: list[Row], ordinary: list[Row]) -> list[str]:
    by_county: dict[str, list[Row]] = {}
    for row in ordinary:
        by_county.setdefault(row["community_code"], []).append(row)
    indexes = {
        number: Nearest([(float(row["latitude"]), float(row["longitude"])) for row in inside])
        for number, inside in by_county.items()
    }
    return [
        by_county[number][indexes[number].index(float(row["latitude"]), float(row["longitude"]))]["place"]
        for row in companies
        for number in [row["community_code"]]
    ]
