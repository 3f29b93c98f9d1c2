"""Why somebody is asked for what is no shift: as data, and as sentences (`rules.md` A11). Never a gap, never others' more (A9)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from models.asks.next_steps import Planned
from models.asks.rules.next_steps import KIND_OF, Subject
from models.asks.tables import AskKind
from models.kernel.words import LANGUAGES, gettext, isolated, lazy, ngettext
from models.people.qualification_words import name_of
from models.people.tables import Qualification

Reasons = list[dict[str, Any]]

_ABOUT_TASKS = {
    Subject.WILLING: lazy("We would like to suggest only what you like to do."),
    Subject.AVAILABILITY: lazy("We would like to suggest only times that suit you."),
}


async def reasons_for(account_id: UUID, planned: Sequence[Planned]) -> dict[UUID, Reasons]:
    """By person, for all of these who are asked something."""
    wanted = {each.qualification_id for each in planned if each.qualification_id}
    rows = {row.id: row for row in await Qualification.filter(account_id=account_id, id__in=list(wanted))}
    return {each.person_id: _reasons(each, rows) for each in planned if each.step}


def _reasons(planned: Planned, qualifications: dict[UUID, Qualification]) -> Reasons:
    assert planned.step is not None
    subject, known = planned.step.subject, planned.known
    if KIND_OF[subject] is not AskKind.PROFILE:
        led = [{"code": "leaderless"}] if subject is Subject.LEAD_TEAM else []
        return [{"code": "helped", "times": known.times}, *led]
    reason: dict[str, Any] = {"code": "tasks_ask", "subject": subject.value, "number": known.opens[subject]}
    needed = qualifications.get(planned.qualification_id) if planned.qualification_id else None
    if subject is Subject.QUALIFICATION and needed:
        names = {language: name_of(needed, language) for language in LANGUAGES}
        reason |= {"qualification_id": str(needed.id), "names": names}
    return [reason]


def word_step_reason(reason: dict[str, Any], language: str) -> str:
    """One of these reasons as a sentence."""
    match reason["code"]:
        case "helped":
            times = reason["times"]
            return ngettext(language, "You have helped {number} time.", "You have helped {number} times.", times)
        case "leaderless":
            return gettext(language, "Your team has nobody yet who leads it.")
        case _:
            return _word_tasks(reason, language)


def word_step_reasons(reasons: Reasons, language: str) -> str:
    """All reasons as one text."""
    return " ".join(word_step_reason(each, language) for each in reasons)


def _word_tasks(reason: dict[str, Any], language: str) -> str:
    number, subject = reason["number"], Subject(reason["subject"])
    if subject is Subject.QUALIFICATION:
        return ngettext(
            language,
            "{number} task in your region needs this: {name}.",
            "{number} tasks in your region need this: {name}.",
            number,
            name=isolated(name_in(reason, language)),
        )
    tasks = {
        Subject.SKILLS: lambda: ngettext(
            language,
            "{number} task in your region looks for certain skills.",
            "{number} tasks in your region look for certain skills.",
            number,
        ),
        Subject.BIRTH_YEAR: lambda: ngettext(
            language,
            "{number} task in your region is open from a certain age only.",
            "{number} tasks in your region are open from a certain age only.",
            number,
        ),
    }.get(subject)
    if tasks:
        return tasks()
    many = ngettext(
        language, "{number} task in your region needs people.", "{number} tasks in your region need people.", number
    )
    return f"{many} {gettext(language, _ABOUT_TASKS[subject])}"


def name_in(reason: dict[str, Any], language: str) -> str:
    """What the licence or training is called that a reason is about."""
    names: dict[str, str] = reason.get("names", {})
    return names.get(language) or names.get("en", "")
