"""
What somebody says against a reason, and what that changes about them (`rules.md` A11).

A reason is a fact of the profile, which changes, or of the ledger, which stays: then what follows from it changes
(“You have done this before” – “I do not want this work any more”).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from models.activity.tables import ActivityKind
from models.matching.rules.reasons import Reason
from models.people.rules.availability import ALWAYS

BREAK = timedelta(days=14)
NEAREST_KM = 1
"""No limit is shorter than this; what is nearer and still too far is left out by itself."""


class Correction(StrEnum):
    """What somebody says against a reason."""

    NOT_THIS_WORK = "not_this_work"
    NOT_THIS_SKILL = "not_this_skill"
    NOT_QUALIFIED = "not_qualified"
    TOO_FAR = "too_far"
    NOT_THERE = "not_there"
    NOT_FROM_HOME = "not_from_home"
    NOT_THEN = "not_then"
    NOT_TO_START = "not_to_start"
    NEED_A_BREAK = "need_a_break"
    NOT_THIS_TASK = "not_this_task"


CORRECTION_OF: Mapping[str, Correction] = {
    "did_before": Correction.NOT_THIS_WORK,
    "willing": Correction.NOT_THIS_WORK,
    "skill": Correction.NOT_THIS_SKILL,
    "qualified": Correction.NOT_QUALIFIED,
    "near": Correction.TOO_FAR,
    "within_reach": Correction.TOO_FAR,
    "same_region": Correction.NOT_THERE,
    "remote": Correction.NOT_FROM_HOME,
    "available": Correction.NOT_THEN,
    "step_up": Correction.NOT_THIS_TASK,
    "newcomer": Correction.NOT_TO_START,
    "reliable": Correction.NEED_A_BREAK,
}


@dataclass(frozen=True, slots=True)
class Objection:
    """
    Something that can be said against a suggestion. `skill_id`, `qualification_id`: the skill, the licence or training
    that is meant, with its `labels`.
    """

    correction: Correction
    skill_id: UUID | None = None
    qualification_id: UUID | None = None
    labels: Mapping[str, str] | None = None

    @property
    def key(self) -> tuple[Correction, UUID | None, UUID | None]:
        """What tells it from others."""
        return self.correction, self.skill_id, self.qualification_id


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person said so far, and the shift that does not suit them. `km` None: nobody knows, or work from home."""

    willing: Sequence[str]
    unwilling: Sequence[str]
    availability: int | None
    skill_ids: Sequence[UUID]
    maximum_distance_km: int | None
    kind: ActivityKind
    slot: int
    km: float | None
    now: datetime


def objections_to(reasons: Sequence[Reason]) -> list[Objection]:
    """Each reason's correction once, in their order; then what can always be said: not at that time, not this task."""
    found = [_objection(reason) for reason in reasons]
    always = (Objection(Correction.NOT_THEN), Objection(Correction.NOT_THIS_TASK))
    once: dict[tuple[object, ...], Objection] = {}
    for each in (*found, *always):
        once.setdefault(each.key, each)
    return list(once.values())


def correction_of(reason: Reason) -> Correction:
    """What is said against a reason; for a code that this version does not know: not this task."""
    return CORRECTION_OF.get(reason["code"], Correction.NOT_THIS_TASK)


def _objection(reason: Reason) -> Objection:
    correction = correction_of(reason)
    if correction is Correction.NOT_THIS_SKILL:
        return Objection(correction, UUID(reason["skill_id"]), labels=reason["labels"])
    if correction is Correction.NOT_QUALIFIED:
        qualification_id = UUID(reason["qualification_id"])
        return Objection(correction, qualification_id=qualification_id, labels=reason["labels"])
    return Objection(correction)


def changes_for(correction: Correction, standing: Standing, skill_id: UUID | None = None) -> dict[str, Any]:
    """The changes to a profile that a correction means; none if it only is about this one task."""
    match correction:
        case Correction.NOT_THIS_WORK:
            return {"unwilling": [*(kind for kind in standing.unwilling if kind != standing.kind), standing.kind.value]}
        case Correction.NOT_THIS_SKILL:
            return {"skill_ids": [known for known in standing.skill_ids if known != skill_id]}
        case Correction.TOO_FAR:
            return _stay_nearer(standing)
        case Correction.NOT_FROM_HOME:
            return {"from_home": False}
        case Correction.NOT_THEN:
            said = ALWAYS if standing.availability is None else standing.availability
            return {"availability": said & ~standing.slot}
        case Correction.NEED_A_BREAK:
            return {"paused_until": standing.now + BREAK}
    return {}


def _stay_nearer(standing: Standing) -> dict[str, Any]:
    """From now on nothing as far away as this, in whole kilometres."""
    if standing.km is None:
        return {}
    nearer = max(NEAREST_KM, math.ceil(standing.km) - 1)
    before = standing.maximum_distance_km
    return {"maximum_distance_km": nearer if before is None else min(before, nearer)}
