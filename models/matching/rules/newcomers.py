"""Places for first-timers (`rules.md` M3): newcomers, and for a step up those for whom it is new."""

from collections.abc import Sequence

import numpy as np

from models.matching.rules.columns import Flags, Integers
from models.matching.rules.crowd import Crowd
from models.matching.rules.openings import Opening

NEWCOMER_SHARE = 0.1


def newcomer_places(openings: Sequence[Opening]) -> list[int]:
    """How many places of each shift are for newcomers: a tenth of all, spread in the order of time."""
    order = sorted(range(len(openings)), key=lambda position: openings[position].order)
    shares, before = [0] * len(openings), 0
    for position in order:
        after = before + openings[position].free
        shares[position] = int(after * NEWCOMER_SHARE + 1e-9) - int(before * NEWCOMER_SHARE + 1e-9)
        before = after
    return shares


def first_timers(crowd: Crowd, opening: Opening, numbers: Integers) -> Flags:
    """For whom of these people the reserved places of a shift are."""
    if opening.step_up_kind is None:
        return crowd.newcomer[numbers]
    return np.isin(numbers, sorted(crowd.stepped_up.get(opening.step_up_kind, ())), invert=True)
