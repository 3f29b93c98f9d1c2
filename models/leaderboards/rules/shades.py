"""How dark a region is on a map."""

from bisect import bisect_right
from collections.abc import Hashable, Mapping
from typing import TypeVar

SHADES = 5

Key = TypeVar("Key", bound=Hashable)


def shades(figures: Mapping[Key, int]) -> dict[Key, int]:
    """
    A shade from 1 to 5 for each figure, the higher the darker: as many regions in each as can be; equal figures are alike.

    Quantile classes (Evans, The Selection of Class Intervals, 1977): they tell apart what is there, whatever its spread.
    """
    ordered = sorted(figures.values())
    return {key: 1 + (SHADES * (bisect_right(ordered, figure) - 1)) // len(ordered) for key, figure in figures.items()}
