"""A page of people's outcomes, each with what was known when it was still open, counted for a fit."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np

from models.activity.queries.effective import COUNTS, VERDICT
from models.kernel import work
from models.matching.chances import Cell, Cells, ChanceKind, Situation, add_outcomes, levels_of
from models.matching.chances.cells import fold_of
from models.matching.chances.levels import LEVELS
from models.matching.chances.model import group_of
from models.matching.chances.record import capped
from models.matching.chances.weeks import weekly_outcomes
from models.matching.queries.load_seen import Seen, load_seen
from models.matching.queries.outcomes import REMEMBERED
from models.matching.rules.columns import Numbers
from models.matching.rules.distances import distances_km

_DAYS = f"""
SELECT p.id, activity.local_date, count(*) AS times
FROM people p JOIN activities AS activity ON activity.account_id = p.account_id AND activity.ledger_id = p.ledger_id
{VERDICT}
WHERE p.account_id = $1 AND p.id = ANY($2::uuid[]) AND activity.local_date >= $3 AND {COUNTS}
GROUP BY 1, 2
"""


async def load_outcomes(account_id: UUID, kind: ChanceKind, person_ids: Sequence[UUID], until: datetime) -> Cells:
    """What is known by `until` of these people, as counts."""
    cells: Cells = {}
    if kind is ChanceKind.AGAIN:
        add_outcomes(cells, await _weeks(account_id, person_ids, until))
    else:
        add_outcomes(cells, _counted(kind, await load_seen(account_id, kind, person_ids, until)))
    return cells


async def _weeks(account_id: UUID, person_ids: Sequence[UUID], until: datetime) -> list[tuple[Cell, bool]]:
    days: dict[UUID, dict[date, int]] = defaultdict(dict)
    for row in await work.fetch(_DAYS, account_id, list(person_ids), (until - REMEMBERED).date()):
        days[row["id"]][row["local_date"]] = row["times"]
    return [one for person_id in sorted(days) for one in weekly_outcomes(str(person_id), days[person_id], until.date())]


def _counted(kind: ChanceKind, rows: Sequence[Seen]) -> Iterator[tuple[Cell, bool]]:
    if not rows:
        return
    levels = levels_of(_situation(rows))
    names = [[LEVELS[kind][feature][place] for place in levels[feature]] for feature in LEVELS[kind]]
    records = _records(rows)
    for number, row in enumerate(rows):
        cell = Cell(
            fold_of(str(row["person_id"])),
            *records[number],
            group_of(row["region_path"]),
            tuple(column[number] for column in names),
        )
        yield cell, row["success"]


def _records(rows: Sequence[Seen]) -> list[tuple[int, int]]:
    """What each person's earlier outcomes were, as far as they were known when the next one was still open."""
    own: dict[UUID, list[Seen]] = defaultdict(list)
    for row in rows:
        own[row["person_id"]].append(row)
    found = []
    for row in rows:
        known = [other["success"] for other in own[row["person_id"]] if other["known_at"] <= row["at"]]
        found.append(capped(sum(known), len(known) - sum(known)))
    return found


def _situation(rows: Sequence[Seen]) -> Situation:
    local = [row["starts_at"].astimezone(ZoneInfo(row["time_zone"])) for row in rows]
    return Situation(
        kind_times=np.array([row["kind_times"] for row in rows]),
        idle_days=np.array([row["idle_days"] for row in rows]),
        wish=np.array([_wish(row) for row in rows]),
        km=_km(rows),
        remote=np.array([row["remote"] for row in rows]),
        same_country=np.array([_country(row["region_path"]) == _country(row["task_region_path"]) for row in rows]),
        skills_needed=np.array([row["needed"] for row in rows]),
        skill_share=np.array([row["skill_share"] for row in rows]),
        lead_days=np.array([(row["starts_at"] - row["at"]).total_seconds() / 86400 for row in rows]),
        weekday=np.array([moment.weekday() for moment in local]),
        hour=np.array([moment.hour for moment in local]),
    )


def _wish(row: Seen) -> int:
    """As `rules.outlook`, for one person."""
    return 0 if not row["willing"] else 1 if row["kind"] in row["willing"] else 2


def _km(rows: Sequence[Seen]) -> Numbers:
    """NaN for remote work and where a point is unknown."""
    latitude, longitude, task_latitude, task_longitude = (
        np.array([row[name] for row in rows], dtype=np.float64)
        for name in ("latitude", "longitude", "task_latitude", "task_longitude")
    )
    return distances_km(latitude, longitude, task_latitude, task_longitude)


def _country(path: str) -> str:
    return path.split("/", 1)[0]
