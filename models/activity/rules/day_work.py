"""What a person did on a day, as numbers to add up."""

from typing import NamedTuple
from uuid import UUID

from models.activity.tables import ActivityKind


class DayWork(NamedTuple):
    """All that somebody did of one kind, at home in one region, on one day."""

    kind: ActivityKind
    region_id: UUID
    activities: int
    minutes: int
    quantity: int
