"""What a simulator foresees of an appeal: counts alone, so that it can be kept beside what really happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.asks.rules.decisions import Decision
from models.tasks.rules.attendance import Attendance


@dataclass(frozen=True, slots=True)
class ShiftForesight:
    """
    A shift with `free` places: asked by the first wave, by all waves that there is time for at most, and how many of the
    free places each of the two fills.
    """

    shift_id: UUID
    free: int
    first: int
    most: int
    filled_first: Attendance
    filled_most: Attendance


@dataclass(frozen=True, slots=True)
class RegionForesight:
    """A region: people who fit, asked by the first wave, by all waves at most. None: fewer than five, or hidden with them."""

    region_id: UUID
    people: int | None
    first: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Foresight:
    """`first`, `most`: people asked by the first wave, by all; `waves`: how many there is time for."""

    foreseen_at: datetime
    first: int
    most: int
    waves: int
    shifts: tuple[ShiftForesight, ...]
    left_out: Mapping[Decision, int | None]
    regions: tuple[RegionForesight, ...]

    def as_json(self) -> dict[str, Any]:
        """To be stored; `from_json` reads it."""
        return {
            "foreseen_at": self.foreseen_at.isoformat(),
            "first": self.first,
            "most": self.most,
            "waves": self.waves,
            "shifts": [_of_shift(each) for each in self.shifts],
            "left_out": [[int(decision), count] for decision, count in self.left_out.items()],
            "regions": [[str(each.region_id), each.people, each.first, each.most] for each in self.regions],
        }


def from_json(stored: Mapping[str, Any]) -> Foresight:
    """What `as_json` made."""
    return Foresight(
        foreseen_at=datetime.fromisoformat(stored["foreseen_at"]),
        first=stored["first"],
        most=stored["most"],
        waves=stored["waves"],
        shifts=tuple(_shift(*each) for each in stored["shifts"]),
        left_out={Decision(decision): count for decision, count in stored["left_out"]},
        regions=tuple(RegionForesight(UUID(region_id), *counts) for region_id, *counts in stored["regions"]),
    )


def _of_shift(each: ShiftForesight) -> list[Any]:
    ranges = ([fill.mean, fill.low, fill.high] for fill in (each.filled_first, each.filled_most))
    return [str(each.shift_id), each.free, each.first, each.most, *ranges]


def _shift(shift_id: str, free: int, first: int, most: int, filled_first: Any, filled_most: Any) -> ShiftForesight:
    return ShiftForesight(UUID(shift_id), free, first, most, Attendance(*filled_first), Attendance(*filled_most))
