"""
What somebody can be asked besides a shift, and which of it is worth most (`rules.md` A3): the next rung of the ladder, to come
back, or one question about themselves. Whom nothing is worth asking, and who did something lately, is thanked.

The ladder is try, return, bring a friend, lead a shift, host, lead a team. Its rungs that are shifts are asked for by
matching (`rules/choice.py`). Worth is on the same scale as for shifts (`rules/price.py`), by judgement; chances are learned
from what people answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from models.asks.tables import AskAnswer, AskKind


class Subject(StrEnum):
    """What an ask that is no shift is about: a rung, or a question."""

    WHAT_IS_NEAR = "what_is_near"
    BRING_FRIEND = "bring_friend"
    HOST = "host"
    LEAD_TEAM = "lead_team"
    WILLING = "willing"
    SKILLS = "skills"
    AVAILABILITY = "availability"
    BIRTH_YEAR = "birth_year"
    QUALIFICATION = "qualification"


KIND_OF: Mapping[Subject, AskKind] = {
    Subject.WHAT_IS_NEAR: AskKind.RETURN,
    Subject.BRING_FRIEND: AskKind.STEP,
    Subject.HOST: AskKind.STEP,
    Subject.LEAD_TEAM: AskKind.STEP,
    Subject.WILLING: AskKind.PROFILE,
    Subject.SKILLS: AskKind.PROFILE,
    Subject.AVAILABILITY: AskKind.PROFILE,
    Subject.BIRTH_YEAR: AskKind.PROFILE,
    Subject.QUALIFICATION: AskKind.PROFILE,
}
SUBJECTS = tuple(Subject)
"""By number, as decisions keep them: new ones come last."""
SILENCE = 60
"""Days without anything that counts, after which somebody is asked whether they would like to hear what is near."""
LATELY = 30
THANKED_FROM, THANKED_UNTIL = 2, 14
RUNGS: Mapping[Subject, int] = {Subject.BRING_FRIEND: 3, Subject.HOST: 5, Subject.LEAD_TEAM: 8}
"""How often somebody did something that counts before the next rung, in the order of the ladder."""
LASTING = frozenset({AskAnswer.NOT_MY_THING, AskAnswer.TOO_FAR, AskAnswer.ALREADY_DID})
YEAR, SEASON = timedelta(days=365), timedelta(days=90)
EXPECTED: Mapping[AskKind, float] = {AskKind.STEP: 0.08, AskKind.RETURN: 0.1, AskKind.PROFILE: 0.3}
"""The chance of a yes as long as nobody was asked."""
AS_MANY = 20
"""Asks that what we expect weighs as much as."""


@dataclass(frozen=True, slots=True)
class Known:
    """
    What is known of somebody who may be asked. `times`: how often they did something that counts, `days`: how many ago last.

    `planned`: they have a place in a shift to come, or an ask for one that is open; `leaderless`: they are in a team that
    nobody leads; `opens`: each question that their profile leaves open, with how many open tasks near them it is about;
    `resting`: what they are not to be asked again yet; `thanked`: since they did it.
    """

    times: int = 0
    days: int | None = None
    planned: bool = False
    adult: bool = False
    hosted: bool = False
    leads: bool = False
    leaderless: bool = False
    opens: Mapping[Subject, int] = field(default_factory=dict)
    resting: frozenset[Subject] = frozenset()
    thanked: bool = False


class NextStep(NamedTuple):
    """What somebody is asked, with which chance of a yes, and what that is worth less what it costs."""

    subject: Subject
    chance: float
    value: float


def possible_steps(known: Known) -> list[Subject]:
    """What somebody can be asked, in the order in which equals are preferred."""
    found = [next_rung(known)] if next_rung(known) else []
    if known.days is not None and known.days >= SILENCE and not known.planned:
        found.append(Subject.WHAT_IS_NEAR)
    found += [question for question in known.opens if known.opens[question] > 0]
    return [subject for subject in found if subject and subject not in known.resting]


def next_rung(known: Known) -> Subject | None:
    """The lowest rung that somebody neither has reached nor declined; only for those who came lately."""
    if known.days is None or known.days > LATELY:
        return None
    reached = {Subject.HOST: known.hosted, Subject.LEAD_TEAM: known.leads}
    allowed = {Subject.HOST: known.adult, Subject.LEAD_TEAM: known.adult and known.leaderless}
    for rung, times in RUNGS.items():
        if not reached.get(rung, False) and rung not in known.resting:
            return rung if known.times >= times and allowed.get(rung, True) else None
    return None


def worth_of(subject: Subject, known: Known) -> float:
    """
    What a yes brings, where 1 is somebody whom it suits wholly at the shift that needs people most.

    Who came often is missed most; a question is worth a part of each task that its answer opens, up to ten.
    """
    match subject:
        case Subject.WHAT_IS_NEAR:
            return 0.4 + 0.1 * min(known.times, 6)
        case Subject.BRING_FRIEND:
            return 0.6
        case Subject.HOST:
            return 1.0
        case Subject.LEAD_TEAM:
            return 1.5
        case _:
            return 0.03 * min(known.opens.get(subject, 0), 10)


def worthwhile_steps(known: Known, chances: Mapping[Subject, float], price: float) -> list[NextStep]:
    """The best that somebody can be asked of each kind, as far as it is worth more than its price: what is worth most first."""
    steps = [
        NextStep(subject, chances[subject], chances[subject] * worth_of(subject, known) - price)
        for subject in possible_steps(known)
    ]
    found: dict[AskKind, NextStep] = {}
    for step in sorted(steps, key=lambda step: -step.value):
        if step.value > 0:
            found.setdefault(KIND_OF[step.subject], step)
    return list(found.values())


def is_thanked(known: Known) -> bool:
    """
    Whether somebody whom nothing is worth asking is thanked: they did something 2 to 14 days ago (before, those thank who were
    there), and nobody thanked them since.
    """
    return known.days is not None and THANKED_FROM <= known.days <= THANKED_UNTIL and not known.thanked


def told_of(kind: AskKind, asked: int = 0, said_yes: int = 0) -> tuple[float, float]:
    """
    What is known of the chance of a yes, as a Beta distribution (α, β): what we expect, which weighs as much as twenty asks,
    and what those said who were asked the same.
    """
    yes = AS_MANY * EXPECTED[kind] + said_yes
    return yes, AS_MANY + asked - yes


def chance_of_yes(told: tuple[float, float]) -> float:
    """The chance that is to be expected then."""
    yes, no = told
    return yes / (yes + no)


def rests(kind: AskKind, answer: AskAnswer | None, age: timedelta) -> bool:
    """Whether somebody is not to be asked the same again yet: a year after a no to it, or a step that they took; else 90 days."""
    lasts = answer in LASTING or (answer is AskAnswer.YES and kind is AskKind.STEP)
    return age < (YEAR if lasts else SEASON)


def most_a_day(people: int) -> int:
    """How many of so many people are asked in a day: two in a hundred, at least twenty; no list is worn out in a morning."""
    return max(20, people // 50)


def whose_turn(waited: Sequence[int], most: int) -> list[int]:
    """The numbers of those, at most so many, who have waited longest, in hours; of equals the first ones."""
    return sorted(range(len(waited)), key=lambda number: (-waited[number], number))[:most]
