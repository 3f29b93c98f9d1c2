"""Shifts that look for people."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.activity.tables import ActivityKind
from models.kernel import work
from models.kernel.words import LANGUAGES
from models.matching.rules import Opening
from models.matching.rules.limits import FARTHEST_KM, KM_PER_DEGREE, MARGIN_DEGREES
from models.people.qualification_words import labels_of
from models.people.queries import qualifications_by_id
from models.skills.queries import skills_by_id
from models.tasks.bound import FREE_PLACES

HORIZON = timedelta(days=60)
FARTHEST_DEGREES = FARTHEST_KM / KM_PER_DEGREE + MARGIN_DEGREES

_COLUMNS = f"""
SELECT t.id AS task_id, s.id AS shift_id, t.kind, s.starts_at, s.ends_at, {FREE_PLACES} AS free, t.time_zone,
       t.region_path, t.remote, t.latitude, t.longitude, t.minimum_age, t.urgency, t.skill_ids,
       t.qualification_ids, t.step_up_kind, t.step_up_times,
       (SELECT coalesce(sum(other.confirmed), 0)::int FROM shifts other
        WHERE other.account_id = t.account_id AND other.task_id = t.id AND other.ends_at > $3) AS taken
FROM shifts s JOIN tasks t ON t.account_id = s.account_id AND t.id = s.task_id
"""
_OPENINGS = f"""{_COLUMNS}
WHERE s.account_id = $1 AND ($2::uuid[] IS NULL OR t.id = ANY($2)) AND t.status = 'open' AND s.cancelled_at IS NULL
  AND s.starts_at > $3 AND s.starts_at < $4 AND ($5 OR {FREE_PLACES} > 0)
  AND ($6::uuid[] IS NULL OR t.remote OR t.latitude IS NULL OR EXISTS (
    SELECT FROM people p WHERE p.account_id = $1 AND p.id = ANY($6)
    AND (p.latitude IS NULL OR p.latitude BETWEEN t.latitude - {FARTHEST_DEGREES} AND t.latitude + {FARTHEST_DEGREES})))
ORDER BY s.starts_at, s.id
"""
_OF_SHIFTS = f"""{_COLUMNS}
WHERE s.account_id = $1 AND s.id = ANY($2::uuid[])
"""


async def load_openings(
    account_id: UUID,
    task_ids: Collection[UUID] | None,
    now: datetime,
    *,
    full_too: bool = False,
    near: Collection[UUID] | None = None,
) -> list[Opening]:
    """
    Shifts with free places (or `full_too`) that start within the next 60 days, of these tasks or of all, in the order
    of time. near: without those that are too far north or south for all of these people.
    """
    wanted = None if task_ids is None else list(task_ids)
    people = None if near is None else list(near)
    rows = await work.fetch(_OPENINGS, account_id, wanted, now, now + HORIZON, full_too, people)
    labels = await _labels(account_id, rows)
    return [_opening(dict(row), labels) for row in rows]


async def load_openings_of_shifts(account_id: UUID, shift_ids: Sequence[UUID], now: datetime) -> list[Opening]:
    """These shifts, whatever has become of them, in the given order."""
    rows = {row["shift_id"]: row for row in await work.fetch(_OF_SHIFTS, account_id, list(shift_ids), now)}
    labels = await _labels(account_id, rows.values())
    return [_opening(dict(rows[shift_id]), labels) for shift_id in shift_ids]


def _opening(row: dict[str, Any], labels: dict[UUID, dict[str, str]]) -> Opening:
    skills = {skill_id: labels[skill_id] for skill_id in row.pop("skill_ids") if skill_id in labels}
    qualifications = {each: labels[each] for each in row.pop("qualification_ids")}
    before = row["step_up_kind"]
    typed = {
        "kind": ActivityKind(row["kind"]),
        "step_up_kind": ActivityKind(before) if before else None,
        "step_up_times": row["step_up_times"] or 0,
    }
    return Opening(**row | typed, skills=skills, qualifications=qualifications)


async def _labels(account_id: UUID, rows: Collection[Mapping[str, Any]]) -> dict[UUID, dict[str, str]]:
    """Of the skills that help, and of what is required."""
    labels = await _skill_labels({skill_id for row in rows for skill_id in row["skill_ids"]})
    required = {each for row in rows for each in row["qualification_ids"]}
    known = await qualifications_by_id(account_id, required)
    return labels | {each: labels_of(qualification) for each, qualification in known.items()}


async def _skill_labels(skill_ids: set[UUID]) -> dict[UUID, dict[str, str]]:
    """The skills' labels in the languages that we speak; English always."""
    found = await skills_by_id(skill_ids)
    return {
        skill_id: {"en": skill.label} | {each: skill.names[each] for each in LANGUAGES if each in skill.names}
        for skill_id, skill in found.items()
    }
