"""Counts that may be told of groups: none below five, and none that the others give away (`rules.md` D)."""

from collections.abc import Sequence
from uuid import UUID

from models.leaderboards.rules.places import without_small_ones


def suppress(counts: Sequence[int]) -> list[int | None]:
    """
    The counts of groups that together make a whole; None where one is not told.

    Uses the complementary suppression of public boards (Cox 1980), and where only zeros would be left out, leaves out the
    smallest other group with them: what is left out sums to five at least, or it is everything.
    """
    groups = [(UUID(int=number), 1) for number in range(len(counts))]
    told = {member.int for member, _ in without_small_ones(groups, lambda member: counts[member.int])}
    if told and len(told) < len(counts) and sum(counts) == sum(counts[number] for number in told):
        told.remove(min(told, key=lambda number: (counts[number], -number)))
    return [count if number in told else None for number, count in enumerate(counts)]
