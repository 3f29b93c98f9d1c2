"""
Step ups in the assignment: their reserved places as a shift of their own, which only those may take for whom it is new.

The solver knows one kind of first-timer, newcomers; a newcomer is never ready for a step up. Both parts run at the same
time, so that nobody gets into both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.matching.rules.candidates import Candidates
from models.matching.rules.crowd import Crowd
from models.matching.rules.newcomers import first_timers, newcomer_places


@dataclass(frozen=True, slots=True)
class Part:
    """Places of a shift (by its position among all candidates), and who may have them."""

    origin: int
    candidates: Candidates


def parts_of(crowd: Crowd, candidates: Sequence[Candidates]) -> list[Part]:
    """Each shift whole, a step up in two if places of it are reserved for somebody; in their order, first places first."""
    shares = newcomer_places([each.opening for each in candidates])
    return [part for origin, each in enumerate(candidates) for part in _parts(crowd, origin, each, shares[origin])]


def _parts(crowd: Crowd, origin: int, each: Candidates, share: int) -> Iterator[Part]:
    opening = each.opening
    new = first_timers(crowd, opening, each.numbers)
    reserved = min(share, int(new.sum())) if opening.step_up_kind else 0
    if reserved < opening.free:
        yield Part(origin, replace(each, opening=replace(opening, free=opening.free - reserved)))
    if reserved:
        last = replace(opening, free=reserved, taken=opening.taken + opening.free - reserved)
        yield Part(origin, replace(each.only(new), opening=last))
