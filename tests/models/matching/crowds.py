"""Crowds and openings for tests of the pure rules: made by hand, or drawn."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import inf
from uuid import UUID

import numpy as np
from hypothesis import strategies as st

from models.activity.tables import ActivityKind
from models.matching.rules import Crowd, Deed, Opening
from models.matching.rules.care import Engagement, engagement, table_of
from models.matching.rules.crowd import KIND_BIT
from models.matching.rules.limits import FARTHEST_KM, WEEKLY_MINUTES
from models.matching.rules.openings import week_of

MONDAY = datetime(2026, 10, 5, tzinfo=UTC)
SKILL, LICENCE = UUID(int=77), UUID(int=88)
KINDS = (ActivityKind.CANVASS, ActivityKind.DRIVING)
NEW_YORK = "America/New_York"


@dataclass(frozen=True)
class Someone:
    """One person of a crowd, with everything that a test does not care about filled in."""

    latitude: float | None = 40.75
    longitude: float | None = -74.0
    maximum_km: float = FARTHEST_KM
    birth_year: int = 0
    has_guardian: bool = False
    availability: int = -1
    weekly_minutes: int = WEEKLY_MINUTES
    paused_until: datetime | None = None
    willing: tuple[ActivityKind, ...] = ()
    newcomer: bool = False
    first_week: bool = False
    yes: int = 0
    no: int = 0
    came: int = 0
    missed: int = 0
    region_path: str = "US/NY/061/"
    busy: tuple[tuple[datetime, datetime], ...] = ()
    refused: frozenset[int] = frozenset()
    unwilling: tuple[ActivityKind, ...] = ()
    from_home: bool = True
    rest_hours: int | None = None
    most_in_a_row: int | None = None
    skill: float = 0.0
    qualified_until: float | None = None
    did: dict[ActivityKind, int] = field(default_factory=dict)


def crowd_of(*people: Someone) -> Crowd:
    """The people as columns, numbered as they stand."""
    busy = [(n, _in_chelsea(*span)) for n, each in enumerate(people) for span in each.busy]
    weeks: dict[tuple[int, int], dict[int, int]] = {}
    for number, each in enumerate(people):
        for start, end in each.busy:
            week = weeks.setdefault(week_of(start, NEW_YORK), {})
            week[number] = week.get(number, 0) + int((end - start).total_seconds()) // 60
    tasks = sorted({task for each in people for task in each.refused})
    return Crowd(
        ids=[UUID(int=number + 1) for number in range(len(people))],
        latitude=np.array([np.nan if each.latitude is None else each.latitude for each in people], dtype=np.float64),
        longitude=np.array([np.nan if each.longitude is None else each.longitude for each in people], dtype=np.float64),
        maximum_km=np.array([each.maximum_km for each in people], dtype=np.float64),
        birth_year=np.array([each.birth_year for each in people], dtype=np.int64),
        has_guardian=np.array([each.has_guardian for each in people], dtype=np.bool_),
        availability=np.array([each.availability for each in people], dtype=np.int64),
        weekly_minutes=np.array([each.weekly_minutes for each in people], dtype=np.int64),
        paused_until=np.array([each.paused_until.timestamp() if each.paused_until else -np.inf for each in people]),
        willing=np.array([sum(KIND_BIT[kind] for kind in each.willing) for each in people], dtype=np.int64),
        newcomer=np.array([each.newcomer for each in people], dtype=np.bool_),
        first_week=np.array([each.first_week for each in people], dtype=np.bool_),
        yes=np.array([each.yes for each in people], dtype=np.int64),
        no=np.array([each.no for each in people], dtype=np.int64),
        came=np.array([each.came for each in people], dtype=np.int64),
        missed=np.array([each.missed for each in people], dtype=np.int64),
        region_paths=[each.region_path for each in people],
        time_zones=[NEW_YORK] * len(people),
        busy=table_of(busy),
        minutes_in_week=weeks,
        refused_tasks={
            UUID(int=task): frozenset(n for n, each in enumerate(people) if task in each.refused) for task in tasks
        },
        unwilling={kind: frozenset(n for n, each in enumerate(people) if kind in each.unwilling) for kind in KINDS},
        rest_hours={n: each.rest_hours for n, each in enumerate(people) if each.rest_hours},
        most_in_a_row={n: each.most_in_a_row for n, each in enumerate(people) if each.most_in_a_row},
        not_from_home=frozenset(n for n, each in enumerate(people) if not each.from_home),
        skills={SKILL: {number: each.skill for number, each in enumerate(people) if each.skill}},
        qualified={LICENCE: {n: each.qualified_until for n, each in enumerate(people) if each.qualified_until}},
        deeds={
            kind: {n: Deed(each.did[kind], date(2026, 9, 12)) for n, each in enumerate(people) if kind in each.did}
            for kind in KINDS
        },
    )


def _in_chelsea(start: datetime, end: datetime) -> Engagement:
    return engagement(start, end, NEW_YORK, (40.7465, -74.0014), remote=False)


def opening(number: int = 1, hours: float = 15, length: float = 2, **changes: object) -> Opening:
    """Shift `number` of a task of its own in Chelsea, so many hours after Monday 0:00 UTC."""
    start = MONDAY + timedelta(hours=hours)
    values: dict[str, object] = {
        "task_id": UUID(int=number),
        "shift_id": UUID(int=1000 + number),
        "kind": ActivityKind.CANVASS,
        "starts_at": start,
        "ends_at": start + timedelta(hours=length),
        "free": 2,
        "time_zone": NEW_YORK,
        "region_path": "US/NY/061/",
        "latitude": 40.7465,
        "longitude": -74.0014,
    }
    return Opening(**values | changes)  # type: ignore[arg-type]


spans = st.builds(
    lambda start, length: (MONDAY + timedelta(hours=start), MONDAY + timedelta(hours=start + length)),
    st.integers(0, 60),
    st.integers(1, 4),
)
people = st.builds(
    Someone,
    latitude=st.sampled_from([None, 40.75, 40.8, 41.0, 41.3, 44.0]),
    longitude=st.just(-74.0),
    maximum_km=st.sampled_from([5.0, 20.0, FARTHEST_KM]),
    birth_year=st.sampled_from([0, 1970, 2007, 2008, 2011]),
    has_guardian=st.booleans(),
    availability=st.sampled_from([-1, 0, (1 << 21) - 1, 0b111, 0b101]),
    weekly_minutes=st.sampled_from([60, 180, 300, WEEKLY_MINUTES]),
    paused_until=st.sampled_from([None, MONDAY, MONDAY + timedelta(hours=30)]),
    willing=st.sampled_from([(), KINDS[:1], KINDS[1:], KINDS]),
    newcomer=st.booleans(),
    first_week=st.booleans(),
    yes=st.integers(0, 5),
    no=st.integers(0, 5),
    came=st.integers(0, 5),
    missed=st.integers(0, 2),
    region_path=st.sampled_from(["US/NY/061/", "US/NY/047/", "US/CA/037/"]),
    busy=st.lists(spans, max_size=2).map(tuple),
    refused=st.frozensets(st.integers(1, 4), max_size=2),
    unwilling=st.sampled_from([(), KINDS[1:]]),
    from_home=st.booleans(),
    rest_hours=st.sampled_from([None, None, 20]),
    most_in_a_row=st.sampled_from([None, None, 1]),
    skill=st.sampled_from([0.0, 0.6, 1.0]),
    qualified_until=st.sampled_from([None, float(MONDAY.toordinal()), inf]),
    did=st.sampled_from([{}, {ActivityKind.CANVASS: 3}]),
)


def _draw_opening(number: int) -> st.SearchStrategy[Opening]:
    return st.builds(
        lambda task, hours, length, place, changes: opening(
            task, hours, length, shift_id=UUID(int=1000 + number), **place | changes
        ),
        st.integers(1, 4),
        st.integers(0, 60),
        st.sampled_from([1, 2, 4]),
        st.sampled_from(
            [
                {},
                {"latitude": 40.9},
                {"remote": True, "latitude": None, "longitude": None},
                {"latitude": None, "longitude": None},
            ]
        ),
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(KINDS),
                "free": st.integers(1, 4),
                "taken": st.integers(0, 3),
                "minimum_age": st.sampled_from([None, None, 16, 18]),
                "urgency": st.integers(0, 3),
                "qualifications": st.sampled_from([{}, {}, {LICENCE: {"en": "boats"}}]),
                "skills": st.sampled_from([{}, {SKILL: {"en": "driving"}}]),
            }
        ),
    )


openings = st.integers(1, 7).flatmap(lambda count: st.tuples(*(_draw_opening(number) for number in range(count))))
crowds = st.lists(people, max_size=14)
