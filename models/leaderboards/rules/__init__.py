"""Pure rules of the boards: which window a date lies in, who has which place, what is too small to be shown."""

from models.leaderboards.rules.places import Standing, placed, without_small_ones
from models.leaderboards.rules.windows import WindowSpan, closes_at, span_of

__all__ = ["Standing", "WindowSpan", "closes_at", "placed", "span_of", "without_small_ones"]
