"""
Which one ask a person gets (`rules.md` A3–A5, A12): the best of what matching found, after what they once declined.

A plain greedy choice behind the interface that stays: people in the order of their best candidate, each the best
candidate that still wants people. Deterministic.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

LEAD = timedelta(days=3)
CHANCE_UNKNOWN = 1 / 3
"""What an invitation counts whose chance nobody has told: three for each place."""
LEAST_CHANCE = 0.05
"""No invitation counts less: at most twenty are open for one place, however unlikely each is."""
ENOUGH = 1e-9
PATIENCE = timedelta(days=2)
"""How long a wave waits for its answers; then the next people are asked (A4)."""
URGENCY_WEIGHT = (0.7, 1.0, 1.3, 1.6)


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    One match that could become an ask. `starts_at` is the shift's; `chance`: of a yes and of coming then. Its reasons stay
    where they are until it is chosen: there may be a million of these.
    """

    person_id: UUID
    task_id: UUID
    shift_id: UUID
    kind: str
    score: float
    urgency: int
    starts_at: datetime
    chance: float = CHANCE_UNKNOWN

    @property
    def value(self) -> float:
        """What asking is worth: the match's score, weighted by the task's urgency (0 to 3)."""
        return self.score * URGENCY_WEIGHT[self.urgency]

    @property
    def brings(self) -> float:
        """How many people who come asking them is counted as."""
        return max(LEAST_CHANCE, self.chance)


@dataclass(frozen=True, slots=True)
class Declined:
    """What a person once said no to: these tasks, these kinds of work."""

    task_ids: frozenset[UUID] = frozenset()
    kinds: frozenset[str] = frozenset()


NOTHING_DECLINED = Declined()


def is_early_enough(starts_at: datetime, now: datetime) -> bool:
    """Whether there are three days left before the shift (A4)."""
    return starts_at - now >= LEAD


def choose(
    candidates: Iterable[Candidate],
    wanted: Mapping[UUID, float],
    declined: Mapping[UUID, Declined],
    now: datetime,
) -> list[Candidate]:
    """
    At most one candidate per person, best value first, until those of a shift are expected to bring `wanted[shift_id]`
    people who come.

    `declined` maps a person to what they said no to. Ties are broken by ids, so that two runs choose the same.
    """
    left = dict(wanted)
    chosen: dict[UUID, Candidate] = {}
    ordered = sorted(candidates, key=lambda one: (-one.value, one.starts_at, one.shift_id, one.person_id))
    for candidate in ordered:
        if candidate.person_id in chosen or left.get(candidate.shift_id, 0) <= ENOUGH:
            continue
        if not is_early_enough(candidate.starts_at, now) or _was_declined(candidate, declined):
            continue
        chosen[candidate.person_id] = candidate
        left[candidate.shift_id] -= candidate.brings
    return list(chosen.values())


def _was_declined(candidate: Candidate, declined: Mapping[UUID, Declined]) -> bool:
    no = declined.get(candidate.person_id, NOTHING_DECLINED)
    return candidate.task_id in no.task_ids or candidate.kind in no.kinds
