"""The clock stands still when told so, and knows local dates on both edges of daylight saving."""

from datetime import UTC, date, datetime

import pytest

from models.kernel import clock


def test_a_frozen_clock_stands_still_and_goes_on_afterwards() -> None:
    moment = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    with clock.freeze(moment):
        assert clock.now() == moment
    assert clock.now() > moment


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), clock.freeze(datetime(2026, 3, 29)):  # noqa: DTZ001
        pass


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), "Europe/Berlin", date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), "Europe/Berlin", date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), "Europe/Berlin", date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), "Europe/Berlin", date(2026, 3, 30)),
        (datetime(2026, 11, 1, 3, 59, tzinfo=UTC), "America/New_York", date(2026, 10, 31)),
        (datetime(2026, 11, 2, 4, 59, tzinfo=UTC), "America/New_York", date(2026, 11, 1)),
        (datetime(2026, 4, 4, 13, 0, tzinfo=UTC), "Australia/Lord_Howe", date(2026, 4, 5)),
        (datetime(2026, 4, 5, 13, 29, tzinfo=UTC), "Australia/Lord_Howe", date(2026, 4, 5)),
        (datetime(2026, 4, 5, 13, 30, tzinfo=UTC), "Australia/Lord_Howe", date(2026, 4, 6)),
        (datetime(2026, 11, 22, 18, 15, tzinfo=UTC), "Asia/Kathmandu", date(2026, 11, 23)),
    ],
)
def test_the_local_date_is_that_of_the_zone(moment: datetime, zone: str, expected: date) -> None:
    assert clock.local_date(moment, zone) == expected
