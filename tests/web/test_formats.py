"""Numbers, dates and distances as people read them."""

from datetime import UTC, datetime

import pytest

from web.formats import Formats

NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)


def formats(language: str, zone: str = "UTC", miles: bool = False) -> Formats:
    return Formats(language, zone, miles, NOW)


@pytest.mark.parametrize(
    ("language", "minutes", "said"),
    [
        ("en", 5, "5 min"),
        ("en", 60, "1 hr"),
        ("en", 165, "2 hr 45 min"),
        ("en", 0, "0 min"),
        ("pl", 90, "1 godz. 30 min"),
    ],
)
def test_time_given(language: str, minutes: int, said: str) -> None:
    assert formats(language).minutes(minutes) == said


def test_distances_in_the_units_of_the_country() -> None:
    assert formats("en").distance(12.34) == "12 km"
    assert formats("en", miles=True).distance(1.609344) == "1 mi"
    assert formats("pl").distance(2.5) == "2,5 km"
    assert formats("en").distance(None) == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Nov 28, 2026, 3:05\u202fPM"), ("pl", "28 lis 2026, 15:05"), ("ar", "28\u200f/11\u200f/2026، 3:05\xa0م")],
)
def test_a_moment_has_no_seconds(language: str, said: str) -> None:
    assert formats(language, zone="America/New_York").moment("2026-11-28T20:05:59+00:00") == said


@pytest.mark.parametrize(
    ("language", "share", "difference"),
    [("en", "24.3%", "\u2066-1.0\u2069"), ("pl", "24,3%", "\u2066-1,0\u2069"), ("ar", "24.3%", "\u2066-1.0\u2069")],
)
def test_shares_and_their_differences_have_a_decimal(language: str, share: str, difference: str) -> None:
    assert formats(language).percent(0.2432) == share
    assert formats(language).hundredths(-0.0099) == difference
    assert formats("en").hundredths(0.068) == "\u2066+6.8\u2069"


def test_points_are_whole() -> None:
    assert formats("en").points(48_210_999) == "48,210"
    assert formats("en").exact_points(1_500) == "1.5"


def test_a_shift_is_told_in_the_zone_of_its_place() -> None:
    shift = {"startsAt": "2026-11-28T15:00:00+00:00", "endsAt": "2026-11-28T17:00:00+00:00"}
    assert formats("pl").hours(shift, "America/New_York") == "10:00 – 12:00"
    assert formats("en", zone="Asia/Kathmandu").day_of_month("2026-11-28T20:00:00+00:00") == "29"


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("pl", 1, "1 wolne miejsce"),
        ("pl", 3, "3 wolne miejsca"),
        ("pl", 5, "5 wolnych miejsc"),
        ("ar", 1, "مكان واحد متاح"),
        ("ar", 2, "مكانان متاحان"),
        ("ar", 3, "3 أماكن متاحة"),
        ("ar", 11, "11 مكانًا متاحًا"),
        ("ar", 100, "100 مكان متاح"),
        ("en", 1200, "1,200 places free"),
    ],
)
def test_plurals(language: str, number: int, said: str) -> None:
    assert formats(language).counted("{number} place free", "{number} places free", number) == said


def test_long_ago_is_a_date() -> None:
    assert formats("en").ago("2026-11-22T14:00:00+00:00") == "3 hours ago"
    assert formats("en").ago("2026-09-23T14:00:00+00:00") == "Sep 23"


def test_today_is_where_the_reader_is() -> None:
    assert formats("en", zone="Asia/Tokyo").today() == "2026-11-23"


@pytest.mark.parametrize(
    ("share", "said"), [(1.0, "0%"), (0.9992, "0.08%"), (0.99991, "0.01%"), (0.9, "10%"), (1.2, "0%")]
)
def test_a_gap_is_never_said_to_be_smaller_than_it_is(share: float, said: str) -> None:
    assert formats("en").gap(share) == said


def test_rates_to_a_tenth_and_changes_with_their_sign() -> None:
    assert [formats("en").rate(thousandths) for thousandths in (48_210, 255_000, 40)] == ["48.2", "255", "0"]
    assert formats("pl").rate(34_560) == "34,6"
    assert [formats("en").change(percent) for percent in (12, 0, -3)] == ["+12%", "0%", "-3%"]
