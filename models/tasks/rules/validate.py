"""What a task must be like before it is posted."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.kernel.errors import Invalid
from models.tasks.rules.times import Span, is_well_formed

SHORTEST_TITLE, LONGEST_TITLE = 3, 120
LONGEST_DESCRIPTION = 5000
LONGEST_PLACE = 160
MOST_SKILLS = 10
MOST_QUALIFICATIONS = 5
MOST_EARLIER_SHIFTS = 50
MOST_SHIFTS = 100
MOST_PLACES = 10_000
MOST_URGENT = 3
FARTHEST_AHEAD = timedelta(days=731)

_DECODED_BY_MAIL = re.compile(r"=\?.*\?=")


@dataclass(frozen=True, slots=True)
class ShiftDraft:
    """
    A shift as an organizer wants it: aware times, and places. With an `id` it changes that shift, without it is new.
    `cancelled` calls it off. `overbook`: how many more people may get a place while too few are expected to come; None
    leaves it as it is (0 for a new one).
    """

    starts_at: datetime
    ends_at: datetime
    capacity: int
    id: UUID | None = None
    cancelled: bool = False
    overbook: int | None = None


def ensure_valid_task(values: dict[str, Any]) -> None:
    """Raise Invalid with the field and what to do about it. `values` are columns of `tasks`, those that are given."""
    _ensure_length("title", values.get("title"), SHORTEST_TITLE, LONGEST_TITLE)
    if _DECODED_BY_MAIL.search(values.get("title") or ""):  # it would stand in a letter's subject (`safety.md` 1)
        raise Invalid("A title that holds “=?” and “?=” cannot stand in an e-mail. Leave them out.", field="title")
    _ensure_length("description", values.get("description"), 0, LONGEST_DESCRIPTION)
    _ensure_length("place", values.get("place"), 0, LONGEST_PLACE)
    _ensure_between("urgency", values.get("urgency"), 0, MOST_URGENT)
    _ensure_between("minimumAge", values.get("minimum_age"), 1, 99)
    _ensure_between("latitude", values.get("latitude"), -90, 90)
    _ensure_between("longitude", values.get("longitude"), -180, 180)
    if (values.get("latitude") is None) != (values.get("longitude") is None):
        raise Invalid("Give both latitude and longitude, or neither.", field="latitude")
    if len(values.get("skill_ids") or ()) > MOST_SKILLS:
        raise Invalid("Name at most {most} skills: those that matter most.", field="skillIds", most=MOST_SKILLS)
    _ensure_between("stepUpTimes", values.get("step_up_times"), 1, MOST_EARLIER_SHIFTS)
    if (values.get("step_up_kind") is None) != (values.get("step_up_times") is None):
        raise Invalid("Say both how many earlier shifts it needs and of which work, or neither.", field="stepUpTimes")
    if len(values.get("qualification_ids") or ()) > MOST_QUALIFICATIONS:
        most = MOST_QUALIFICATIONS
        raise Invalid("Require at most {most} licences and trainings.", field="qualificationIds", most=most)


def ensure_valid_shift(draft: ShiftDraft, now: datetime) -> None:
    """Raise Invalid unless a shift has possible times that are not over yet, within two years, and places."""
    if draft.starts_at.tzinfo is None or draft.ends_at.tzinfo is None:
        raise Invalid("Say in which time zone the shift is.", field="shifts")
    if not is_well_formed(Span(draft.starts_at, draft.ends_at)):
        raise Invalid("A shift ends after it starts, within 24 hours. Split longer work.", field="shifts")
    if draft.ends_at <= now:
        raise Invalid("This shift is over already. Choose a time that is still to come.", field="shifts")
    if draft.starts_at > now + FARTHEST_AHEAD:
        raise Invalid("This is more than two years ahead. Choose an earlier day.", field="shifts")
    if not 1 <= draft.capacity <= MOST_PLACES:
        raise Invalid("A shift has 1 to {most} places.", field="shifts", most=MOST_PLACES)
    if not 0 <= (draft.overbook or 0) <= draft.capacity:
        raise Invalid("At most as many more people as there are places: {most}.", field="shifts", most=draft.capacity)


def ensure_number_of_shifts(number: int) -> None:
    """Raise Invalid unless a task has shifts, and not too many."""
    if not 1 <= number <= MOST_SHIFTS:
        raise Invalid("A task has 1 to {most} shifts.", field="shifts", most=MOST_SHIFTS)


def tidy(text: str) -> str:
    """Text without surrounding space and control characters; line breaks stay."""
    kept = (letter for letter in text if letter == "\n" or unicodedata.category(letter) != "Cc")
    return "".join(kept).strip()


def tidy_line(text: str) -> str:
    """The same on one line."""
    return " ".join(tidy(text).split())


def _ensure_length(field: str, text: str | None, shortest: int, longest: int) -> None:
    if text is not None and not shortest <= len(text) <= longest:
        raise Invalid("Write {shortest} to {longest} characters.", field=field, shortest=shortest, longest=longest)


def _ensure_between(field: str, number: float | None, least: int, most: int) -> None:
    if number is not None and not least <= number <= most:
        raise Invalid("Choose a number from {least} to {most}.", field=field, least=least, most=most)
