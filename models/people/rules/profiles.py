"""Answers to the small questions, checked and brought into the form in which they are kept."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from models.kernel.errors import Invalid
from models.people.rules.ages import ensure_birth_year
from models.people.rules.availability import ALWAYS
from models.people.rules.care import LEAST_REST_HOURS, MOST_IN_A_ROW, MOST_REST_HOURS
from models.people.rules.languages import clean_language
from models.people.rules.names import clean_name
from models.people.rules.phones import clean_phone
from models.people.rules.questions import ProfileQuestion

_KIND = re.compile(r"[a-z]+(_[a-z]+)*")
_MOST_SKILLS = 50
_MOST_KINDS = 40
_FARTHEST_KM = 1000
_MINUTES_OF_A_WEEK = 7 * 24 * 60
_AS_IT_IS = frozenset({"public_name", "rank_hidden", "from_home"})


def clean_changes(changes: dict[str, Any], *, country: str, today: date) -> dict[str, Any]:
    """
    The columns that some answers make. What is not given is not in it; places and skills are looked up elsewhere.

    Raises Invalid, naming the field, for the first answer that cannot be taken.
    """
    checks = _checks(country, today)
    if len(changes.get("skill_ids", ())) > _MOST_SKILLS:
        raise Invalid("Choose up to {most} skills: the ones you like to use.", field="skillIds", most=_MOST_SKILLS)
    kept = {name: value for name, value in changes.items() if name in _AS_IT_IS}
    return kept | {name: check(changes[name]) for name, check in checks.items() if name in changes}


def _checks(country: str, today: date) -> dict[str, Callable[[Any], Any]]:
    return {
        "first_name": lambda name: clean_name(name, field="firstName", longest=100, required=True),
        "last_name": lambda name: clean_name(name or "", field="lastName", longest=100),
        "alias": lambda name: clean_name(name or "", field="alias", longest=40) or None,
        "language": clean_language,
        "phone": lambda phone: clean_phone(phone, country) if phone and phone.strip() else None,
        "birth_year": lambda year: None if year is None else ensure_birth_year(year, today),
        "willing": lambda kinds: _ensure_kinds(kinds, "willing"),
        "unwilling": lambda kinds: _ensure_kinds(kinds, "unwilling"),
        "availability": _ensure_mask,
        "maximum_distance_km": lambda km: _ensure_between(km, 1, _FARTHEST_KM, "maximumDistanceKm"),
        "weekly_minutes": lambda minutes: _ensure_between(minutes, 0, _MINUTES_OF_A_WEEK, "weeklyMinutes"),
        "rest_hours": lambda hours: _ensure_between(hours, LEAST_REST_HOURS, MOST_REST_HOURS, "restHours"),
        "most_in_a_row": lambda shifts: _ensure_between(shifts, 1, MOST_IN_A_ROW, "mostInARow"),
        "paused_until": _ensure_aware,
        "dismissed_question": ProfileQuestion,
    }


def _ensure_kinds(kinds: list[str], field: str) -> list[str]:
    """Kinds of activity are named by a higher domain; here they are words of a limited number."""
    if len(kinds) > _MOST_KINDS or not all(len(kind) <= 20 and _KIND.fullmatch(kind) for kind in kinds):
        raise Invalid("Choose from the kinds of work that are offered.", field=field)
    return list(dict.fromkeys(map(str, kinds)))


def _ensure_mask(mask: int | None) -> int | None:
    if mask is not None and not 0 <= mask <= ALWAYS:
        raise Invalid("A week has 21 slots.", field="availability")
    return mask


def _ensure_between(number: int | None, least: int, most: int, field: str) -> int | None:
    if number is not None and not least <= number <= most:
        raise Invalid("Please choose a number from {least} to {most}.", field=field, least=least, most=most)
    return number


def _ensure_aware(moment: datetime | None) -> datetime | None:
    if moment is not None and moment.tzinfo is None:
        raise Invalid("This time needs its time zone.", field="pausedUntil")
    return moment
