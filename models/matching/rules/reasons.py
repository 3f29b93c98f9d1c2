"""Why somebody was matched with a shift: codes with parameters, the strongest first (`rules.md` M6)."""

import math
from datetime import date
from typing import Any
from uuid import UUID

from models.matching.rules.crowd import KIND_BIT, Crowd
from models.matching.rules.openings import Opening
from models.matching.rules.score import NEAR_KM
from models.people.rules.availability import part_of

Reason = dict[str, Any]
"""`{"code": str, …parameters}`, as JSON."""

RELIABLE_TIMES = 3


def reasons_for(crowd: Crowd, opening: Opening, number: int, km: float) -> list[Reason]:
    """At least one reason: where it is done is always one."""
    return [
        *_step_up(crowd, opening, number),
        *_work(crowd, opening, number),
        *_skills(crowd, opening, number),
        *_qualifications(crowd, opening, number),
        *_place(opening, km),
        *_time(crowd, opening, number),
        *_record(crowd, number),
    ]


def _step_up(crowd: Crowd, opening: Opening, number: int) -> list[Reason]:
    """For whom a step up is new, and ready for it."""
    kind = opening.step_up_kind
    if kind is None or number in crowd.stepped_up.get(kind, ()):
        return []
    return [{"code": "step_up", "kind": kind.value, "times": crowd.attended.get(kind, {}).get(number, 0)}]


def _work(crowd: Crowd, opening: Opening, number: int) -> list[Reason]:
    kind = opening.kind.value
    deed = crowd.deeds.get(opening.kind, {}).get(number)
    if deed:
        return [{"code": "did_before", "kind": kind, "times": deed.times, "month": f"{deed.last_on:%Y-%m}"}]
    if int(crowd.willing[number]) & KIND_BIT[opening.kind]:
        return [{"code": "willing", "kind": kind}]
    return []


def _skills(crowd: Crowd, opening: Opening, number: int) -> list[Reason]:
    known = [skill_id for skill_id in opening.skills if number in crowd.skills.get(skill_id, {})]
    known.sort(key=lambda skill_id: (-crowd.skills[skill_id][number], skill_id))
    return [
        {"code": "skill", "skill_id": str(skill_id), "labels": dict(opening.skills[skill_id])}
        | _proof(crowd, skill_id, number)
        for skill_id in known[:2]
    ]


def _proof(crowd: Crowd, skill_id: UUID, number: int) -> Reason:
    """How well the skill is known and since when; nothing where nobody looked."""
    proof = crowd.proofs.get(skill_id, {}).get(number)
    return {"evidence": proof.evidence.value, "month": f"{proof.last_on:%Y-%m}"} if proof else {}


def _qualifications(crowd: Crowd, opening: Opening, number: int) -> list[Reason]:
    return [
        {
            "code": "qualified",
            "qualification_id": str(qualification_id),
            "labels": dict(labels),
            "until": _day(crowd.qualified[qualification_id][number]),
        }
        for qualification_id, labels in opening.qualifications.items()
    ]


def _day(ordinal: float) -> str | None:
    return None if math.isinf(ordinal) else date.fromordinal(int(ordinal)).isoformat()


def _place(opening: Opening, km: float) -> list[Reason]:
    if opening.remote:
        return [{"code": "remote"}]
    if math.isnan(km):
        return [{"code": "same_region"}]
    return [{"code": "near" if km <= NEAR_KM else "within_reach", "km": round(km, 1)}]


def _time(crowd: Crowd, opening: Opening, number: int) -> list[Reason]:
    if crowd.availability[number] < 0:
        return []
    local = opening.starts_locally(crowd.time_zones[number])
    return [{"code": "available", "weekday": local.weekday(), "part": part_of(local.hour).name.lower()}]


def _record(crowd: Crowd, number: int) -> list[Reason]:
    if crowd.newcomer[number]:
        return [{"code": "newcomer"}]
    if crowd.came[number] >= RELIABLE_TIMES and not crowd.missed[number]:
        return [{"code": "reliable", "times": int(crowd.came[number])}]
    return []
