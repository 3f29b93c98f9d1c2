"""Weeks in a row."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.activity.actions import correct_activity, log_activity
from models.activity.tables import ActivityKind, CorrectionReason
from models.kernel import clock
from models.kernel.tables import Account
from models.people.actions import update_me
from models.people.tables import Pause
from models.recognition.queries import my_streak
from models.recognition.queries.streak import paused_weeks
from models.recognition.rules.streaks import WEEK, Streak, streak_of
from tests.factories import actor_for, make_person

FIRST = date(2026, 1, 5)


def weeks(pattern: str, *, season_weeks: int = 52) -> Streak:
    """The streak after weeks such as `ww.pw`: worked, missed, paused; the last one is this week."""
    mondays = [FIRST + number * WEEK for number in range(len(pattern))]
    named = dict(zip(mondays, pattern, strict=True))
    return streak_of(
        {monday for monday, what in named.items() if what in "wb"},
        {monday for monday, what in named.items() if what in "pb"},
        mondays[-1],
        lambda monday: (monday - FIRST).days // 7 // season_weeks,
    )


def test_weeks_in_a_row_count() -> None:
    assert weeks("www") == Streak(weeks=3, this_week=True, skips=1, paused=False)
    assert weeks("www.") == Streak(weeks=3, this_week=False, skips=1, paused=False)
    assert weeks(".") == Streak(weeks=0, this_week=False, skips=0, paused=False)


def test_a_missed_week_costs_an_earned_skip_or_ends_it() -> None:
    assert weeks("ww.w").weeks == 1
    assert weeks("www.w") == Streak(weeks=4, this_week=True, skips=0, paused=False)
    assert weeks("www..w").weeks == 1
    assert weeks("wwwwww..w") == Streak(weeks=7, this_week=True, skips=0, paused=False)
    assert weeks("wwwwww...w").weeks == 1


def test_no_season_has_more_than_two_skips_and_none_is_taken_along() -> None:
    assert weeks("w" * 12).skips == 2
    assert weeks("w" * 12 + ".w.w.w").weeks == 1
    assert weeks("wwwwww.w", season_weeks=6).weeks == 1


def test_a_break_costs_nothing() -> None:
    assert weeks("wwpppw") == Streak(weeks=3, this_week=True, skips=1, paused=False)
    assert weeks("wwp") == Streak(weeks=2, this_week=False, skips=0, paused=True)
    assert weeks("wb").weeks == 2


patterns = st.text("w.pb", min_size=1, max_size=60)


@given(patterns)
def test_only_weeks_with_work_are_counted(pattern: str) -> None:
    found = weeks(pattern)
    assert 0 <= found.weeks <= sum(what in "wb" for what in pattern)
    assert 0 <= found.skips <= 2
    assert (found.weeks == 0) <= (pattern[-1] not in "wb")


@given(patterns, st.integers(1, 20))
def test_a_break_of_any_length_changes_nothing(pattern: str, length: int) -> None:
    assert weeks(pattern + "p" * length).weeks == weeks(pattern + "p").weeks


@given(patterns)
def test_the_week_that_is_not_over_ends_nothing(pattern: str) -> None:
    assert weeks(pattern + ".").weeks == weeks(pattern + "p").weeks
    assert weeks(pattern + "w").weeks == weeks(pattern + ".").weeks + 1


@given(patterns)
def test_three_missed_weeks_end_every_streak(pattern: str) -> None:
    assert weeks(pattern + "....").weeks == 0


def test_a_break_covers_every_week_it_touches_where_one_lives() -> None:
    """Monday 00:30 in Auckland is still Sunday in UTC."""
    starts_at = datetime(2026, 3, 15, 11, 30, tzinfo=UTC)
    assert paused_weeks([(starts_at, starts_at)], "Pacific/Auckland") == {date(2026, 3, 16)}
    assert paused_weeks([(starts_at, starts_at)], "UTC") == {date(2026, 3, 9)}
    assert paused_weeks([(starts_at, starts_at + timedelta(days=7))], "UTC") == {date(2026, 3, 9), date(2026, 3, 16)}


async def test_my_streak_follows_the_ledger_and_my_breaks(account: Account) -> None:
    actor = actor_for(await make_person(account, time_zone="America/New_York"))
    monday = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
    """Sunday evening in New York."""
    for number in range(2):
        with clock.freeze(monday + number * WEEK):
            last = await log_activity(
                actor, client_key=f"key-0000000{number}", kind=ActivityKind.COOKING, quantity=1, minutes=30
            )
    with clock.freeze(monday + WEEK):
        assert await my_streak(actor) == Streak(weeks=2, this_week=True, skips=0, paused=False)
        await update_me(actor, {"paused_until": monday + 4 * WEEK})
    with clock.freeze(monday + 3 * WEEK):
        assert await my_streak(actor) == Streak(weeks=2, this_week=False, skips=0, paused=True)
        await update_me(actor, {"paused_until": None})
        assert [pause.ends_at for pause in await Pause.filter(account_id=account.id)] == [monday + 3 * WEEK]
        await correct_activity(actor, activity_id=last.id, reason_code=CorrectionReason.MISTYPED, voided=True)
        assert (await my_streak(actor)).weeks == 1
