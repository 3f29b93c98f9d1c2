"""Reasons in words: said to the volunteer who was matched, or about them to whoever organizes."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from babel.dates import format_date, get_day_names

from models.activity.tables import ActivityKind
from models.activity.words import name_of_kind
from models.kernel.distances import say_distance
from models.kernel.words import gettext, isolated, lazy, ngettext
from models.matching.rules.reasons import Reason


class Reader(NamedTuple):
    """Who reads a reason: the volunteer whom it speaks of, or an organizer; in which language, in miles or kilometres."""

    language: str
    miles: bool
    organizes: bool = False

    def choose(self, to_volunteer: str, to_organizer: str) -> str:
        """The one of two sentences that is for this reader."""
        return to_organizer if self.organizes else to_volunteer


_AVAILABLE = {
    "morning": (
        lazy("You can come then: {weekday}, in the morning."),
        lazy("Is free then: {weekday}, in the morning."),
    ),
    "afternoon": (
        lazy("You can come then: {weekday}, in the afternoon."),
        lazy("Is free then: {weekday}, in the afternoon."),
    ),
    "evening": (
        lazy("You can come then: {weekday}, in the evening."),
        lazy("Is free then: {weekday}, in the evening."),
    ),
}


def put_into_words(reasons: Iterable[Reason], reader: Reader) -> str:
    """All reasons as one text of short sentences."""
    return " ".join(filter(None, (word_reason(reason, reader) for reason in reasons)))


def word_reason(reason: Reason, reader: Reader) -> str:
    """One reason as a sentence; empty for a code that this version does not know."""
    write = _WRITERS.get(reason["code"])
    return write(reason, reader) if write else ""


def _did_before(reason: Reason, reader: Reader) -> str:
    parts = {"month": _month(reason, reader), "kind": _kind(reason, reader)}
    if reader.organizes:
        return ngettext(
            reader.language,
            "Did this {number} time, last in {month}: {kind}.",
            "Did this {number} times, last in {month}: {kind}.",
            reason["times"],
            **parts,
        )
    return ngettext(
        reader.language,
        "You have done this {number} time, last in {month}: {kind}.",
        "You have done this {number} times, last in {month}: {kind}.",
        reason["times"],
        **parts,
    )


def _step_up(reason: Reason, reader: Reader) -> str:
    kind = _kind(reason, reader)
    if reader.organizes:
        return ngettext(
            reader.language,
            "Is ready for the next step: came {number} time to this work: {kind}.",
            "Is ready for the next step: came {number} times to this work: {kind}.",
            reason["times"],
            kind=kind,
        )
    return ngettext(
        reader.language,
        "It is your next step: you came {number} time to this work: {kind}.",
        "It is your next step: you came {number} times to this work: {kind}.",
        reason["times"],
        kind=kind,
    )


def _willing(reason: Reason, reader: Reader) -> str:
    sentence = reader.choose(
        lazy("You want to do this kind of work: {kind}."), lazy("Would like this kind of work: {kind}.")
    )
    return gettext(reader.language, sentence, kind=_kind(reason, reader))


_SKILL = {
    None: (lazy("You can do what it takes: {skill}."), lazy("Can do what it takes: {skill}.")),
    "declared": (
        lazy("You can do what it takes: {skill} (you told us in {month})."),
        lazy("Can do what it takes: {skill} (said so in {month})."),
    ),
    "demonstrated": (
        lazy("You can do what it takes: {skill} (you did it here, last in {month})."),
        lazy("Can do what it takes: {skill} (did it here, last in {month})."),
    ),
    "endorsed": (
        lazy("You can do what it takes: {skill} (others vouch for you, last in {month})."),
        lazy("Can do what it takes: {skill} (others vouch for it, last in {month})."),
    ),
    "taught": (
        lazy("You can do what it takes: {skill} (you teach it, last in {month})."),
        lazy("Can do what it takes: {skill} (teaches it, last in {month})."),
    ),
}
"""By how well it is known; None: in reasons from before that was said."""


def _skill(reason: Reason, reader: Reader) -> str:
    labels, evidence = reason["labels"], reason.get("evidence")
    sentence = reader.choose(*_SKILL.get(evidence, _SKILL[None]))
    month = _month(reason, reader) if evidence else ""
    return gettext(reader.language, sentence, skill=labels.get(reader.language, labels["en"]), month=month)


def _qualified(reason: Reason, reader: Reader) -> str:
    labels = reason["labels"]
    name = isolated(labels.get(reader.language, labels["en"]))
    if reason["until"] is None:
        sentence = reader.choose(lazy("You have what is required: {name}."), lazy("Has what is required: {name}."))
        return gettext(reader.language, sentence, name=name)
    sentence = reader.choose(
        lazy("You have what is required: {name}, valid until {day}."),
        lazy("Has what is required: {name}, valid until {day}."),
    )
    day = format_date(date.fromisoformat(reason["until"]), "long", locale=reader.language)
    return gettext(reader.language, sentence, name=name, day=day)


def _near(reason: Reason, reader: Reader) -> str:
    sentence = reader.choose(lazy("It is near you: {distance}."), lazy("Lives nearby: {distance} away."))
    return gettext(reader.language, sentence, distance=_distance(reason, reader))


def _within_reach(reason: Reason, reader: Reader) -> str:
    sentence = reader.choose(lazy("It is {distance} from you."), lazy("Lives {distance} away."))
    return gettext(reader.language, sentence, distance=_distance(reason, reader))


def _same_region(_: Reason, reader: Reader) -> str:
    return gettext(reader.language, reader.choose(lazy("It is in your region."), lazy("Lives in the region.")))


def _remote(_: Reason, reader: Reader) -> str:
    return gettext(reader.language, reader.choose(lazy("You can do it from home."), lazy("Can do it from home.")))


def _available(reason: Reason, reader: Reader) -> str:
    weekday = _day_names(reader.language)[reason["weekday"]]
    return gettext(reader.language, reader.choose(*_AVAILABLE[reason["part"]]), weekday=weekday)


@cache
def _day_names(language: str) -> dict[int, str]:
    return dict(get_day_names("wide", locale=language))


def _newcomer(_: Reason, reader: Reader) -> str:
    sentence = reader.choose(lazy("It is a good first task."), lazy("Is new: it is a good first task."))
    return gettext(reader.language, sentence)


def _reliable(_: Reason, reader: Reader) -> str:
    sentence = reader.choose(lazy("One can count on you: you always came."), lazy("Reliable: always came so far."))
    return gettext(reader.language, sentence)


def _kind(reason: Reason, reader: Reader) -> str:
    return name_of_kind(ActivityKind(reason["kind"]), reader.language)


def _month(reason: Reason, reader: Reader) -> str:
    return _month_in_words(reason["month"], reader.language)


@cache
def _month_in_words(said: str, language: str) -> str:
    year, month = map(int, said.split("-"))
    return format_date(date(year, month, 1), "LLLL y", locale=language)


def _distance(reason: Reason, reader: Reader) -> str:
    return say_distance(reason["km"], reader.language, miles=reader.miles)


_WRITERS: dict[str, Callable[[Reason, Reader], str]] = {
    "did_before": _did_before,
    "step_up": _step_up,
    "willing": _willing,
    "skill": _skill,
    "qualified": _qualified,
    "near": _near,
    "within_reach": _within_reach,
    "same_region": _same_region,
    "remote": _remote,
    "available": _available,
    "newcomer": _newcomer,
    "reliable": _reliable,
}
