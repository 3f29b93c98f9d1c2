"""
Which one ask a person gets (`rules.md` A3–A5, A12): the best of what matching found, after what they once declined.

A plain greedy choice behind the interface that stays: people in the order of their best candidate, each the best
candidate that still wants people. Deterministic.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

LEAD = timedelta(days=3)
WAVE = 3
PATIENCE = timedelta(days=2)
"""How long a wave waits for its answers; then the next people are asked (A4)."""
URGENCY_WEIGHT = (0.7, 1.0, 1.3, 1.6)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One match that could become an ask. `starts_at` and `wanted` are the shift's."""

    person_id: UUID
    task_id: UUID
    shift_id: UUID
    kind: str
    score: float
    urgency: int
    starts_at: datetime
    reasons: list[dict[str, Any]] = field(default_factory=list)

    @property
    def value(self) -> float:
        """What asking is worth: the match's score, weighted by the task's urgency (0 to 3)."""
        return self.score * URGENCY_WEIGHT[self.urgency]


@dataclass(frozen=True, slots=True)
class Declined:
    """What a person once said no to: these tasks, these kinds of work."""

    task_ids: frozenset[UUID] = frozenset()
    kinds: frozenset[str] = frozenset()


NOTHING_DECLINED = Declined()


def invitations_wanted(free_places: int, open_invitations: int) -> int:
    """How many more people to ask for a shift: a wave of three for each free place, less those who may still answer."""
    return max(0, WAVE * free_places - open_invitations)


def is_early_enough(starts_at: datetime, now: datetime) -> bool:
    """Whether there are three days left before the shift (A4)."""
    return starts_at - now >= LEAD


def choose(
    candidates: Iterable[Candidate],
    wanted: Mapping[UUID, int],
    declined: Mapping[UUID, Declined],
    now: datetime,
) -> list[Candidate]:
    """
    At most one candidate per person and `wanted[shift_id]` per shift, best value first.

    `declined` maps a person to what they said no to. Ties are broken by ids, so that two runs choose the same.
    """
    left = dict(wanted)
    chosen: dict[UUID, Candidate] = {}
    ordered = sorted(candidates, key=lambda one: (-one.value, one.starts_at, one.shift_id, one.person_id))
    for candidate in ordered:
        if candidate.person_id in chosen or left.get(candidate.shift_id, 0) < 1:
            continue
        if not is_early_enough(candidate.starts_at, now) or _was_declined(candidate, declined):
            continue
        chosen[candidate.person_id] = candidate
        left[candidate.shift_id] -= 1
    return list(chosen.values())


def _was_declined(candidate: Candidate, declined: Mapping[UUID, Declined]) -> bool:
    no = declined.get(candidate.person_id, NOTHING_DECLINED)
    return candidate.task_id in no.task_ids or candidate.kind in no.kinds
