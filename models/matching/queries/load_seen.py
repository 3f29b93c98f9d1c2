"""
What was known of a person and a shift when it was still open what would happen.

Read table by table and put together here: a database that has not counted its rows yet would join five tables in the
worst of orders.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.kernel import work
from models.matching.chances import ChanceKind
from models.matching.queries.load_work import load_work
from models.matching.queries.outcomes import OUTCOMES, REMEMBERED
from models.matching.rules.evidence import weight_of
from models.people.tables import Evidence

Seen = dict[str, Any]
"""
An outcome (person_id, at, known_at, success) with its shift (starts_at, kind, remote, time_zone, `task_…` point and path),
its person (point, region_path, willing), and kind_times, idle_days, needed, skill_share as they were.
"""

_SHIFTS = """
SELECT s.id, s.starts_at, t.kind, t.remote, t.time_zone, t.latitude AS task_latitude, t.longitude AS task_longitude,
       t.region_path AS task_region_path, t.skill_ids
FROM shifts s JOIN tasks t ON t.account_id = s.account_id AND t.id = s.task_id
WHERE s.account_id = $1 AND s.id = ANY($2::uuid[])
"""
_PEOPLE = """
SELECT id, latitude, longitude, region_path, willing FROM people WHERE account_id = $1 AND id = ANY($2::uuid[])
"""
_SKILLS = """
SELECT person_id, skill_id, evidence, since, coalesce(last_used_at, since) AS used_at FROM person_skills
WHERE account_id = $1 AND person_id = ANY($2::uuid[])
"""


async def load_seen(account_id: UUID, kind: ChanceKind, person_ids: Sequence[UUID], until: datetime) -> list[Seen]:
    """The outcomes of a page of people that are known by `until`, by person, in the order of time."""
    outcomes = await work.fetch(OUTCOMES[kind], account_id, list(person_ids), until, until - REMEMBERED)
    people = await _by_id(_PEOPLE, account_id, {row["person_id"] for row in outcomes})
    shifts = await _by_id(_SHIFTS, account_id, {row["shift_id"] for row in outcomes})
    skills = await _skills(account_id, list(people))
    past = await load_work(account_id, list(people), until)
    seen = [dict(row) | people[row["person_id"]] | shifts[row["shift_id"]] for row in outcomes]
    for each in seen:
        own, at = past[each["person_id"]], each["at"]
        each["kind_times"], each["idle_days"] = own.times(each["kind"], at), own.idle_days(at)
        each["needed"] = len(each["skill_ids"])
        each["skill_share"] = _share(each, skills[each["person_id"]])
    return sorted(seen, key=lambda each: (each["person_id"], each["at"], each["shift_id"]))


async def _by_id(sql: str, account_id: UUID, row_ids: set[UUID]) -> dict[UUID, Seen]:
    rows = await work.fetch(sql, account_id, list(row_ids)) if row_ids else ()
    return {row["id"]: dict(row) for row in rows}


async def _skills(account_id: UUID, person_ids: list[UUID]) -> dict[UUID, list[Seen]]:
    found: dict[UUID, list[Seen]] = defaultdict(list)
    for row in await work.fetch(_SKILLS, account_id, person_ids) if person_ids else ():
        found[row["person_id"]].append(dict(row))
    return found


def _share(seen: Seen, skills: list[Seen]) -> float:
    """The mean evidence for the skills that helped, of those known by then."""
    at, wanted = seen["at"], set(seen["skill_ids"])
    known = [each for each in skills if each["skill_id"] in wanted and each["since"] <= at]
    weights = [weight_of(Evidence(each["evidence"]), (at - each["used_at"]).total_seconds() / 86400) for each in known]
    return sum(weights) / max(1, len(wanted))
