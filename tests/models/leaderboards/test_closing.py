"""A window is over for a region when its last zone has passed it, also where clocks change in that night."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel import clock
from models.leaderboards.rules import closes_at

BERLIN, NEW_YORK, LORD_HOWE, KATHMANDU = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"
ZONES = [BERLIN, NEW_YORK, LORD_HOWE, KATHMANDU, "America/Havana", "Africa/Cairo", "Asia/Beirut", "Pacific/Kiritimati"]


@pytest.mark.parametrize(
    ("zone", "last_day", "closes"),
    [
        # The day before clocks change, and that day itself, in spring and in autumn.
        (BERLIN, date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (BERLIN, date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (BERLIN, date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),
        (BERLIN, date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (NEW_YORK, date(2026, 3, 7), datetime(2026, 3, 8, 5, tzinfo=UTC)),
        (NEW_YORK, date(2026, 3, 8), datetime(2026, 3, 9, 4, tzinfo=UTC)),
        (NEW_YORK, date(2026, 10, 31), datetime(2026, 11, 1, 4, tzinfo=UTC)),
        (NEW_YORK, date(2026, 11, 1), datetime(2026, 11, 2, 5, tzinfo=UTC)),
        # Half an hour: +11 in summer, +10:30 in winter.
        (LORD_HOWE, date(2026, 4, 4), datetime(2026, 4, 4, 13, tzinfo=UTC)),
        (LORD_HOWE, date(2026, 4, 5), datetime(2026, 4, 5, 13, 30, tzinfo=UTC)),
        (LORD_HOWE, date(2026, 10, 3), datetime(2026, 10, 3, 13, 30, tzinfo=UTC)),
        (LORD_HOWE, date(2026, 10, 4), datetime(2026, 10, 4, 13, tzinfo=UTC)),
        # Never changes, and is no whole hour away.
        (KATHMANDU, date(2026, 3, 29), datetime(2026, 3, 29, 18, 15, tzinfo=UTC)),
        (KATHMANDU, date(2026, 10, 25), datetime(2026, 10, 25, 18, 15, tzinfo=UTC)),
    ],
)
def test_a_window_closes_at_the_midnight_that_follows(zone: str, last_day: date, closes: datetime) -> None:
    assert closes_at(last_day, [zone]) == closes


def test_the_last_zone_decides() -> None:
    assert closes_at(date(2026, 11, 1), [KATHMANDU, NEW_YORK, BERLIN]) == closes_at(date(2026, 11, 1), [NEW_YORK])
    with pytest.raises(ValueError, match="empty"):
        closes_at(date(2026, 11, 1), [])


@given(
    last_day=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    zones=st.lists(st.sampled_from(ZONES), min_size=1, max_size=4),
)
def test_before_it_closes_somebody_still_has_the_day_and_after_it_nobody_ever(last_day: date, zones: list[str]) -> None:
    closes = closes_at(last_day, zones)
    just_before = closes - timedelta(microseconds=1)
    assert any(clock.local_date(just_before, zone) <= last_day for zone in zones)
    for later in (timedelta(), timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2)):
        assert all(clock.local_date(closes + later, zone) > last_day for zone in zones)


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, LORD_HOWE, KATHMANDU])
@pytest.mark.parametrize("last_day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 4, 5), date(2026, 11, 1)])
def test_work_of_the_last_minute_is_in_time_and_of_the_next_too_late(zone: str, last_day: date) -> None:
    closes = closes_at(last_day, [zone])
    at_home = (closes - timedelta(minutes=1)).astimezone(ZoneInfo(zone))
    assert (at_home.date(), at_home.hour, at_home.minute) == (last_day, 23, 59)
    assert clock.local_date(closes, zone) == last_day + timedelta(days=1)
