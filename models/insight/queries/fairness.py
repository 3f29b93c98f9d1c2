"""Who is suggested, asked, says yes and comes, by group: so that unfairness is seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

import asyncpg

from models.insight.rules.suppression import suppress
from models.kernel import clock, work
from models.kernel.actor import READING, Actor
from models.kernel.search_keys import prefix_range
from models.people.policy import ensure_may_read_region

PERIOD = timedelta(days=90)
COLUMNS = ("people", "suggested", "asked", "accepted", "came")


class Dimension(StrEnum):
    """By what people are grouped."""

    REGION = "region"
    AGE = "age"
    LANGUAGE = "language"
    NEWCOMER = "newcomer"


@dataclass(frozen=True, slots=True)
class FairnessRow:
    """
    A group, and how many of it; None: fewer than five, or to be worked out from such.

    `key`: path of a region; `under_25`, `25_39`, `40_59`, `60_up`, `unknown`; a language tag; `new`, `known`.
    """

    key: str
    people: int | None
    suggested: int | None
    asked: int | None
    accepted: int | None
    came: int | None


@dataclass(frozen=True, slots=True)
class Fairness:
    """The groups of a region by dimension, those of most people first, within the last so many days."""

    region_path: str
    days: int
    by: dict[Dimension, list[FairnessRow]]


_GROUPS = """
WITH here AS (
    SELECT p.id,
           substring(p.region_path FROM '^' || $2::text || '[^/]*/?') AS region,
           CASE WHEN p.birth_year IS NULL THEN 'unknown'
                WHEN $5::int - p.birth_year < 25 THEN 'under_25' WHEN $5 - p.birth_year < 40 THEN '25_39'
                WHEN $5 - p.birth_year < 60 THEN '40_59' ELSE '60_up' END AS age,
           p.language,
           CASE WHEN p.last_active_at IS NULL THEN 'new' ELSE 'known' END AS newcomer
    FROM people p WHERE p.account_id = $1 AND p.kind = 'volunteer' AND p.region_path >= $2 AND p.region_path < $3
), told AS (
    SELECT here.*,
           EXISTS (SELECT FROM matches m JOIN task_match_runs r
                   ON r.account_id = m.account_id AND r.task_id = m.task_id AND r.run_id = m.run_id
                   WHERE m.account_id = $1 AND m.person_id = here.id AND NOT m.reserve) AS suggested,
           EXISTS (SELECT FROM asks a WHERE a.account_id = $1 AND a.person_id = here.id AND a.sent_at > $4) AS asked,
           EXISTS (SELECT FROM asks a WHERE a.account_id = $1 AND a.person_id = here.id AND a.sent_at > $4
                   AND a.answer = 'yes') AS accepted,
           EXISTS (SELECT FROM assignments a JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
                   WHERE a.account_id = $1 AND a.person_id = here.id AND a.state = 'attended'
                   AND s.starts_at > $4) AS came
    FROM here
)
SELECT grouping(region) AS not_region, grouping(age) AS not_age, grouping(language) AS not_language,
       region, age, language, newcomer, count(*) AS people,
       count(*) FILTER (WHERE suggested) AS suggested, count(*) FILTER (WHERE asked) AS asked,
       count(*) FILTER (WHERE accepted) AS accepted, count(*) FILTER (WHERE came) AS came
FROM told GROUP BY GROUPING SETS ((region), (age), (language), (newcomer))
ORDER BY people DESC, region, age, language, newcomer
"""


async def fairness_of_region(actor: Actor, region_path: str | None = None) -> Fairness:
    """
    The groups of a region; without one, of the first in which the actor reads people. No total is told: what is hidden
    stays hidden. Raises NotAllowed.
    """
    path = first_readable(actor) if region_path is None else region_path
    ensure_may_read_region(actor, path)
    now = clock.now()
    rows = await work.fetch(_GROUPS, actor.account_id, *prefix_range(path), now - PERIOD, now.year)
    by = {dimension: _told(dimension, rows) for dimension in Dimension}
    return Fairness(path, PERIOD.days, by)


def first_readable(actor: Actor) -> str:
    paths = sorted(scope.region_path for scope in actor.scopes_with(*READING) if scope.team_id is None)
    return paths[0] if paths else ""


def _told(dimension: Dimension, rows: Iterable[asyncpg.Record]) -> list[FairnessRow]:
    """The groups of one dimension; a count that is not told is None, and so is all of a group too small to be told."""
    groups = [row for row in rows if _is_of(dimension, row)]
    columns = {name: suppress([row[name] for row in groups]) for name in COLUMNS}
    return [_row(row[dimension.value], number, columns) for number, row in enumerate(groups)]


def _is_of(dimension: Dimension, row: asyncpg.Record) -> bool:
    absent: dict[Dimension, Any] = {
        Dimension.REGION: row["not_region"],
        Dimension.AGE: row["not_age"],
        Dimension.LANGUAGE: row["not_language"],
    }
    if dimension is Dimension.NEWCOMER:
        return all(absent.values())
    return not absent[dimension]


def _row(key: str, number: int, columns: Mapping[str, Sequence[int | None]]) -> FairnessRow:
    return FairnessRow(key, **{name: counts[number] for name, counts in columns.items()})
