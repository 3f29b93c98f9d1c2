"""Reasons in words, for the person who was matched."""

from collections.abc import Callable, Iterable
from datetime import date

from babel.dates import format_date, get_day_names
from babel.numbers import format_decimal

from models.activity.tables import ActivityKind
from models.activity.words import name_of_kind
from models.kernel.words import gettext, lazy, ngettext
from models.matching.rules.reasons import Reason

_AVAILABLE = {
    "morning": lazy("You can come then: {weekday}, in the morning."),
    "afternoon": lazy("You can come then: {weekday}, in the afternoon."),
    "evening": lazy("You can come then: {weekday}, in the evening."),
}


def put_into_words(reasons: Iterable[Reason], language: str) -> str:
    """All reasons as one text of short sentences."""
    return " ".join(filter(None, (word_reason(reason, language) for reason in reasons)))


def word_reason(reason: Reason, language: str) -> str:
    """One reason as a sentence; empty for a code that this version does not know."""
    write = _WRITERS.get(reason["code"])
    return write(reason, language) if write else ""


def _did_before(reason: Reason, language: str) -> str:
    year, month = map(int, reason["month"].split("-"))
    return ngettext(
        language,
        "You have done this {number} time, last in {month}: {kind}.",
        "You have done this {number} times, last in {month}: {kind}.",
        reason["times"],
        month=format_date(date(year, month, 1), "LLLL y", locale=language),
        kind=_kind(reason, language),
    )


def _willing(reason: Reason, language: str) -> str:
    return gettext(language, "You want to do this kind of work: {kind}.", kind=_kind(reason, language))


def _skill(reason: Reason, language: str) -> str:
    labels = reason["labels"]
    return gettext(language, "You can do what it takes: {skill}.", skill=labels.get(language, labels["en"]))


def _near(reason: Reason, language: str) -> str:
    return gettext(language, "It is near you: {km} km.", km=_number(reason["km"], language))


def _within_reach(reason: Reason, language: str) -> str:
    return gettext(language, "It is {km} km from you.", km=_number(reason["km"], language))


def _same_region(_: Reason, language: str) -> str:
    return gettext(language, "It is in your region.")


def _remote(_: Reason, language: str) -> str:
    return gettext(language, "You can do it from home.")


def _available(reason: Reason, language: str) -> str:
    weekday = get_day_names("wide", locale=language)[reason["weekday"]]
    return gettext(language, _AVAILABLE[reason["part"]], weekday=weekday)


def _newcomer(_: Reason, language: str) -> str:
    return gettext(language, "It is a good first task.")


def _reliable(_: Reason, language: str) -> str:
    return gettext(language, "One can count on you: you always came.")


def _kind(reason: Reason, language: str) -> str:
    return name_of_kind(ActivityKind(reason["kind"]), language)


def _number(number: float, language: str) -> str:
    return format_decimal(number, format="#,##0.#", locale=language)


_WRITERS: dict[str, Callable[[Reason, str], str]] = {
    "did_before": _did_before,
    "willing": _willing,
    "skill": _skill,
    "near": _near,
    "within_reach": _within_reach,
    "same_region": _same_region,
    "remote": _remote,
    "available": _available,
    "newcomer": _newcomer,
    "reliable": _reliable,
}
