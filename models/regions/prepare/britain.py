"""The United Kingdom and the crown dependencies, which share its post: nations and counties, outward codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from models.kernel.search_keys import search_key
from models.regions.prepare.best_place import Place
from models.regions.prepare.coded_countries import Codes, collect, most_common, place_of
from models.regions.prepare.countries import state_region
from models.regions.prepare.nearest import Nearest
from models.regions.prepare.records import RegionRecord
from models.regions.prepare.sources import Row

_NATIONS = {"ENG": "England", "SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}
_DEPENDENCIES = {"IM": "IMN", "JE": "JEY", "GY": "GGY"}
_SAME_COUNTY = {
    "Belfast Greater": "Belfast",
    "County of Bristol": "Bristol",
    "Dunbartonshire": "West Dunbartonshire",
    "Isle of Barra": "Western Isles",
    "Orkney": "Orkney Islands",
    "Rhondda Cynon Taff": "Rhondda Cynon Taf",
    "West Dunbart": "West Dunbartonshire",
}
_NO_COUNTY = {"", "Hereford and Worcester", "Channel Islands", "Guernsey Channel Islands", "Jersey Channel Islands"}
_MIDDLE_OF_LONDON = ("51.5085", "-0.1257")


@dataclass
class _Britain:
    """Counties with their nation, the usual county of each outward code, and where the counties lie."""

    nation_of: dict[str, str]
    county_of: dict[str, str]
    counties: list[str]
    nearest: Nearest

    def region(self, row: Row) -> str:
        code = row["zipcode"]
        if code[:2] in _DEPENDENCIES:
            return f"GB-{_DEPENDENCIES[code[:2]]}"
        county = _county(row) or self.county_of[code] or self.nearest_county(row)
        return f"GB-{self.nation_of[county]}-{_slug(county)}"

    def nearest_county(self, row: Row) -> str:
        return self.counties[self.nearest.index(float(row["latitude"]), float(row["longitude"]))]


def read_britain(rows: list[Row], _: Path) -> tuple[Iterable[RegionRecord], Codes]:
    """
    Regions and places of Britain.

    The source writes a county under several numbers, or none: a county is its name, its nation the one that most rows
    give it; a row without county takes the one that most rows of its outward code have, else the nearest one's.
    """
    britain = _survey(rows)
    codes = collect((row["zipcode"], place_of(row, britain.region(row))) for row in rows)
    return _regions(britain), _less_vague(codes)


def _survey(rows: list[Row]) -> _Britain:
    by_county: dict[str, list[Row]] = {}
    by_code: dict[str, list[str]] = {}
    for row in rows:
        by_code.setdefault(row["zipcode"], []).append(_county(row))
        if _county(row):
            by_county.setdefault(_county(row), []).append(row)
    located = [(county, row) for county, inside in by_county.items() for row in inside]
    return _Britain(
        nation_of={county: most_common(_nations(inside)) for county, inside in by_county.items()},
        county_of={code: most_common(counties) for code, counties in by_code.items()},
        counties=[county for county, _ in located],
        nearest=Nearest([(float(row["latitude"]), float(row["longitude"])) for _, row in located]),
    )


def _nations(rows: list[Row]) -> list[str]:
    return [row["state_code"] for row in rows if row["state_code"] in _NATIONS]


def _regions(britain: _Britain) -> Iterable[RegionRecord]:
    for code in (*_NATIONS, *_DEPENDENCIES.values()):
        yield state_region(f"GB-{code}", _NATIONS.get(code, code))
    for county, nation in sorted(britain.nation_of.items()):
        state = f"GB-{nation}"
        yield RegionRecord(code=f"{state}-{_slug(county)}", level="county", name=county, parent=state)


def _less_vague(codes: Codes) -> Codes:
    """A code that the source puts in the middle of London (`EC1A`) lies where its wider one (`EC1`) does."""
    better: Codes = {}
    for code, places in codes.items():
        wider = codes.get(code[:-1], []) if code[-1].isalpha() else []
        vague = all((str(place.latitude), str(place.longitude)) == _MIDDLE_OF_LONDON for place in places)
        better[code] = [_moved(place, wider) for place in places] if wider and vague else places
    return better


def _moved(place: Place, wider: list[Place]) -> Place:
    return place._replace(
        latitude=median(other.latitude for other in wider), longitude=median(other.longitude for other in wider)
    )


def _county(row: Row) -> str:
    name = _SAME_COUNTY.get(row["province"], row["province"])
    return "" if name in _NO_COUNTY or row["zipcode"][:2] in _DEPENDENCIES else name


def _slug(name: str) -> str:
    return search_key(name).replace(" ", "-").upper()
