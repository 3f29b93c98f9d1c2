"""How many open tasks near somebody each question about their profile is about: what an answer could open for them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any
from uuid import UUID

from models.asks.rules.next_steps import Subject
from models.kernel import clock, work
from models.tasks.bound import FREE_PLACES

LEVELS = 3
"""Country, state, county: tasks are near everybody in the region that they are in."""

_OPEN_TASKS = f"""
    SELECT t.region_path, t.remote, t.qualification_ids, t.skill_ids <> '{{}}' AS skilled, t.minimum_age IS NOT NULL AS aged
    FROM tasks t
    WHERE t.account_id = $1 AND t.status = 'open'
      AND EXISTS (SELECT FROM shifts s WHERE s.account_id = t.account_id AND s.task_id = t.id AND s.cancelled_at IS NULL
                  AND s.starts_at > $2 AND {FREE_PLACES} > 0)
"""


@dataclass(slots=True)
class Near:
    """How many tasks of a region ask each question, and how many need each licence or training."""

    questions: Counter[Subject] = field(default_factory=Counter)
    qualifications: Counter[UUID] = field(default_factory=Counter)


NearBy = Mapping[str, Near]
"""By region path, cut after the county."""


async def load_questions_near(account_id: UUID) -> NearBy:
    """What the open tasks of each region ask; remote ones those of their whole country."""
    near: dict[str, Near] = defaultdict(Near)
    for row in await work.fetch(_OPEN_TASKS, account_id, clock.now()):
        _count(near[_paths(row["region_path"])[0 if row["remote"] else -1]], row)
    return near


def _count(near: Near, row: Any) -> None:
    near.questions[Subject.WILLING] += 1
    near.questions[Subject.AVAILABILITY] += 1
    near.questions[Subject.SKILLS] += row["skilled"]
    near.questions[Subject.BIRTH_YEAR] += row["aged"]
    near.qualifications.update(row["qualification_ids"])


def near_to(near: NearBy, region_path: str) -> Near:
    """All tasks of somebody's county, and those that stand for their state or country."""
    found = Near()
    for each in (near[path] for path in _paths(region_path) if path in near):
        found.questions += each.questions
        found.qualifications += each.qualifications
    return found


def _paths(region_path: str) -> list[str]:
    """`US/`, `US/NY/`, `US/NY/061/`; a path of no part is one of its own."""
    parts = region_path.split("/")[:LEVELS]
    return list(accumulate(f"{part}/" for part in parts if part)) or [region_path]
