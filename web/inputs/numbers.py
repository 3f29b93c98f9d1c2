"""Numbers and times as people type them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.kernel import clock
from models.kernel.distances import KILOMETRES_IN_A_MILE, MILES, whole_distance
from models.kernel.words import lazy
from web.form import FormRefused, Problem, Submission

_NOON = time(12)
_MOST_DIGITS = 9


def whole_number(submission: Submission, name: str) -> int | None:
    """A whole number in any script's digits, or None if nothing was typed. Raises FormRefused otherwise."""
    typed = submission.text(name)
    if not typed:
        return None
    if not typed.isdecimal():
        raise FormRefused(Problem(lazy("Please type a whole number."), name))
    if len(typed) > _MOST_DIGITS:
        raise FormRefused(Problem(lazy("This number is too large."), name))
    return int(typed)


def distance_km(submission: Submission, name: str) -> int | None:
    """
    A distance in whole kilometres, typed in the `unit` that the form names; what was not changed stays `knownKm`.

    Raises FormRefused for what is no number.
    """
    typed = whole_number(submission, name)
    if typed is None or submission.text("unit") != MILES:
        return typed
    known = whole_number(submission, "knownKm")
    return known if whole_distance(known, miles=True) == typed else round(typed * KILOMETRES_IN_A_MILE)


def required_number(submission: Submission, name: str) -> int:
    """A whole number. Raises FormRefused if there is none."""
    number = whole_number(submission, name)
    if number is None:
        raise FormRefused(Problem(lazy("Please type a whole number."), name))
    return number


def required_text(submission: Submission, name: str) -> str:
    """A text that is not empty. Raises FormRefused if it is."""
    text = submission.text(name)
    if not text:
        raise FormRefused(Problem(lazy("Please fill this in."), name))
    return text


def day_of(submission: Submission, name: str) -> str:
    """A day in ISO 8601. Raises FormRefused for what is none."""
    try:
        return date.fromisoformat(submission.text(name)).isoformat()
    except ValueError as error:
        raise FormRefused(Problem(lazy("Please choose a day."), name)) from error


def time_of(submission: Submission, name: str) -> str:
    """A time of day in ISO 8601. Raises FormRefused for what is none."""
    try:
        return time.fromisoformat(submission.text(name)).isoformat()
    except ValueError as error:
        raise FormRefused(Problem(lazy("Please choose a time."), name)) from error


def work_started(submission: Submission) -> str | None:
    """
    When work began, in ISO 8601: as the browser noted it; else today means just now, another day began at noon.

    None (the API's own "just now") if no day was given.
    """
    noted, typed = submission.text("startedAt"), submission.text("day")
    if noted or not typed:
        return noted or None
    zone = zone_of(submission.text("timeZone"))
    try:
        day = date.fromisoformat(typed)
        if day == clock.now().astimezone(zone).date():
            return None
        return datetime.combine(day, _NOON, zone).astimezone(UTC).isoformat()
    except (ValueError, OverflowError) as error:
        raise FormRefused(Problem(lazy("Please choose a day."), "startedAt")) from error


def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name; UTC if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
