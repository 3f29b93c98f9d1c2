"""Places, and what is too small to be shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

FEWEST_PEOPLE = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """A member of a board with its points (thousandths) and its place, from 1."""

    place: int
    member_id: UUID
    points: int


def placed(scores: Sequence[tuple[UUID, int]]) -> list[Standing]:
    """Members with points, highest first (by id where equal); whoever has the same points shares a place: 1, 2, 2, 4."""
    ordered = sorted((score for score in scores if score[1] > 0), key=lambda score: (-score[1], score[0]))
    standings: list[Standing] = []
    for position, (member_id, points) in enumerate(ordered, start=1):
        shares = bool(standings) and standings[-1].points == points
        standings.append(Standing(standings[-1].place if shares else position, member_id, points))
    return standings


def without_small_ones(
    scores: Sequence[tuple[UUID, int]], people: Callable[[UUID], int], fewest: int = FEWEST_PEOPLE
) -> list[tuple[UUID, int]]:
    """
    Those members with at least `fewest` active people, and so few of these that the left-out have as many together.

    Without the second part the one that is left out could be had by subtracting the others from the whole above them
    (complementary suppression: Cox 1980): then the smallest one that is shown is left out too, until that is so.
    """
    by_size = sorted((score for score in scores if score[1] > 0), key=lambda score: (people(score[0]), score[0]))
    hidden = 0
    while by_size and (people(by_size[0][0]) < fewest or 0 < hidden < fewest):
        hidden += people(by_size.pop(0)[0])
    return by_size
