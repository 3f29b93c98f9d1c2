"""Columns of text become numbers that a regression can use: measures in standard units, names as yes and no."""

from collections import Counter

import numpy as np

from models.asks.learning.regression import Integers, Numbers

MOST_LEVELS = 12
"""Levels that get a feature of their own; rarer ones count as the most frequent."""
FEWEST_VALUES = 7
"""A column of numbers with fewer different values is taken as levels."""
FARTHEST = 4.0
"""Standard units; what lies farther out is taken as this far, so that no single row rules."""
BINS = 5


def features_of(columns: list[list[str]]) -> Numbers:
    """n × d: each column of text as one or several features. Empty cells of measures are average, and marked."""
    parts = [part for column in columns for part in _features(column)]
    rows = len(columns[0]) if columns else 0
    return np.column_stack(parts) if parts else np.zeros((rows, 0))


def levels_of(column: list[str]) -> Integers:
    """n: a number for each level of a column; measures in five bins of equal size."""
    measures = _measures(column)
    if measures is None:
        names = [name for name, _ in Counter(column).most_common(MOST_LEVELS)]
        return np.array([names.index(cell) if cell in names else len(names) for cell in column], dtype=np.int64)
    edges = np.unique(np.nanquantile(measures, np.linspace(0, 1, BINS + 1)[1:-1]))
    return np.where(np.isnan(measures), BINS, np.searchsorted(edges, measures)).astype(np.int64)


def numbers_of(column: list[str]) -> Numbers | None:
    """The cells as finite numbers, empty ones as nan; None where a cell is no number."""
    try:
        numbers = np.array([float(cell) if cell else np.nan for cell in column])
    except ValueError:
        return None
    filled = np.array([bool(cell) for cell in column])
    return numbers if bool(np.isfinite(numbers[filled]).all()) else None


def _features(column: list[str]) -> list[Numbers]:
    measures = _measures(column)
    return _named(column) if measures is None else _measured(measures)


def _measures(column: list[str]) -> Numbers | None:
    """The column as numbers, if it is a measure rather than a few codes."""
    numbers = numbers_of(column)
    if numbers is None or len(np.unique(numbers[~np.isnan(numbers)])) < FEWEST_VALUES:
        return None
    return numbers


def _measured(measures: Numbers) -> list[Numbers]:
    missing = np.isnan(measures)
    spread = float(np.nanstd(measures))
    standard = np.where(missing, 0.0, (measures - np.nanmean(measures)) / (spread or 1.0))
    clipped = np.clip(standard, -FARTHEST, FARTHEST)
    return [clipped, missing.astype(np.float64)] if missing.any() else [clipped]


def _named(column: list[str]) -> list[Numbers]:
    frequent = [name for name, _ in Counter(column).most_common(MOST_LEVELS)]
    cells = np.array(column)
    return [(cells == name).astype(np.float64) for name in frequent[1:]]
