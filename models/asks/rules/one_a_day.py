"""A letter that gathers what came, one a day: today's, or tomorrow's if that has gone out."""

from enum import IntEnum

from models.asks.tables import DeliveryState


class Day(IntEnum):
    """Whose letter it is."""

    TODAY = 0
    TOMORROW = 1


_FREE = (None, DeliveryState.RECALLED)


def day_of_letter(today: DeliveryState | None, tomorrow: DeliveryState | None) -> Day | None:
    """
    Which letter is to tell news that comes now, by how those of today and tomorrow stand (None: there is none).

    None: one that still waits will tell it. A letter that was recalled never went out, so that it can wait again.
    """
    if today in _FREE:
        return Day.TODAY
    if today is DeliveryState.PENDING or tomorrow not in _FREE:
        return None
    return Day.TOMORROW
