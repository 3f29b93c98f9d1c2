"""Composing letters: thanks first, the facts, one clear question (`rules.md` A6, A9–A12). No scores, no gaps, no guilt."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from models.asks import links
from models.asks.appeal_texts import Written
from models.asks.letters import Button, Letter
from models.asks.manner_words import USUAL, Manner, say_ending, say_more_thanks
from models.asks.tables import AskAnswer
from models.kernel.words import gettext, isolated, lazy, ngettext

NO_BREAK = "\N{NO-BREAK SPACE}"
KEPT = 4096
"""So many sentences are remembered that many people read."""
_SUBJECT = lazy("{name}, can you help with “{title}”?")
ANSWER_LABELS: dict[AskAnswer, str] = {
    AskAnswer.YES: lazy("Yes, I am in"),
    AskAnswer.NOT_NOW: lazy("Not now"),
    AskAnswer.TOO_FAR: lazy("Too far for me"),
    AskAnswer.NOT_MY_THING: lazy("Not my thing"),
    AskAnswer.ALREADY_DID: lazy("I did this already"),
    AskAnswer.NEVER: lazy("Please do not ask me any more"),
}


class Occasion(NamedTuple):
    """A shift as a letter speaks of it."""

    title: str
    place: str
    remote: bool
    starts_at: datetime
    ends_at: datetime
    time_zone: str


class LastWork(NamedTuple):
    """What the reader did last: its kind in words, and how many minutes; 0 if they did not say."""

    kind: str
    minutes: int


def say_when(occasion: Occasion, language: str) -> str:
    """Day and hours of a shift in the zone of its place: “Saturday, November 28, 2026, 10:00 – 12:00”."""
    start = occasion.starts_at.astimezone(ZoneInfo(occasion.time_zone))
    day = format_date(start, "full", locale=language)
    return gettext(language, "{day}, {hours}", day=day, hours=say_hours(occasion, language))


def say_hours(occasion: Occasion, language: str) -> str:
    """From when to when, in the zone of its place: “10:00 – 12:00”."""
    zone = ZoneInfo(occasion.time_zone)
    start, end = occasion.starts_at.astimezone(zone), occasion.ends_at.astimezone(zone)
    return " – ".join(say_time(moment, language) for moment in (start, end))


def say_time(moment: datetime, language: str) -> str:
    """A time of day that no line breaks: “10:00 AM”."""
    return format_time(moment, "short", locale=language).replace(" ", NO_BREAK)


def compose_ask(
    *,
    language: str,
    first_name: str,
    occasion: Occasion,
    why: str,
    last: LastWork | None,
    token: str,
    corrections: Sequence[str] = (),
    written: Written | None = None,
    manner: Manner = USUAL,
) -> Letter:
    """
    The ask for one shift: one button for yes, five small ways to say no, each one tap; `corrections`: what can be said
    against its reasons, each with a link of its own, in this order. `written`: what an organizer wrote stands between
    the thanks (unless it thanks itself) and the facts, which stay, as do the reasons. `manner`: what was drawn.
    """
    thanks: tuple[str, ...] = () if written and written.thanks else say_thanks(language, last)
    facts: tuple[str, ...] = (say_facts(language, occasion), gettext(language, "Why you: {why}", why=why))
    if manner is not USUAL:
        thanks, facts = (*thanks, *say_more_thanks(language, manner)), (*facts, *say_ending(language, manner))
    ask = links.address("/ask/")
    fixed = _words_of_asks(language, ask)
    return Letter(
        language=language,
        subject=written.subject if written else gettext(language, _SUBJECT, name=first_name, title=occasion.title),
        greeting=gettext(language, "Hello {name},", name=isolated(first_name)),
        paragraphs=(*thanks, *(written.paragraphs if written else ()), *facts),
        languages=_languages(language, len(thanks), written, len(facts)) if written else (),
        key=token,
        buttons=fixed.answers,
        is_wrong=fixed.is_wrong,
        corrections=_corrections(tuple(corrections), ask),
        small_print=fixed.small_print,
        unsubscribe_url=f"{ask}{token}?answer={AskAnswer.NEVER.value}",
        sender=manner.signer,
    )


def _languages(language: str, before: int, written: Written, after: int) -> tuple[str, ...]:
    """Of each paragraph, where what somebody wrote stands between our own."""
    return (language,) * before + (written.language,) * len(written.paragraphs) + (language,) * after


class _WordsOfAsks(NamedTuple):
    """What all asks in a language say."""

    answers: tuple[Button, ...]
    is_wrong: str
    small_print: tuple[str, ...]


@cache
def _words_of_asks(language: str, ask: str) -> _WordsOfAsks:
    profile = links.address("/profile")
    return _WordsOfAsks(
        tuple(Button(gettext(language, label), ask, f"?answer={each.value}") for each, label in ANSWER_LABELS.items()),
        gettext(language, "Is a reason not right? Tap it, and we put it right:"),
        (
            gettext(language, "You get this because you agreed to be asked. We ask at most twice a week."),
            gettext(language, "Everything we know of you stands in your profile: {url}", url=profile),
        ),
    )


@lru_cache(KEPT)
def _corrections(said: tuple[str, ...], ask: str) -> tuple[Button, ...]:
    return tuple(Button(words, ask, f"?correct={number}") for number, words in enumerate(said))


def compose_sign_in(*, language: str, first_name: str, url: str, code: str) -> Letter:
    """The magic link and its code."""
    return Letter(
        language=language,
        subject=gettext(language, "Your way in to Groundswell"),
        greeting=gettext(language, "Hello {name},", name=isolated(first_name)),
        paragraphs=(
            gettext(language, "Tap the button on the device where you asked for this. It works for 15 minutes, once."),
            gettext(language, "On another device, type this code: {code}", code=code),
        ),
        buttons=(Button(gettext(language, "Sign in"), url),),
        small_print=(gettext(language, "You did not ask for this? Then do nothing: nobody gets in without it."),),
        secret=True,
    )


def compose_cancelled(*, language: str, first_name: str, occasion: Occasion) -> Letter:
    """A shift does not take place: a service message to those who had signed up."""
    return Letter(
        language=language,
        subject=gettext(language, "Cancelled: {title}", title=occasion.title),
        greeting=gettext(language, "Hello {name},", name=isolated(first_name)),
        paragraphs=(
            gettext(
                language,
                "“{title}” on {when} does not take place. You do not need to do anything.",
                title=isolated(occasion.title),
                when=say_when(occasion, language),
            ),
            gettext(language, "Thank you for having been ready to help."),
        ),
        buttons=(Button(gettext(language, "See what else is needed"), links.address("/tasks")),),
    )


def compose_changed(*, language: str, first_name: str, occasion: Occasion, buttons: tuple[Button, ...]) -> Letter:
    """A shift takes place at another time or place: a service message to those who had signed up."""
    return Letter(
        language=language,
        subject=gettext(language, "Changed: {title}", title=occasion.title),
        greeting=gettext(language, "Hello {name},", name=isolated(first_name)),
        paragraphs=(
            gettext(language, "A shift that you signed up for has changed. This is how it is now:"),
            say_facts_of(language, occasion),
        ),
        buttons=buttons,
        small_print=(gettext(language, "You cannot come? Please free the place, so that the next person gets it."),),
    )


def compose_promoted(*, language: str, first_name: str, occasion: Occasion, buttons: tuple[Button, ...]) -> Letter:
    """A place became free for somebody on the waiting list."""
    return Letter(
        language=language,
        subject=gettext(language, "You have a place: {title}", title=occasion.title),
        greeting=gettext(language, "Hello {name},", name=isolated(first_name)),
        paragraphs=(gettext(language, "A place became free, and it is yours."), say_facts_of(language, occasion)),
        buttons=buttons,
        small_print=(gettext(language, "You cannot come? Please free the place, so that the next person gets it."),),
    )


def compose_unqualified(*, language: str, first_name: str, occasion: Occasion, lacking: Sequence[str]) -> Letter:
    """A place was given back, for a required licence or training does not count (any more). `lacking`: what, in sentences."""
    return Letter(
        language=language,
        subject=gettext(language, "Your place was given back: {title}", title=occasion.title),
        greeting=gettext(language, "Hello {name},", name=isolated(first_name)),
        paragraphs=(
            gettext(
                language,
                "You had signed up for this, but nobody may do it without a certain licence or training, and yours does not "
                "count at the moment. So your place goes to the next person.",
            ),
            say_facts_of(language, occasion),
            *lacking,
        ),
        buttons=(Button(gettext(language, "Profile"), links.address("/profile")),),
        small_print=(
            gettext(language, "Is this a mistake? Speak with an organizer of your region, then sign up again."),
        ),
    )


def compose_newcomer_thanks(
    *, language: str, first_name: str, last: LastWork | None, signer: str, region: str
) -> Letter:
    """An unannounced thank-you to a newcomer, signed by an organizer by name (`rules.md` G12). It asks for nothing."""
    return Letter(
        language=language,
        subject=gettext(language, "Thank you, {name}", name=first_name),
        greeting=gettext(language, "Hello {name},", name=isolated(first_name)),
        paragraphs=(
            *say_thanks(language, last),
            gettext(
                language, "You are new with us, and you already made a difference. I wanted you to know that I saw it."
            ),
            gettext(language, "{name}, who organizes {region}", name=isolated(signer), region=isolated(region)),
        ),
        buttons=(Button(gettext(language, "See what came of it"), links.address("/")),),
    )


@lru_cache(KEPT)
def say_thanks(language: str, last: LastWork | None) -> tuple[str]:
    """Thanks for what the reader did last; a welcome for who has not begun."""
    if last is None:
        return (gettext(language, "Good that you are with us."),)
    if not last.minutes:
        return (gettext(language, "Thank you for your last contribution: {kind}.", kind=last.kind),)
    return (
        ngettext(
            language,
            "Thank you for your last contribution: {kind}, {number} minute.",
            "Thank you for your last contribution: {kind}, {number} minutes.",
            last.minutes,
            kind=last.kind,
        ),
    )


@lru_cache(KEPT)
def say_facts(language: str, occasion: Occasion) -> str:
    """What is needed next, when and where."""
    return gettext(language, "What is needed next: {facts}", facts=say_facts_of(language, occasion))


def say_facts_of(language: str, occasion: Occasion) -> str:
    """What, when and where, in one line."""
    place = gettext(language, "from home") if occasion.remote else isolated(occasion.place)
    return " · ".join(part for part in (isolated(occasion.title), say_when(occasion, language), place) if part)
