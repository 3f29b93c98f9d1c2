"""The outlines of regions, for maps: of the United States only."""

import csv
import io
import lzma
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from models.regions.data import DATA

FILE = DATA / "outlines.csv.xz"
MARGIN = 0.02


class Outline(NamedTuple):
    """A region on the map of the region above it: its box in the map's units, and its path as SVG has it."""

    left: int
    top: int
    right: int
    bottom: int
    path: str


@cache
def outlines() -> dict[str, Outline]:
    """All that are known, by the region's code."""
    text = lzma.decompress(FILE.read_bytes()).decode()
    rows = csv.reader(io.StringIO(text))
    return {
        code: Outline(int(left), int(top), int(right), int(bottom), path)
        for code, left, top, right, bottom, path in rows
    }


def view_box(shown: Collection[Outline]) -> tuple[int, int, int, int]:
    """Left, top, width and height of what holds all of some outlines, with a margin."""
    left, top = min(one.left for one in shown), min(one.top for one in shown)
    width, height = max(one.right for one in shown) - left, max(one.bottom for one in shown) - top
    margin = max(1, round(MARGIN * max(width, height)))
    return left - margin, top - margin, width + 2 * margin, height + 2 * margin
