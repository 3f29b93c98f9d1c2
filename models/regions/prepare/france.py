"""France: régions and départements by their INSEE numbers."""

from collections.abc import Iterable
from pathlib import Path

from models.regions.prepare.best_place import Place
from models.regions.prepare.coded_countries import Codes, collect, place_of
from models.regions.prepare.countries import state_region
from models.regions.prepare.records import RegionRecord
from models.regions.prepare.sources import Row


def read_france(rows: list[Row], _: Path) -> tuple[Iterable[RegionRecord], Codes]:
    """Regions and places of France. A code of firms (CEDEX and the like) counts only where no commune has it."""
    departments = {row["province_code"]: row for row in rows if row["province_code"]}
    states = {f"FR-{row['state_code']}": row["state"] for row in rows if row["state_code"]}
    regions = [state_region(code, name) for code, name in states.items()]
    regions += [_department(row) for row in departments.values()]
    communes = collect(_located(row, departments) for row in rows if len(row["zipcode"]) == 5)
    firms = collect(_located(row, departments) for row in rows if len(row["zipcode"]) > 5)
    return regions, firms | communes


def _department(row: Row) -> RegionRecord:
    state = f"FR-{row['state_code']}"
    return RegionRecord(code=f"{state}-{row['province_code']}", level="county", name=row["province"], parent=state)


def _located(row: Row, departments: dict[str, Row]) -> tuple[str, Place]:
    code = row["zipcode"][:5]
    home = row if row["province_code"] else departments.get(code[:2])
    region = f"FR-{home['state_code']}-{home['province_code']}" if home else "FR"
    return code, place_of(row, region)
