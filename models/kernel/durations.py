"""How long something takes, in words."""

from functools import lru_cache

from babel.units import format_unit

_HOUR = 60


@lru_cache(4096)
def say_minutes(minutes: int, language: str) -> str:
    """`45 min`, `2 hr`, `1 hr 30 min`."""
    hours, rest = divmod(minutes, _HOUR)
    parts = [(hours, "duration-hour"), (rest, "duration-minute")]
    said = [format_unit(value, unit, length="short", locale=language) for value, unit in parts if value]
    return " ".join(said) or format_unit(0, "duration-minute", length="short", locale=language)
