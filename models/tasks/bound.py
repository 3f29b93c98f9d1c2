"""
How many places of a shift can be given: those that it has, and with `overbook` more while too few are expected to come.

A confirmed person counts by their chance of showing up, as surely coming while nobody has told it. The bound rises
beyond the places until these chances sum up to them, and never by more than `overbook` people (`docs/decisions`).
"""

import math

_NEXT_TO_NOTHING = 1e-9


def free_places(capacity: int, overbook: int, confirmed: int, expected: float) -> int:
    """
    How many more people surely get a place now; 0: the next one waits.

    `expected`: the sum of the chances of those who have one. Each further one counts as surely coming.
    """
    missing = math.ceil(capacity - expected - _NEXT_TO_NOTHING)
    return max(0, capacity - confirmed, min(capacity + overbook - confirmed, missing))


FREE_PLACES = (
    "greatest(0, s.capacity - s.confirmed, least(s.capacity + s.overbook - s.confirmed,"
    f" ceil(s.capacity - s.expected - {_NEXT_TO_NOTHING})::int))"
)
"""The same of a shift `s` in SQL."""


def still_missing(capacity: int, overbook: int, confirmed: int, expected: float) -> float:
    """How many people who come are missing until the bound is filled: what invitations are to bring."""
    return max(0.0, min(capacity + overbook - confirmed, capacity - expected))
