"""Regions by how many of their newcomers a human being spoke with in time; small ones are not told (`rules.md` A7, D)."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.insight.rules.suppression import suppress


@dataclass(frozen=True, slots=True)
class RegionGreeting:
    """
    A region's newcomers, the share of them greeted in time (whole percent), and its place from 1; equal shares share one.

    All None: fewer than five newcomers, or to be worked out from such.
    """

    path: str
    newcomers: int | None = None
    percent: int | None = None
    place: int | None = None


def rank_regions(counts: Sequence[tuple[str, int, int]]) -> list[RegionGreeting]:
    """Of paths with their newcomers and those greeted in time: the best first, of equals the larger; then those not told."""
    told = suppress([newcomers for _, newcomers, _ in counts])
    percents = [
        None if known is None else round(100 * greeted / known)
        for known, (_, _, greeted) in zip(told, counts, strict=True)
    ]
    found = [
        RegionGreeting(path, known, percent, _place(percent, percents))
        for (path, _, _), known, percent in zip(counts, told, percents, strict=True)
    ]
    return sorted(found, key=lambda each: (each.place is None, each.place, -(each.newcomers or 0), each.path))


def _place(percent: int | None, percents: Sequence[int | None]) -> int | None:
    if percent is None:
        return None
    return 1 + sum(other is not None and other > percent for other in percents)
