"""Quiet hours, in the person's own time zone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.asks.rules.hours import is_quiet, next_allowed

ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        (datetime(2026, 11, 22, 19, 59, tzinfo=UTC), "Europe/Berlin", datetime(2026, 11, 22, 19, 59, tzinfo=UTC)),
        (datetime(2026, 11, 22, 20, 0, tzinfo=UTC), "Europe/Berlin", datetime(2026, 11, 23, 7, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 6, 59, tzinfo=UTC), "Europe/Berlin", datetime(2026, 11, 23, 7, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 7, 0, tzinfo=UTC), "Europe/Berlin", datetime(2026, 11, 23, 7, 0, tzinfo=UTC)),
        # The night in which Berlin's clocks go back (October 25, 2026): eight o'clock is at 7 UTC, not 6.
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), "Europe/Berlin", datetime(2026, 10, 25, 7, 0, tzinfo=UTC)),
        # The night in which New York's clocks go forward (March 8, 2026).
        (datetime(2026, 3, 8, 3, 0, tzinfo=UTC), "America/New_York", datetime(2026, 3, 8, 12, 0, tzinfo=UTC)),
        # Lord Howe moves by half an hour (April 5, 2026: from +11 to +10:30).
        (datetime(2026, 4, 4, 12, 0, tzinfo=UTC), "Australia/Lord_Howe", datetime(2026, 4, 4, 21, 30, tzinfo=UTC)),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), "Asia/Kathmandu", datetime(2026, 11, 23, 2, 15, tzinfo=UTC)),
    ],
)
def test_a_message_waits_for_the_morning(moment: datetime, zone: str, expected: datetime) -> None:
    assert next_allowed(moment, zone) == expected


MOMENTS = st.integers(1_577_836_800, 2_051_222_400).map(lambda second: datetime.fromtimestamp(second, UTC))


@settings(deadline=None)
@given(MOMENTS, st.sampled_from(ZONES))
def test_the_next_allowed_moment_is_allowed_and_soon(moment: datetime, zone: str) -> None:
    allowed = next_allowed(moment, zone)
    assert not is_quiet(allowed, zone)
    assert timedelta(0) <= allowed - moment <= timedelta(hours=12)
    assert next_allowed(allowed, zone) == allowed
