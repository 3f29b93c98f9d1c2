"""Matches come from what regions did; a match is won by the higher rate, whoever is larger."""

from collections import Counter
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from models.leaderboards.rules.fair import RegionWeek, drawn, outcome

LEAGUE = [UUID(int=number) for number in range(1, 7)]
KNOWN = [{region: RegionWeek(10 + region.int, 40_000 * region.int, 2.5e7) for region in LEAGUE} for _ in range(4)]

weeks = st.builds(RegionWeek, st.integers(5, 10_000), st.integers(1, 10**9), st.just(1.0))


def test_everybody_has_a_match_each_week_and_opponents_rotate() -> None:
    matches = drawn(LEAGUE, KNOWN, weeks=5, seed=1)
    assert len(matches) == 15
    for week in range(5):
        sides = [side for match in matches if match.week == week for side in (match.one, match.other)]
        assert sorted(sides) == LEAGUE
    for this, following in zip(range(4), range(1, 5), strict=True):
        pairs = [{(m.one, m.other) for m in matches if m.week == week} for week in (this, following)]
        assert not pairs[0] & pairs[1]
    assert all(0 < match.chance < 1 for match in matches)


def test_a_joint_target_is_what_both_did_less_a_margin_in_whole_points() -> None:
    known = [{LEAGUE[0]: RegionWeek(10, 30_000, 0.0), LEAGUE[1]: RegionWeek(20, 60_400, 0.0)} for _ in range(3)]
    (match,) = drawn(LEAGUE[:2], known, weeks=1, seed=1)
    assert match.joint_target == 90_000


def test_weeks_in_which_nobody_was_active_are_not_weeks_of_nothing() -> None:
    assert drawn(LEAGUE, [{}, {}, *KNOWN], weeks=2, seed=1) == drawn(LEAGUE, KNOWN, weeks=2, seed=1)


def test_a_region_of_which_nothing_is_known_waits() -> None:
    newcomer = UUID(int=99)
    sides = Counter(side for m in drawn([*LEAGUE, newcomer], KNOWN, weeks=3, seed=1) for side in (m.one, m.other))
    assert sides == dict.fromkeys(LEAGUE, 3)
    assert drawn([LEAGUE[0], newcomer], KNOWN, weeks=3, seed=1) == []
    assert drawn(LEAGUE, [{}, {}], weeks=3, seed=1) == []


def test_the_same_for_the_same_seed() -> None:
    assert drawn(LEAGUE, KNOWN, weeks=4, seed=7) == drawn(LEAGUE[::-1], KNOWN, weeks=4, seed=7)


@given(one=weeks, other=weeks)
def test_the_higher_rate_wins(one: RegionWeek, other: RegionWeek) -> None:
    rates = Fraction(one.counted, one.active), Fraction(other.counted, other.active)
    expected = 0.5 if rates[0] == rates[1] else float(rates[0] > rates[1])
    assert outcome(one, other) == expected
    assert outcome(one, other) + outcome(other, one) == 1
