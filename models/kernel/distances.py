"""Distances in words: miles where people think in them, else kilometres."""

from functools import lru_cache

from babel.units import format_unit

KILOMETRES_IN_A_MILE = 1.609344
KILOMETRES, MILES = "km", "mi"
_IN_MILES = frozenset({"US", "GB", "LR"})


def in_miles(country: str) -> bool:
    """Whether people of a country (ISO 3166-1 alpha-2) think in miles."""
    return country in _IN_MILES


@lru_cache(4096)
def say_distance(kilometres: float, language: str, *, miles: bool) -> str:
    """`3.1 km` or `1.9 mi`; from ten on without a fraction."""
    value = kilometres / KILOMETRES_IN_A_MILE if miles else kilometres
    rounded = round(value) if value >= 10 else round(value, 1)
    return format_unit(rounded, "length-mile" if miles else "length-kilometer", length="short", locale=language)


def whole_distance(kilometres: float | None, *, miles: bool) -> int | None:
    """The number alone, as people type it: whole miles or kilometres, at least one; None if unknown."""
    if kilometres is None:
        return None
    return max(1, round(kilometres / KILOMETRES_IN_A_MILE if miles else kilometres))
