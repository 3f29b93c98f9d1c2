"""Places for first-timers (`rules.md` M3)."""

from collections.abc import Sequence

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
