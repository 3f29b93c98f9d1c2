"""Morocco: regions and provinces; Pakistan: provinces."""

from collections.abc import Iterable
from pathlib import Path

from models.regions.prepare.best_place import Place
from models.regions.prepare.coded_countries import Codes, collect, place_of
from models.regions.prepare.countries import state_region
from models.regions.prepare.records import RegionRecord
from models.regions.prepare.sources import Row, read_rows


def read_morocco(rows: list[Row], _: Path) -> tuple[Iterable[RegionRecord], Codes]:
    """Regions and places of Morocco."""
    regions = {f"MA-{row['state_code']}": state_region(f"MA-{row['state_code']}", row["state"]) for row in rows}
    for row in rows:
        state = f"MA-{row['state_code']}"
        code = f"{state}-{row['province_code']}"
        regions[code] = RegionRecord(code=code, level="county", name=row["province"], parent=state)
    pairs = ((row["zipcode"], place_of(row, f"MA-{row['state_code']}-{row['province_code']}")) for row in rows)
    return regions.values(), collect(pairs)


def read_pakistan(rows: list[Row], folder: Path) -> tuple[Iterable[RegionRecord], Codes]:
    """Provinces and places of Pakistan, with the codes that only the second list has, put where their number's neighbours lie."""
    regions = {f"PK-{row['state_code']}": state_region(f"PK-{row['state_code']}", row["state"]) for row in rows}
    codes = collect(
        (row["zipcode"], place_of(row, f"PK-{row['state_code']}", name=_plain(row["place"]))) for row in rows
    )
    for row in read_rows(folder / "geo_cities_multiscript" / "pakistan_postcodes.csv.gz"):
        neighbours = [code for code in codes if code[:3] == row["postcode"][:3]]
        if row["postcode"] not in codes and neighbours:
            near: Place = codes[min(neighbours)][0]
            codes[row["postcode"]] = [near._replace(name=row["area_name"].title())]
    return regions.values(), codes


def _plain(name: str) -> str:
    """Without the words for the general post office."""
    return name.removesuffix(" Gpo").removesuffix(" GPO")
