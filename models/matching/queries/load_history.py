"""What people answered so far, whether they came, and what they have in the weeks ahead."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import asyncpg
import numpy as np

from models.activity.tables import ActivityKind
from models.kernel import work
from models.matching.chances import ChanceKind
from models.matching.queries.outcomes import OUTCOMES, REMEMBERED
from models.matching.rules.care import Engagement, engagement, table_of
from models.matching.rules.columns import Integers, Numbers
from models.matching.rules.openings import Week, week_of
from models.tasks.tables import AssignmentState as State

_HISTORY = """
SELECT a.person_id, a.state, a.shift_id, s.task_id, s.starts_at, s.ends_at, t.time_zone, t.remote, t.latitude, t.longitude,
       s.cancelled_at, t.kind, t.step_up_kind
FROM assignments a
JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
JOIN tasks t ON t.account_id = s.account_id AND t.id = s.task_id
WHERE a.account_id = $1 AND a.person_id = ANY($2::uuid[])
ORDER BY a.id
"""
_ANSWERS = f"""
SELECT person_id, count(*) FILTER (WHERE success) AS yes, count(*) FILTER (WHERE NOT success) AS no
FROM ({OUTCOMES[ChanceKind.YES]}) AS answers GROUP BY 1
"""
Key = TypeVar("Key")

_BUSY = frozenset({State.ACCEPTED, State.CONFIRMED, State.ATTENDED})


@dataclass(frozen=True, slots=True)
class _Part:
    """The part that a person (by number) has in a shift."""

    number: int
    state: State
    shift_id: UUID
    task_id: UUID
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    takes_place: bool
    kind: ActivityKind
    step_up_kind: ActivityKind | None
    engagement: Engagement

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class History:
    """Columns of `Crowd`, by the number of each person."""

    yes: Integers
    no: Integers
    came: Integers
    missed: Integers
    busy: Numbers
    minutes_in_week: Mapping[Week, Mapping[int, int]]
    refused_tasks: Mapping[UUID, frozenset[int]]
    known_shifts: Mapping[UUID, frozenset[int]]
    attended: Mapping[ActivityKind, Mapping[int, int]]
    stepped_up: Mapping[ActivityKind, frozenset[int]]


async def load_history(account_id: UUID, number_of: Mapping[UUID, int], now: datetime) -> History:
    """Of these people, each with its number (0, 1, 2 …)."""
    yes, no = await _answers(account_id, number_of, now)
    rows = await work.fetch(_HISTORY, account_id, list(number_of)) if number_of else []
    parts = [_part(number_of[row["person_id"]], row) for row in rows]
    ahead = [part for part in parts if part.state in _BUSY and part.takes_place]
    return History(
        yes=yes,
        no=no,
        came=_count(parts, {State.ATTENDED}, len(number_of)),
        missed=_count(parts, {State.NO_SHOW}, len(number_of)),
        busy=table_of((part.number, part.engagement) for part in ahead),
        minutes_in_week=_minutes(ahead),
        refused_tasks=_sets((part.task_id, part.number) for part in parts if part.state is State.DECLINED),
        known_shifts=_sets((part.shift_id, part.number) for part in parts),
        attended=_attended(parts),
        stepped_up=_sets(
            (part.step_up_kind, part.number) for part in parts if part.step_up_kind and part.state is State.ATTENDED
        ),
    )


async def _answers(account_id: UUID, number_of: Mapping[UUID, int], now: datetime) -> tuple[Integers, Integers]:
    """How often each said yes, and no (or nothing), in the last year."""
    counts = np.zeros((2, len(number_of)), dtype=np.int64)
    parameters = (account_id, list(number_of), now, now - REMEMBERED)
    for row in await work.fetch(_ANSWERS, *parameters) if number_of else ():
        counts[:, number_of[row["person_id"]]] = row["yes"], row["no"]
    return counts[0], counts[1]


def _part(number: int, row: asyncpg.Record) -> _Part:
    return _Part(
        number,
        State(row["state"]),
        row["shift_id"],
        row["task_id"],
        row["starts_at"],
        row["ends_at"],
        row["time_zone"],
        row["cancelled_at"] is None,
        ActivityKind(row["kind"]),
        ActivityKind(row["step_up_kind"]) if row["step_up_kind"] else None,
        engagement_of(row),
    )


def engagement_of(row: asyncpg.Record) -> Engagement:
    """What a shift takes of somebody's time: a row with its times, zone, point and `remote`."""
    point = (row["latitude"], row["longitude"])
    return engagement(row["starts_at"], row["ends_at"], row["time_zone"], point, remote=row["remote"])


def _count(parts: Iterable[_Part], states: Collection[State], people: int) -> Integers:
    numbers = [part.number for part in parts if part.state in states]
    return np.bincount(np.array(numbers, dtype=np.int64), minlength=people)


def _minutes(parts: Iterable[_Part]) -> dict[Week, dict[int, int]]:
    found: dict[Week, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for part in parts:
        found[week_of(part.starts_at, part.time_zone)][part.number] += part.minutes
    return found


def _attended(parts: Iterable[_Part]) -> dict[ActivityKind, dict[int, int]]:
    found: dict[ActivityKind, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for part in parts:
        if part.state is State.ATTENDED:
            found[part.kind][part.number] += 1
    return found


def _sets(pairs: Iterable[tuple[Key, int]]) -> dict[Key, frozenset[int]]:
    found: dict[Key, set[int]] = defaultdict(set)
    for key, number in pairs:
        found[key].add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}
