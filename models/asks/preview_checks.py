"""What an organizer looks at before an appeal goes out: each a sentence, and whether all is well."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from babel import Locale

from models.asks.appeal_texts import AppealText
from models.asks.rules.hours import is_quiet
from models.asks.rules.merge_fields import Field
from models.asks.rules.small_counts import FEWEST
from models.kernel.words import gettext, ngettext
from models.people.tables import Person

SHORT = 60
"""Characters of a subject that a phone shows."""
_LINK = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|org|net|io|gov|info)\b", re.IGNORECASE)


class CheckCode(StrEnum):
    """What is looked at."""

    SUBJECT = "subject"
    LANGUAGES = "languages"
    FALLBACKS = "fallbacks"
    LINKS = "links"
    QUIET_HOURS = "quiet_hours"


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was looked at, and what was found."""

    code: CheckCode
    passed: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Audience:
    """
    Those who would be asked, the text that each language gets, and the moment; `missing`: of each of them, which facts that
    their text asks for are not known.
    """

    people: Sequence[Person]
    chosen: Mapping[str, AppealText]
    now: datetime
    missing: Sequence[frozenset[Field]]


def checks_of(language: str, texts: Mapping[str, AppealText], subject: str, audience: Audience) -> Iterator[Check]:
    """All that is looked at, in words of `language`. `subject`: as the chosen reader gets it."""
    yield _subject(language, subject)
    yield _languages(language, audience)
    yield _fallbacks(language, audience)
    yield _links(language, texts)
    yield _quiet_hours(language, audience)


def _subject(language: str, subject: str) -> Check:
    fits = len(subject) <= SHORT
    found = (
        gettext(language, "The subject is short enough for a phone.")
        if fits
        else ngettext(
            language,
            "The subject has {number} character; phones cut it off after 60.",
            "The subject has {number} characters; phones cut it off after 60.",
            len(subject),
        )
    )
    return Check(CheckCode.SUBJECT, fits, found)


def _languages(language: str, audience: Audience) -> Check:
    missing = Counter(p.language for p in audience.people if p.language != audience.chosen[p.language].language)
    if not missing:
        return Check(CheckCode.LANGUAGES, True, gettext(language, "Everybody gets it in their own language."))
    names = ", ".join(sorted(_name_of(each, language) for each in missing))
    found = gettext(
        language, "There is no text in: {languages}. Those readers get it in another language.", languages=names
    )
    return Check(CheckCode.LANGUAGES, False, found)


def _name_of(code: str, language: str) -> str:
    try:
        return Locale.parse(code, sep="-").get_display_name(language) or code
    except ValueError:
        return code


def _fallbacks(language: str, audience: Audience) -> Check:
    without = sum(map(bool, audience.missing))
    if not without:
        found = gettext(language, "All facts in the text are known of everybody: nothing is replaced.")
        return Check(CheckCode.FALLBACKS, True, found)
    asked = frozenset[Field]().union(*audience.missing)
    fields = ", ".join(f"{{{each}}}" for each in Field if each in asked)
    if without < FEWEST:
        found = gettext(language, "A few people read what stands there instead of: {fields}.", fields=fields)
    else:
        found = ngettext(
            language,
            "{number} person reads what stands there instead of: {fields}.",
            "{number} people read what stands there instead of: {fields}.",
            without,
            fields=fields,
        )
    return Check(CheckCode.FALLBACKS, False, found)


def _links(language: str, texts: Mapping[str, AppealText]) -> Check:
    written = "\n".join(piece for text in texts.values() for piece in text.pieces if isinstance(piece, str))
    if _LINK.search(written):
        found = gettext(
            language, "There is a link in the text. The buttons are enough, and links make mails look suspicious."
        )
        return Check(CheckCode.LINKS, False, found)
    return Check(CheckCode.LINKS, True, gettext(language, "No link leads elsewhere."))


def _quiet_hours(language: str, audience: Audience) -> Check:
    asleep = any(is_quiet(audience.now, person.time_zone) for person in audience.people)
    if asleep:
        found = gettext(language, "It is night for some of them: their letters wait until 8 in the morning.")
    else:
        found = gettext(language, "It is day for everybody: letters go out at once, or in the evening.")
    return Check(CheckCode.QUIET_HOURS, not asleep, found)
