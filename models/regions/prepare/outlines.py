"""
The outlines of states and counties of the United States: `python -m models.regions.prepare.outlines FOLDER`.

From the topology of us-atlas, already projected (Albers, Alaska and Hawaii inset) onto a canvas of 975 by 610. States
belong to US, counties to their state: each map has a scale of its own.
"""

import csv
import gzip
import io
import json
import lzma
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from models.regions.data import DATA
from models.regions.prepare.writing import write_rows

SOURCE = "us_counties_albers_10m.topo.json.gz"
SCALES = {"states": 2, "counties": 20}
"""Whole units on our canvas for one of theirs."""

Point = tuple[int, int]


Row = tuple[str, int, int, int, int, str]
"""Code of a region, left, top, right and bottom of its outline, and the outline as a path of SVG."""


def outline_rows(folder: Path) -> Iterator[Row]:
    """The outlines of all states and counties that the source has."""
    topology = json.loads(gzip.decompress((folder / "geo_boundaries" / SOURCE).read_bytes()))
    states = _states(topology["objects"]["states"]["geometries"])
    for level, scale in SCALES.items():
        arcs = [_points(arc, topology["transform"], scale) for arc in topology["arcs"]]
        for geometry in topology["objects"][level]["geometries"]:
            state, number = states.get(geometry["id"][:2]), geometry["id"][2:]
            rings = [_ring(ring, arcs) for polygon in _polygons(geometry) for ring in polygon]
            rings = [ring for ring in rings if len(ring) > 2]
            if state and rings:
                yield (f"{state}-{number}" if number else state, *_box(rings), "".join(map(_path, rings)))


def _states(geometries: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Our codes of the states by their FIPS numbers."""
    text = lzma.decompress((DATA / "regions.csv.xz").read_bytes()).decode()
    codes = {row[4]: row[0] for row in csv.reader(io.StringIO(text)) if row[1] == "US" and row[2] == "state"}
    return {each["id"]: codes[each["properties"]["name"]] for each in geometries if each["properties"]["name"] in codes}


def _points(arc: Sequence[Sequence[int]], transform: Mapping[str, Any], scale: int) -> list[Point]:
    (wide, high), (left, top) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for across, down in arc:
        x, y = x + across, y + down
        points.append((round(scale * (x * wide + left)), round(scale * (y * high + top))))
    return points


def _polygons(geometry: Mapping[str, Any]) -> list[Any]:
    return [geometry["arcs"]] if geometry["type"] == "Polygon" else list(geometry["arcs"])


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """The arcs joined end to end (a number below zero: backwards), without repetition."""
    ring: list[Point] = []
    for number in numbers:
        for point in arcs[number] if number >= 0 else reversed(arcs[~number]):
            if ring[-1:] != [point]:
                ring.append(point)
    return ring[:-1] if ring and ring[0] == ring[-1] else ring


def _box(rings: Sequence[list[Point]]) -> tuple[int, int, int, int]:
    across, down = zip(*(point for ring in rings for point in ring), strict=True)
    return min(across), min(down), max(across), max(down)


def _path(ring: Sequence[Point]) -> str:
    steps = [(x - at, y - to) for (x, y), (at, to) in zip(ring[1:], ring[:-1], strict=True)]
    return f"M{ring[0][0]} {ring[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps) + "z"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_rows("outlines", sorted(outline_rows(Path(sys.argv[1]))))
