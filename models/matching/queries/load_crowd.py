"""People as the rules of matching look at them: with their skills, their past work, and what they have already."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import asyncpg
import numpy as np

from models.activity.queries.effective import COUNTS, VERDICT
from models.activity.tables import ActivityKind
from models.kernel import work
from models.matching.queries.load_history import History, load_history
from models.matching.queries.load_outlook import load_outlook
from models.matching.queries.load_people import load_people
from models.matching.queries.load_qualified import load_qualified
from models.matching.rules import Crowd, Deed, Opening, Outlook
from models.matching.rules.columns import Flags, Integers, Numbers
from models.matching.rules.crowd import KIND_BIT, Proof
from models.matching.rules.evidence import weight_of
from models.matching.rules.limits import FARTHEST_KM, WEEKLY_MINUTES
from models.people.tables import Evidence

FIRST_WEEK = timedelta(days=7)

_SKILLS = """
SELECT person_id, skill_id, evidence, (coalesce(last_used_at, since) AT TIME ZONE 'UTC')::date AS used_on
FROM person_skills
WHERE account_id = $1 AND skill_id = ANY($2::uuid[]) AND person_id = ANY($3::uuid[])
"""
_DEEDS = f"""
SELECT activity.ledger_id, activity.kind, count(*) AS times, max(activity.local_date) AS last_on
FROM activities AS activity {VERDICT}
WHERE activity.account_id = $1 AND activity.ledger_id = ANY($2::uuid[]) AND activity.kind = ANY($3::text[]) AND {COUNTS}
GROUP BY 1, 2
"""


async def load_crowd(
    account_id: UUID,
    openings: Sequence[Opening],
    now: datetime,
    person_ids: Sequence[UUID] | None = None,
    regions: Sequence[str] | None = None,
) -> Crowd:
    """Everybody (or these people, or those of these regions) who may be within reach of one of the shifts."""
    rows: list[asyncpg.Record] = []
    async for page in load_people(account_id, openings, person_ids, regions):
        rows += page
    rows.sort(key=lambda row: row["id"])
    number_of = {row["id"]: number for number, row in enumerate(rows)}
    history = await load_history(account_id, number_of, now)
    proofs = await _load_proofs(account_id, openings, number_of)
    skills = {skill_id: _weights(found, now) for skill_id, found in proofs.items()}
    qualified = await load_qualified(account_id, openings, number_of)
    deeds = await _load_deeds(account_id, openings, rows)
    outlook = await load_outlook(account_id, now, _numbers(_seconds(row["last_active_at"]) for row in rows))
    return replace(_crowd(rows, now, history, skills, deeds, outlook), qualified=qualified, proofs=proofs)


async def _load_proofs(
    account_id: UUID, openings: Sequence[Opening], number_of: dict[UUID, int]
) -> dict[UUID, dict[int, Proof]]:
    wanted = {skill_id for opening in openings for skill_id in opening.skills}
    found: dict[UUID, dict[int, Proof]] = {skill_id: {} for skill_id in wanted}
    proof_of = cache(lambda evidence, used_on: Proof(Evidence(evidence), used_on))
    for person_id, skill_id, evidence, used_on in (
        await work.fetch(_SKILLS, account_id, list(wanted), list(number_of)) if wanted else ()
    ):
        found[skill_id][number_of[person_id]] = proof_of(evidence, used_on)
    return found


def _weights(proofs: dict[int, Proof], now: datetime) -> dict[int, float]:
    """What the skill counts for each of them."""
    today = now.date()
    weight = {
        (evidence, last_on): weight_of(evidence, (today - last_on).days)
        for evidence, last_on in {(each.evidence, each.last_on) for each in proofs.values()}
    }
    return {number: weight[each.evidence, each.last_on] for number, each in proofs.items()}


async def _load_deeds(
    account_id: UUID, openings: Sequence[Opening], rows: Sequence[asyncpg.Record]
) -> dict[ActivityKind, dict[int, Deed]]:
    kinds = sorted({opening.kind.value for opening in openings})
    number_of = {row["ledger_id"]: number for number, row in enumerate(rows) if row["last_active_at"]}
    found: dict[ActivityKind, dict[int, Deed]] = {ActivityKind(kind): {} for kind in kinds}
    for row in await work.fetch(_DEEDS, account_id, list(number_of), kinds) if number_of else ():
        found[ActivityKind(row["kind"])][number_of[row["ledger_id"]]] = Deed(row["times"], row["last_on"])
    return found


def _crowd(
    rows: Sequence[asyncpg.Record],
    now: datetime,
    history: History,
    skills: dict[UUID, dict[int, float]],
    deeds: dict[ActivityKind, dict[int, Deed]],
    outlook: Outlook,
) -> Crowd:
    active = _flags(row["last_active_at"] is not None for row in rows)
    return Crowd(
        ids=[row["id"] for row in rows],
        latitude=_numbers(_or(row["latitude"], np.nan) for row in rows),
        longitude=_numbers(_or(row["longitude"], np.nan) for row in rows),
        maximum_km=_numbers(min(_or(row["maximum_distance_km"], FARTHEST_KM), FARTHEST_KM) for row in rows),
        birth_year=_integers(_or(row["birth_year"], 0) for row in rows),
        has_guardian=_flags(row["has_guardian"] for row in rows),
        availability=_integers(_or(row["availability"], -1) for row in rows),
        weekly_minutes=_integers(_or(row["weekly_minutes"], WEEKLY_MINUTES) for row in rows),
        paused_until=_numbers(row["paused_until"].timestamp() if row["paused_until"] else -np.inf for row in rows),
        willing=_integers(_kinds(row["willing"]) for row in rows),
        newcomer=~active & (history.came == 0),
        first_week=_flags(now - row["created_at"] <= FIRST_WEEK for row in rows),
        yes=history.yes,
        no=history.no,
        came=history.came,
        missed=history.missed,
        region_paths=[row["region_path"] for row in rows],
        time_zones=[row["time_zone"] for row in rows],
        busy=history.busy,
        unwilling=_unwilling(rows),
        rest_hours={n: row["rest_hours"] for n, row in enumerate(rows) if row["rest_hours"]},
        most_in_a_row={n: row["most_in_a_row"] for n, row in enumerate(rows) if row["most_in_a_row"]},
        not_from_home=frozenset(number for number, row in enumerate(rows) if not row["from_home"]),
        minutes_in_week=history.minutes_in_week,
        refused_tasks=history.refused_tasks,
        known_shifts=history.known_shifts,
        attended=history.attended,
        stepped_up=history.stepped_up,
        skills=skills,
        deeds=deeds,
        outlook=outlook,
    )


def _unwilling(rows: Sequence[asyncpg.Record]) -> dict[ActivityKind, frozenset[int]]:
    found: dict[ActivityKind, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for kind in row["unwilling"]:
            found[ActivityKind(kind)].add(number)
    return {kind: frozenset(numbers) for kind, numbers in found.items()}


def _kinds(willing: list[str]) -> int:
    return sum({KIND_BIT[ActivityKind(kind)] for kind in willing})


def _seconds(moment: datetime | None) -> float:
    return moment.timestamp() if moment else np.nan


def _or(value: Any, default: float) -> Any:
    return default if value is None else value


def _numbers(values: Any) -> Numbers:
    return np.fromiter(values, dtype=np.float64)


def _integers(values: Any) -> Integers:
    return np.fromiter(values, dtype=np.int64)


def _flags(values: Any) -> Flags:
    return np.fromiter(values, dtype=np.bool_)
