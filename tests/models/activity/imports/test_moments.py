"""Dates and times as other systems write them."""

from datetime import UTC, datetime

import pytest

from models.activity.imports.moments import day_comes_first, read_moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2014-02-18T20:52:59Z", datetime(2014, 2, 18, 20, 52, 59, tzinfo=UTC)),
        ("2018-12-31T08:00:00-05:00", datetime(2018, 12, 31, 13, 0, tzinfo=UTC)),
        ("1982-02-10 00:56:02 -0400", datetime(1982, 2, 10, 4, 56, 2, tzinfo=UTC)),
        ("2026-03-25 14:30", datetime(2026, 3, 25, 18, 30, tzinfo=UTC)),
        ("2026-03-25", datetime(2026, 3, 25, 16, 0, tzinfo=UTC)),
        ("3/25/22 4:30 PM", datetime(2022, 3, 25, 20, 30, tzinfo=UTC)),
        ("03/25/2022 12:05 am", datetime(2022, 3, 25, 4, 5, tzinfo=UTC)),
        ("1547330400", datetime(2019, 1, 12, 22, 0, tzinfo=UTC)),
        ("1547330400000", datetime(2019, 1, 12, 22, 0, tzinfo=UTC)),
        ("2022-07-28 10:00:00.123 UTC", datetime(2022, 7, 28, 10, 0, tzinfo=UTC)),
        ("2022-02-30", None),
        ("soon", None),
        ("2022-03-25 10:00 +99:99", None),
        ("2022-03-25 10:00 +24:00", None),
        ("", None),
    ],
)
def test_reads_moments(text: str, moment: datetime | None) -> None:
    assert read_moment(text, "America/New_York", day_first=False) == moment


def test_the_day_may_come_first() -> None:
    assert read_moment("25.03.2022", "Europe/Warsaw", day_first=True) == datetime(2022, 3, 25, 11, 0, tzinfo=UTC)
    assert read_moment("25.03.2022", "Europe/Warsaw", day_first=False) is None


@pytest.mark.parametrize(
    ("texts", "usual", "day_first"),
    [
        (["03/04/2022", "13/04/2022"], False, True),
        (["03/04/2022", "04/13/2022"], True, False),
        (["03/04/2022"], True, True),
        (["03/04/2022"], False, False),
        (["2022-03-04"], True, True),
        ([], False, False),
    ],
)
def test_a_column_tells_which_comes_first(texts: list[str], usual: bool, day_first: bool) -> None:
    assert day_comes_first(texts, usual) is day_first
