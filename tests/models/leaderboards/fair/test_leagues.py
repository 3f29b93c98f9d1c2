"""Size leagues, and who changes league at a season's end."""

from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from models.leaderboards.rules.fair import leagues_by_size, leagues_of_next_season


def sizes(*people: int) -> dict[UUID, int]:
    return {UUID(int=number): size for number, size in enumerate(people, start=1)}


def numbers(leagues: list[list[UUID]]) -> list[list[int]]:
    return [[region_id.int for region_id in league] for league in leagues]


def test_leagues_go_by_size_and_leave_out_the_too_small() -> None:
    people = sizes(*(5 + number for number in range(33)), 4, 0)
    assert numbers(leagues_by_size(people)) == [list(range(33, 17, -1)), list(range(17, 0, -1))]
    assert leagues_by_size(sizes(4, 3)) == []
    assert numbers(leagues_by_size(sizes(9, 9, 20))) == [[3, 1, 2]]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(0, 60_000), max_size=200))
def test_every_region_is_in_one_league_and_leagues_are_even(people: list[int]) -> None:
    active = sizes(*people)
    leagues = leagues_by_size(active)
    together = [region_id for league in leagues for region_id in league]
    assert sorted(together) == sorted(region_id for region_id, size in active.items() if size >= 5)
    counts = [len(league) for league in leagues]
    assert not counts or max(counts) - min(counts) <= 1
    ordered = [active[region_id] for region_id in together]
    assert ordered == sorted(ordered, reverse=True)


def test_an_eighth_changes_places_at_the_end() -> None:
    people = sizes(*range(1000, 1000 - 48, -1))
    leagues = leagues_by_size(people)
    scores = {region_id: float(region_id.int) for region_id in people}
    upper, middle, lower = numbers(leagues_of_next_season(leagues, scores, people))
    assert upper == [*range(3, 17), 32, 31]
    assert middle == [*range(19, 31), 2, 1, 48, 47]
    assert lower == [*range(33, 47), 18, 17]


def test_without_scores_nobody_moves() -> None:
    people = sizes(*range(1000, 1000 - 32, -1))
    leagues = leagues_by_size(people)
    assert leagues_of_next_season(leagues, {}, people) == leagues


def test_a_new_region_joins_its_like_and_one_too_small_leaves() -> None:
    people = sizes(*range(1000, 984, -1), *range(100, 84, -1))
    leagues = leagues_by_size(people)
    now = people | {UUID(int=1): 4, UUID(int=50): 80, UUID(int=51): 700, UUID(int=52): 2}
    after = numbers(leagues_of_next_season(leagues, {}, now))
    assert after == [[*range(2, 17), 51], [*range(17, 33), 50]]


def test_leagues_that_became_uneven_are_made_anew() -> None:
    people = sizes(*range(1000, 984, -1), *range(100, 84, -1))
    leagues = leagues_by_size(people)
    now = people | {UUID(int=100 + number): 90 for number in range(20)}
    assert leagues_of_next_season(leagues, {}, now) == leagues_by_size(now)


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_nobody_is_lost_doubled_or_moved_by_two_leagues(data: st.DataObject) -> None:
    people = sizes(*data.draw(st.lists(st.integers(5, 10_000), min_size=1, max_size=70)))
    scores = {region_id: data.draw(st.floats(-4, 4)) for region_id in people}
    leagues = leagues_by_size(people)
    after = leagues_of_next_season(leagues, scores, people)
    assert [len(league) for league in after] == [len(league) for league in leagues]
    before = {region_id: number for number, league in enumerate(leagues) for region_id in league}
    now = {region_id: number for number, league in enumerate(after) for region_id in league}
    assert sorted(before) == sorted(now)
    assert all(abs(before[region_id] - now[region_id]) <= 1 for region_id in people)
