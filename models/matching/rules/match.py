"""The whole of it: everybody within the limits of each shift, scored, then chosen."""

from collections.abc import Sequence

from models.matching.rules.crowd import Crowd
from models.matching.rules.greedy import Choice, choose, rank
from models.matching.rules.limits import within_limits
from models.matching.rules.openings import Opening
from models.matching.rules.score import score


def match(crowd: Crowd, openings: Sequence[Opening]) -> tuple[list[Choice], int]:
    """Matches and reserves for all shifts, and how many pairs were possible. Deterministic."""
    candidates = []
    for opening in openings:
        reach = within_limits(crowd, opening)
        candidates.append(rank(opening, reach, score(crowd, opening, reach)))
    return choose(crowd, candidates), sum(len(each.numbers) for each in candidates)
