"""Counts below five are not shown (`rules.md` D), nor what would give one away."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

FEWEST = 5
Key = TypeVar("Key", bound=Hashable)


def hide_small(counts: Mapping[Key, int]) -> dict[Key, int | None]:
    """
    The counts with None for what is hidden: 1 to 4, and, if that were a single one that a sum gives away, the next
    smallest as well. A zero speaks of nobody and is shown.
    """
    hidden = {key for key, count in counts.items() if 0 < count < FEWEST}
    rest = sorted((count, number, key) for number, (key, count) in enumerate(counts.items()) if count >= FEWEST)
    if len(hidden) == 1 and rest:
        hidden.add(rest[0][2])
    return {key: None if key in hidden else count for key, count in counts.items()}
