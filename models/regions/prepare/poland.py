"""Poland: voivodeships and powiats by their TERYT numbers (the first two digits are also ISO 3166-2:PL)."""

from collections.abc import Iterable
from pathlib import Path

from models.regions.prepare.coded_countries import Codes, collect, most_common, place_of
from models.regions.prepare.countries import state_region
from models.regions.prepare.records import RegionRecord
from models.regions.prepare.sources import Row

_FIRST_CITY_WITH_POWIAT_RIGHTS = "61"


def read_poland(rows: list[Row], _: Path) -> tuple[Iterable[RegionRecord], Codes]:
    """Regions and places of Poland; a city with powiat rights is named as its places are, not as in English."""
    teryt = {row["state_code"]: row["province_code"][:2] for row in rows if row["province_code"]}
    regions = {f"PL-{number}": state_region(f"PL-{number}", number) for number in teryt.values()}
    by_county: dict[str, list[Row]] = {}
    for row in rows:
        if row["province_code"]:
            by_county.setdefault(row["province_code"], []).append(row)
    for number, inside in by_county.items():
        county = _county(number, inside)
        regions[county.code] = county
    return regions.values(), collect((row["zipcode"], place_of(row, _region(row, teryt))) for row in rows)


def _county(number: str, rows: list[Row]) -> RegionRecord:
    name = most_common(row["province"] for row in rows)
    if number[2:] >= _FIRST_CITY_WITH_POWIAT_RIGHTS:
        name = most_common(row["place"] for row in rows)
    state = f"PL-{number[:2]}"
    return RegionRecord(code=f"{state}-{number}", level="county", name=name, parent=state)


def _region(row: Row, teryt: dict[str, str]) -> str:
    state = f"PL-{teryt[row['state_code']]}"
    return f"{state}-{row['province_code']}" if row["province_code"] else state
