"""Congressional districts of the United States: a second division beside the counties."""

from collections.abc import Iterator
from pathlib import Path

from models.regions.prepare.records import RegionRecord
from models.regions.prepare.sources import read_rows

LINES_MOVED = frozenset({"AL", "GA", "LA", "NC", "NY"})
"""States whose lines changed between the 118th Congress, whose populations are known, and the 119th."""

Candidates = dict[str, tuple[str, ...]]


def district_code(state: str, number: str) -> str:
    """`US-NY-CD-12`; a district of the whole state is `US-AK-CD-AL` (at large)."""
    return f"US-{state}-CD-{int(number):02d}" if int(number) else f"US-{state}-CD-AL"


def candidates_by_code(folder: Path) -> Candidates:
    """
    ZIP code → codes of all districts that it lies in, sorted; also state (`US-AK`) → its district where there is only
    the one at large, which then holds for all its ZIP codes.
    """
    found: dict[str, set[str]] = {}
    for row in read_rows(folder / "geo_us_zip_congress" / "zccd.csv.gz"):
        found.setdefault(row["zcta"], set()).add(district_code(row["state_abbr"], row["cd"]))
        if row["cd"] == "0":
            found.setdefault(f"US-{row['state_abbr']}", set()).add(district_code(row["state_abbr"], row["cd"]))
    return {code: tuple(sorted(districts)) for code, districts in found.items()}


def congressional_districts(folder: Path, state_names: dict[str, str]) -> Iterator[RegionRecord]:
    """
    All districts of the 119th Congress, with delegates' ones. `state_names`: code of a state (`US-NY`) → its name.

    Population: the American Community Survey by district of the 118th Congress, where lines did not move since.
    """
    rows = read_rows(folder / "geo_us_zip_congress" / "zccd.csv.gz")
    states = {row["state_fips"]: row["state_abbr"] for row in rows}
    population = {
        district_code(states[row["geoid"][:2]], row["geoid"][2:]): int(row["total"])
        for row in read_rows(folder / "geo_us_population" / "us_congressional_district118_age_population.csv.gz")
        if states[row["geoid"][:2]] not in LINES_MOVED
    }
    for state, number in sorted({(row["state_abbr"], row["cd"]) for row in rows}):
        code = district_code(state, number)
        yield RegionRecord(
            code=code,
            level="district",
            name=_name(state_names[f"US-{state}"], int(number)),
            parent=f"US-{state}",
            division="congressional",
            population=population.get(code),
        )


def _name(state: str, number: int) -> str:
    if not number:
        return f"{state} at large"
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{state} {number}{ending} district"
