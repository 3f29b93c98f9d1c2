"""Who is active again next week: exact outcomes."""

from datetime import date

from models.matching.chances import Cell
from models.matching.chances.cells import fold_of
from models.matching.chances.weeks import week_number, weekly_outcomes

MONDAY = date(2026, 10, 5)


def test_weeks_begin_on_monday() -> None:
    assert week_number(MONDAY) == week_number(date(2026, 10, 11)) == week_number(date(2026, 10, 4)) + 1


def test_each_active_week_is_an_outcome_once_the_next_one_is_over() -> None:
    days = {MONDAY: 1, date(2026, 10, 13): 3, date(2026, 10, 14): 2, date(2026, 11, 10): 1, date(2026, 11, 16): 1}
    found = list(weekly_outcomes("ada", days, until=date(2026, 11, 22)))
    fold = fold_of("ada")
    assert found == [
        (Cell(fold, 0, 0, "", ("once", "one_week", "first_week", "never_active")), True),
        (Cell(fold, 1, 0, "", ("many_times", "two_weeks", "first_month", "active_last_week")), False),
    ]
    later = [
        (Cell(fold, 1, 1, "", ("once", "one_week", "first_half_year", "active_last_month")), True),
        (Cell(fold, 2, 1, "", ("once", "two_weeks", "first_half_year", "active_last_week")), False),
    ]
    assert list(weekly_outcomes("ada", days, until=date(2026, 11, 29))) == [*found, later[0]]
    assert list(weekly_outcomes("ada", days, until=date(2026, 11, 30))) == [*found, *later]


def test_nobody_has_no_outcomes() -> None:
    assert list(weekly_outcomes("ada", {}, until=MONDAY)) == []
