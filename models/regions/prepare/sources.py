"""Reading the sources: gzipped CSV, codes as text."""

import csv
import gzip
from functools import cache
from pathlib import Path

Row = dict[str, str]

REGION_NAMES = Path(__file__).parent.parent / "data" / "region_names.csv"


def read_rows(path: Path) -> list[Row]:
    """All rows of a gzipped CSV file with a header."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def written_region_names() -> dict[str, dict[str, str]]:
    """Region code → language → name, for what the sources name badly or not at all; the first one is the local name."""
    names: dict[str, dict[str, str]] = {}
    with REGION_NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names.setdefault(row["code"], {})[row["language"]] = row["name"]
    return names
