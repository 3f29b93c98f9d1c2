"""A shift that looks for people, with all that matching needs to know of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from models.activity.tables import ActivityKind
from models.matching.rules.care import Engagement, engagement

Week = tuple[int, int]
"""ISO year and week."""


@dataclass(frozen=True)
class Opening:
    """
    A shift with free places. `taken`: places of the whole task that are taken already; `skills`: what is needed, each
    with its labels by language; `qualifications`: licences and trainings without which nobody may, likewise. A step up
    needs `step_up_times` earlier shifts of `step_up_kind`; `first_timers_only`: those of its places that are for people for
    whom it is new (`parts.py`). Without a point and not remote, it is for its region's people.
    """

    task_id: UUID
    shift_id: UUID
    kind: ActivityKind
    starts_at: datetime
    ends_at: datetime
    free: int
    time_zone: str
    region_path: str
    remote: bool = False
    latitude: float | None = None
    longitude: float | None = None
    taken: int = 0
    minimum_age: int | None = None
    step_up_kind: ActivityKind | None = None
    step_up_times: int = 0
    first_timers_only: bool = False
    urgency: int = 1
    skills: Mapping[UUID, Mapping[str, str]] = field(default_factory=dict)
    qualifications: Mapping[UUID, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def start(self) -> float:
        """Seconds since 1970."""
        return self.starts_at.timestamp()

    @cached_property
    def end(self) -> float:
        """Seconds since 1970."""
        return self.ends_at.timestamp()

    @cached_property
    def engagement(self) -> Engagement:
        """It as something that takes time."""
        point = (self.latitude, self.longitude)
        return engagement(self.starts_at, self.ends_at, self.time_zone, point, remote=self.remote)

    @cached_property
    def last_day(self) -> int:
        """The local day on which it ends, as `date.toordinal` counts: what is required must be valid still."""
        return self.ends_at.astimezone(ZoneInfo(self.time_zone)).date().toordinal()

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int(self.end - self.start) // 60

    @cached_property
    def week(self) -> Week:
        """The week in which it counts against what a person can give."""
        return week_of(self.starts_at, self.time_zone)

    @cached_property
    def order(self) -> tuple[float, str]:
        """Openings are gone through in the order of time, then of ids."""
        return self.start, self.shift_id.hex

    def starts_locally(self, time_zone: str) -> datetime:
        """Its start on the clock of whoever does it: their own for remote work, else that of the place."""
        return self.starts_at.astimezone(ZoneInfo(time_zone if self.remote else self.time_zone))


def week_of(moment: datetime, time_zone: str) -> Week:
    """The ISO week in which a moment lies, locally."""
    year, week, _ = moment.astimezone(ZoneInfo(time_zone)).isocalendar()
    return year, week
