"""Who is suggested, asked, says yes and comes."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.insight.queries import fairness_of_region
from models.insight.queries.fairness import Dimension
from models.insight.rules.suppression import suppress
from models.kernel import clock
from models.kernel.actor import Role, Scope
from models.kernel.errors import NotAllowed
from models.kernel.tables import Account
from models.people.tables import Person
from models.tasks.tables import AssignmentState
from tests.factories import actor_for, make_assignment, make_organizer, make_person, make_shift, make_task
from tests.models.asks.stage import make_matches


@given(st.lists(st.integers(0, 40), max_size=8))
def test_no_small_count_is_told_or_can_be_worked_out(counts: list[int]) -> None:
    told = suppress(counts)
    hidden = sum(counts) - sum(count for count in told if count is not None)
    assert all(count is None or count >= 5 for count in told)
    assert hidden >= 5 or None not in told or all(count is None for count in told)
    assert [count for count in told if count is not None] == [
        counts[number] for number, count in enumerate(told) if count is not None
    ]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5), st.lists(st.integers(0, 12), min_size=1, max_size=5))
def test_no_difference_gives_a_small_count_away(ones: list[int], others: list[int]) -> None:
    """
    Two dimensions split the same people. Whoever adds up the one that is told whole knows the total of both; what is
    hidden in the other must leave more than one possibility for each small count.
    """
    others = [*others, max(0, sum(ones) - sum(others))]
    ones = [*ones, max(0, sum(others) - sum(ones))]
    for counts, witness in ((ones, others), (others, ones)):
        if None in suppress(witness):
            continue
        told = suppress(counts)
        left = sum(witness) - sum(count for count in told if count is not None)
        hidden = [number for number, count in enumerate(told) if count is None]
        ways = {split for split in product(range(left + 1), repeat=min(len(hidden), 3)) if sum(split) == left}
        assert not hidden or len(hidden) > 3 or len(ways) > 1 or left >= 5


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([60, 20, 3], [60, None, None]),
        ([60, 20, 3, 4], [60, 20, None, None]),
        ([60, 20, 0], [60, None, None]),
        ([3], [None]),
        ([], []),
    ],
)
def test_what_is_told(counts: list[int], expected: list[int | None]) -> None:
    assert suppress(counts) == expected


async def _people(account: Account, number: int, **changes: object) -> list[Person]:
    return [await make_person(account, **changes) for _ in range(number)]


async def test_groups_are_counted_and_small_ones_are_not_told(account: Account) -> None:
    old = await _people(account, 8, birth_year=clock.now().year - 70, last_active_at=clock.now())
    young = await _people(account, 6, birth_year=clock.now().year - 20, language="pl")
    await _people(account, 3, region_path="US/NY/047/", language="ar")
    await _people(account, 2, region_path="US/CA/037/")
    task = await make_task(account)
    shift = await make_shift(task, capacity=40)
    await make_matches(task, shift, *old, *young[:3])
    for person in (*old[:6], *young[:5]):
        await make_assignment(shift, person, state=AssignmentState.ATTENDED)
    organizer = actor_for(await make_person(account, region_path="US/CA/037/"), Scope(Role.ORGANIZER, "US/NY/"))
    found = await fairness_of_region(organizer)
    assert (found.region_path, found.days) == ("US/NY/", 90)
    rows = {
        dimension: [(row.key, row.people, row.suggested, row.asked, row.came) for row in groups]
        for dimension, groups in found.by.items()
    }
    assert rows == {
        Dimension.REGION: [("US/NY/061/", None, None, None, None), ("US/NY/047/", None, None, None, None)],
        Dimension.AGE: [
            ("60_up", 8, None, None, 6),
            ("under_25", None, None, None, None),
            ("unknown", None, None, None, None),
        ],
        Dimension.LANGUAGE: [("en", 8, None, None, 6), ("pl", None, None, None, None), ("ar", None, None, None, None)],
        Dimension.NEWCOMER: [("new", 9, None, None, 5), ("known", 8, None, None, 6)],
    }


async def test_only_who_reads_the_whole_region_sees_it(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/061/")
    for actor, path in ((organizer, "US/NY/"), (actor_for(await make_person(account)), None)):
        with pytest.raises(NotAllowed):
            await fairness_of_region(actor, path)
