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
from models.matching.rules.openings import Opening


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
    new = first_timers(crowd, each.opening, each.numbers)
    for part in _split(each.opening, min(share, int(new.sum()))):
        yield Part(origin, replace(each.only(new) if part.first_timers_only else each, opening=part))


def _split(opening: Opening, share: int) -> Iterator[Opening]:
    reserved = share if opening.step_up_kind else 0
    if reserved < opening.free:
        yield replace(opening, free=opening.free - reserved)
    if reserved:
        taken = opening.taken + opening.free - reserved
        yield replace(opening, free=reserved, taken=taken, first_timers_only=True)


def split_step_ups(openings: Sequence[Opening]) -> tuple[list[Opening], list[int]]:
    """The same before anybody has looked who could come; and how many places of each part are for newcomers."""
    shares = newcomer_places(openings)
    parts = [
        (part, 0 if opening.step_up_kind else share)
        for opening, share in zip(openings, shares, strict=True)
        for part in _split(opening, share)
    ]
    return [part for part, _ in parts], [share for _, share in parts]


def whole_again(parts: Sequence[Opening]) -> tuple[list[Opening], list[int]]:
    """The shifts whose parts these are, one after the other; and for each part the position of its shift."""
    shifts: list[Opening] = []
    origins = []
    for part in parts:
        if part.first_timers_only and shifts and shifts[-1].shift_id == part.shift_id:
            shifts[-1] = replace(shifts[-1], free=shifts[-1].free + part.free)
        else:
            shifts.append(replace(part, first_timers_only=False))
        origins.append(len(shifts) - 1)
    return shifts, origins
