"""How many places of a shift can be given, and how many come of those who have one."""

from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel import work
from models.tasks.bound import FREE_PLACES, free_places, still_missing
from models.tasks.rules.attendance import attendance

chances = st.floats(0, 1)


@given(st.integers(1, 50), st.integers(0, 60), st.floats(0, 60))
def test_without_overbooking_the_places_are_the_bound(capacity: int, confirmed: int, expected: float) -> None:
    assert free_places(capacity, 0, confirmed, expected) == max(0, capacity - confirmed)


@given(st.integers(1, 8), st.integers(0, 8), st.lists(chances, min_size=16, max_size=16))
def test_the_bound_rises_until_enough_are_expected_and_never_beyond_overbook(
    capacity: int, overbook: int, told: list[float]
) -> None:
    confirmed: list[float] = []
    while free_places(capacity, overbook, len(confirmed), sum(confirmed)) > 0:
        confirmed.append(told[len(confirmed)])
    assert capacity <= len(confirmed) <= capacity + overbook
    if len(confirmed) > capacity:
        assert sum(confirmed[:-1]) < capacity
    if len(confirmed) < capacity + overbook:
        assert sum(confirmed) >= capacity - 1e-6


@given(st.integers(1, 9), st.integers(0, 9), st.integers(0, 20), st.lists(chances, max_size=18))
def test_so_many_get_a_place_one_after_the_other_whoever_they_are(
    capacity: int, overbook: int, confirmed: int, told: list[float]
) -> None:
    expected = sum(told)
    first = free_places(capacity, overbook, confirmed, expected)
    for number in range(first):
        assert free_places(capacity, overbook, confirmed + number, expected + number) == first - number
    assert free_places(capacity, overbook, confirmed + first, expected + first) == 0


def test_what_is_missing_is_counted_in_people_who_come() -> None:
    assert still_missing(10, 0, 4, 3.2) == 6
    assert still_missing(10, 5, 10, 8.5) == 1.5
    assert still_missing(10, 1, 10, 4.0) == 1
    assert still_missing(10, 5, 13, 10.5) == 0


async def test_the_database_counts_alike(db: None) -> None:
    cases = list(product([1, 10], [0, 3], [0, 1, 9, 10, 12, 13], [0.0, 0.3, 9.2, 10.0, 9.0, 12.5]))
    columns = [list(column) for column in zip(*cases, strict=True)]
    rows = await work.fetch(
        f"SELECT {FREE_PLACES} AS free FROM unnest($1::int[], $2::int[], $3::int[], $4::float8[])"
        " WITH ORDINALITY AS s (capacity, overbook, confirmed, expected, number) ORDER BY number",
        *columns,
    )
    assert [row["free"] for row in rows] == [free_places(*case) for case in cases]


@given(st.lists(chances, max_size=7))
def test_who_comes_is_a_poisson_binomial(told: list[float]) -> None:
    shares = [0.0] * (len(told) + 1)
    for outcome in product([True, False], repeat=len(told)):
        shares[sum(outcome)] += prod(
            chance if comes else 1 - chance for chance, comes in zip(told, outcome, strict=True)
        )
    found = attendance(told)
    assert found.mean == pytest.approx(sum(number * share for number, share in enumerate(shares)), abs=1e-9)
    assert sum(shares[: found.low]) <= 0.1 + 1e-9
    assert sum(shares[found.high + 1 :]) <= 0.1 + 1e-9
    assert sum(shares[found.low : found.high + 1]) >= 0.8 - 1e-9


def test_ten_who_mostly_come() -> None:
    found = attendance([0.92] * 10)
    assert (round(found.mean, 1), found.low, found.high) == (9.2, 8, 10)
