"""Who asks: teammate, leader, organizer, then the system; nobody more than three a day, nobody themself."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.asks.rules.hours import is_quiet
from models.asks.rules.routing import LEASE, MOST_CARDS, Asked, Asker, Routed, lease_ends, route_asks
from models.asks.tables import AskRoute

TEAM, OTHER_TEAM = UUID(int=1), UUID(int=2)
HERE, AWAY = "US/NY/061/", "US/CA/037/"


def asked(number: int = 100, **changes: object) -> Asked:
    values: dict[str, object] = {
        "person_id": UUID(int=number),
        "team_id": TEAM,
        "region_path": HERE,
        "language": "en",
        "by_leaders": True,
        "by_teammates": True,
    }
    return Asked(**values | changes)  # type: ignore[arg-type]


def mate(number: int, left: int = MOST_CARDS, language: str = "en") -> Asker:
    return Asker(UUID(int=number), language, left, team_id=TEAM)


def leader(number: int, left: int = MOST_CARDS) -> Asker:
    return Asker(UUID(int=number), "en", left, lead=frozenset({TEAM}))


def organizer(number: int, path: str, left: int = MOST_CARDS) -> Asker:
    return Asker(UUID(int=number), "en", left, organize=(path,))


def test_a_teammate_comes_before_the_leader_and_the_leader_before_an_organizer() -> None:
    everybody = [organizer(30, HERE), leader(20), mate(10)]
    assert route_asks([asked()], everybody) == [Routed(AskRoute.TEAMMATE, UUID(int=10), 2)]
    assert route_asks([asked(by_teammates=False)], everybody) == [Routed(AskRoute.TEAM_LEADER, UUID(int=20), 1)]
    assert route_asks([asked(team_id=None)], everybody) == [Routed(AskRoute.ORGANIZER, UUID(int=30))]
    assert route_asks([asked(team_id=OTHER_TEAM, region_path=AWAY)], everybody) == [Routed(AskRoute.NOBODY)]


def test_nobody_is_called_without_a_number() -> None:
    assert route_asks([asked(by_leaders=False)], [mate(10), leader(20)]) == [Routed(AskRoute.PRIVATE)]


def test_ones_language_then_the_smallest_region_then_most_room() -> None:
    assert route_asks([asked(language="pl")], [mate(10), mate(11, 1, "pl")])[0].asker == UUID(int=11)
    assert route_asks([asked(team_id=None)], [organizer(30, "US/"), organizer(31, HERE, 1)])[0].asker == UUID(int=31)
    assert route_asks([asked()], [mate(10, 1), mate(11, 2)])[0].asker == UUID(int=11)
    assert route_asks([asked()], [mate(11), mate(10)])[0].asker == UUID(int=10)


def test_the_fourth_goes_to_the_next_tier_and_then_to_the_system() -> None:
    routed = route_asks([asked(100 + number) for number in range(7)], [mate(10), leader(20)])
    assert [each.route for each in routed] == [AskRoute.TEAMMATE] * 3 + [AskRoute.TEAM_LEADER] * 3 + [AskRoute.BUSY]


def test_a_card_that_was_let_go_by_climbs_and_never_comes_back() -> None:
    everybody = [organizer(30, HERE), leader(20), mate(10), mate(11)]
    after_mate = asked(after=AskRoute.TEAMMATE, not_by=frozenset({UUID(int=10)}))
    assert route_asks([after_mate], everybody) == [Routed(AskRoute.TEAM_LEADER, UUID(int=20), 1)]
    led_by_himself = asked(after=AskRoute.TEAMMATE, not_by=frozenset({UUID(int=20)}))
    assert route_asks([led_by_himself], everybody) == [Routed(AskRoute.ORGANIZER, UUID(int=30))]
    after_all = asked(after=AskRoute.ORGANIZER, not_by=frozenset({UUID(int=30)}))
    assert route_asks([after_all], everybody) == [Routed(AskRoute.NOBODY)]


NINE = datetime(2026, 11, 22, 14, tzinfo=UTC)
"""In New York."""


@pytest.mark.parametrize(("further", "hours"), [(0, 24), (1, 18), (3, 6)])
def test_the_day_is_parted_among_those_who_may_call(further: int, hours: int) -> None:
    assert lease_ends(NINE, NINE + LEASE, further, "UTC") == NINE + timedelta(hours=hours)


@settings(deadline=None)
@given(st.integers(0, 24 * 60), st.integers(1, 48 * 60), st.integers(0, 2))
def test_no_part_of_the_day_ends_at_night_or_after_the_message(start: int, left: int, further: int) -> None:
    now = NINE + timedelta(minutes=start)
    end = lease_ends(now, now + timedelta(minutes=left), further, "America/New_York")
    assert now < end <= now + timedelta(minutes=left)
    assert end == now + timedelta(minutes=left) or not is_quiet(end, "America/New_York")


def test_nobody_asks_themself() -> None:
    assert route_asks([asked(10)], [mate(10)]) == [Routed(AskRoute.NOBODY)]


_PEOPLE = st.lists(
    st.builds(
        asked,
        number=st.integers(1, 12),
        team_id=st.sampled_from([TEAM, OTHER_TEAM, None]),
        region_path=st.sampled_from([HERE, AWAY]),
        by_leaders=st.booleans(),
        by_teammates=st.booleans(),
    ),
    max_size=30,
)
_ROOM = st.lists(st.integers(0, MOST_CARDS), min_size=6, max_size=6)


@settings(deadline=None)
@given(_PEOPLE, _ROOM)
def test_never_more_than_there_is_room_for_and_only_who_may(people: list[Asked], room: list[int]) -> None:
    askers = [mate(1, room[0]), mate(2, room[1]), leader(3, room[2]), leader(4, room[3])]
    askers += [organizer(5, HERE, room[4]), organizer(6, "US/", room[5])]
    before = {asker.person_id: asker.left for asker in askers}
    routed = route_asks(people, askers)
    given_out = Counter(each.asker for each in routed if each.asker)
    assert all(number <= before[asker] for asker, number in given_out.items())
    assert {
        asker.person_id: before[asker.person_id] - asker.left
        for asker in askers
        if asker.left != before[asker.person_id]
    } == given_out
    for person, each in zip(people, routed, strict=True):
        assert each.asker != person.person_id
        assert (each.asker is None) is (each.route in (AskRoute.NOBODY, AskRoute.BUSY, AskRoute.PRIVATE))
        assert person.by_leaders or each.route is AskRoute.PRIVATE
        assert each.route is not AskRoute.TEAMMATE or (person.by_teammates and person.team_id == TEAM)
