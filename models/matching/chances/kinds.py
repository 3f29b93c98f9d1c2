"""Of what there are chances, and what is believed before anything happened."""

from enum import StrEnum


class ChanceKind(StrEnum):
    """What may happen or not."""

    YES = "yes"
    SHOW = "show"
    AGAIN = "again"


Prior = tuple[float, float]
"""Imagined successes and failures: a Beta distribution."""

PRIORS: dict[ChanceKind, Prior] = {
    ChanceKind.YES: (1.0, 4.0),
    ChanceKind.SHOW: (4.0, 1.0),
    ChanceKind.AGAIN: (1.0, 4.0),
}
"""The cold start: one in five says yes or comes back, four in five of those who said yes show up."""
