"""A plan that shards make together keeps every limit, and its certificate holds for everybody."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.matching_instances import openings, people
from models.matching.solver import Landscape, Openings, People, bound_of, solve_landscape
from models.matching.solver.shards import parts_of, solve_in_shards
from models.matching.solver.shards.partition import Units, partition, people_in_reach
from models.matching.solver.source import hold
from tests.models.matching.solver.problems import check_holders, exact_value


def _instance(seed: int, size: int = 60, tasks: int = 8, degrees: float = 3.0) -> tuple[People, Openings]:
    """All in a square of some degrees; everybody comes at any time and knows enough, so that there is a throng."""
    random = np.random.default_rng(seed)
    everybody, offered = people(random, size), openings(random, tasks)

    def points(number: int) -> dict[str, np.ndarray]:
        return {name: random.uniform(0, degrees, number) for name in ("latitude", "longitude")}

    able = np.full(size, 2**40 - 1, dtype=np.uint64)
    remote = random.random(tasks) < 0.2
    return replace(everybody, **points(size), skills=able, windows=able), replace(
        offered, **points(tasks), remote=remote
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_shards_keep_every_limit_and_their_bound_is_one(seed: int, shards: int) -> None:
    everybody, offered = _instance(seed)
    joint = solve_in_shards(offered.seats, parts_of(everybody, offered, shards))
    landscape = Landscape(everybody, offered)
    position = np.full(len(everybody) + 1, -1)
    position[landscape.order] = np.arange(len(everybody))
    problem = hold(landscape)
    check_holders(problem, position[joint.holder], joint.value)
    assert joint.value <= exact_value(problem) + 1e-7 <= joint.bound + 2e-7
    assert joint.bound == pytest.approx(bound_of(landscape, joint.prices))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_many_shards_come_near_one_machine(seed: int) -> None:
    everybody, offered = _instance(seed, 2000, 60, 6.0)
    joint = solve_in_shards(offered.seats, parts_of(everybody, offered, 6))
    assert joint.certificate >= 0.97
    assert joint.value >= 0.98 * solve_landscape(Landscape(everybody, offered)).value


def test_the_same_input_gives_the_same_plan() -> None:
    everybody, offered = _instance(7, 500, 30)
    first, second = (solve_in_shards(offered.seats, parts_of(everybody, offered, 4)) for _ in range(2))
    assert first.holder.tolist() == second.holder.tolist()
    assert first.prices.tolist() == second.prices.tolist()


def _units(points: list[tuple[float, float]], many: list[int]) -> Units:
    latitude, longitude = np.array(points, dtype=np.float64).reshape(-1, 2).T
    return Units(latitude, latitude + 0.1, longitude, longitude + 0.1, np.array(many, dtype=np.float64))


@given(
    st.lists(st.tuples(st.floats(-80, 80), st.floats(-179, 179)), max_size=30),
    st.integers(1, 6),
    st.randoms(use_true_random=False),
)
def test_every_unit_belongs_to_one_shard(points: list[tuple[float, float]], shards: int, random) -> None:
    units = _units(points, [random.randint(1, 9) for _ in points])
    shard_of = partition(units, shards, 40.0)
    assert len(shard_of) == len(points)
    assert set(shard_of.tolist()) <= set(range(shards))


def test_cuts_run_where_nobody_lives() -> None:
    west, east = [(50.0, 1 + 0.1 * x) for x in range(10)], [(50.0, 8 + 0.1 * x) for x in range(12)]
    shard_of = partition(_units([*west, *east], [1] * 22), 2, 40.0)
    assert (set(shard_of[:10].tolist()), set(shard_of[10:].tolist())) == ({0}, {1})


def test_who_is_in_reach_of_an_opening() -> None:
    units = _units([(0.0, 179.95), (0.0, -179.0), (60.0, 10.0), (float("nan"), float("nan"))], [5, 6, 7, 8])
    points = np.array([0.0, 0.0, 60.3, 0.0]), np.array([-179.9, 179.0, 10.8, 0.0])
    remote = np.array([False, False, False, True])
    found = people_in_reach(units, np.array([0, 1, 2, 3]), 4, points, remote, 40.0)
    assert found.tolist() == [[5, 0, 0, 5], [0, 0, 0, 6], [0, 0, 7, 7], [0, 0, 0, 8]]
