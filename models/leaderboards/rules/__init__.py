"""Pure rules of the boards: which window a date lies in, who has which place, what is too small to be shown."""

from models.leaderboards.rules.places import Standing, placed, without_small_ones
from models.leaderboards.rules.windows import WindowSpan, span_of

__all__ = ["Standing", "WindowSpan", "placed", "span_of", "without_small_ones"]
