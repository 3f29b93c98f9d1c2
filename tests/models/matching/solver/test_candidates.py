"""Feasible pairs found by strips, windows and masks, against every pair looked at one by one."""

from math import inf, isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.matching.solver import ANY_TIME, Landscape, Openings, People, Seats, Weighing, solve_landscape
from models.regions.rules import distance_km

PLACES = [(52.2, 21.0), (52.25, 21.1), (52.5, 21.4), (-16.8, 179.98), (-16.8, -179.97), (89.95, 10.0), (89.9, -170.0)]
points = st.sampled_from([*PLACES, (float("nan"), float("nan"))])
masks = st.integers(0, 15)
windows = st.one_of(masks, st.just(int(ANY_TIME)))


def _column(rows: list[tuple], position: int, kind: type) -> np.ndarray:
    return np.array([row[position] for row in rows], dtype=kind)


def _people(rows: list[tuple], out: list[set[int]]) -> People:
    return People(
        latitude=np.array([row[0][0] for row in rows]),
        longitude=np.array([row[0][1] for row in rows]),
        reach_km=_column(rows, 1, np.float32),
        windows=_column(rows, 2, np.uint64),
        skills=_column(rows, 3, np.uint64),
        wishes=_column(rows, 4, np.uint64),
        did=_column(rows, 5, np.uint64),
        chance=_column(rows, 6, np.float32),
        count=np.ones(len(rows), dtype=np.int32),
        newcomer=np.zeros(len(rows), dtype=np.bool_),
        not_for_start=np.concatenate(([0], np.cumsum([len(each) for each in out]))),
        not_for=np.array([opening for each in out for opening in sorted(each)], dtype=np.int32),
    )


def _openings(rows: list[tuple]) -> Openings:
    size = len(rows)
    first_place = np.arange(size + 1, dtype=np.int32)
    slot = _column(rows, 2, np.int32)
    return Openings(
        latitude=np.array([row[0][0] for row in rows]),
        longitude=np.array([row[0][1] for row in rows]),
        remote=_column(rows, 1, np.bool_),
        window=slot,
        required=_column(rows, 3, np.uint64),
        helpful=_column(rows, 4, np.uint64),
        kind=np.uint64(1) << _column(rows, 5, np.uint64),
        need=_column(rows, 6, np.float32),
        seats=Seats(slot, first_place, np.ones(size), np.zeros(size, dtype=np.int32)),
    )


person = st.tuples(
    points, st.sampled_from([3, 15, 60, 30000]), windows, masks, masks, masks, st.floats(0.125, 1, width=32)
)
place = st.tuples(
    points, st.booleans(), st.integers(0, 3), masks, masks, st.integers(0, 3), st.floats(0.125, 1, width=32)
)


def _weight(someone: tuple, opening: tuple, weighing: Weighing) -> float:
    """0 where somebody may not."""
    (here, reach, when, has, wishes, did, chance), (there, remote, window, required, helpful, kind, need) = (
        someone,
        opening,
    )
    known = not isnan(here[0]) and not isnan(there[0])
    km = distance_km(*here, *there) if known else inf
    if not when >> window & 1 or required & ~has or not (remote or km <= reach):
        return 0.0
    nearness = weighing.remote if remote else float(weighing.nearness[min(int(km), 100)])
    share = (helpful & has).bit_count() / helpful.bit_count() if helpful else 1.0
    liking = weighing.other_wishes
    if did >> kind & 1:
        liking = weighing.did
    elif not wishes:
        liking = weighing.nothing_said
    elif wishes >> kind & 1:
        liking = weighing.wished
    return nearness * (weighing.no_skill + (1 - weighing.no_skill) * share) * liking * chance * need


@settings(max_examples=150, deadline=None)
@given(st.lists(person, min_size=1, max_size=12), st.lists(place, min_size=1, max_size=8), st.data())
def test_pairs_are_those_that_limits_allow(people: list[tuple], openings: list[tuple], data: st.DataObject) -> None:
    out = [data.draw(st.sets(st.integers(0, len(openings) - 1))) for _ in people]
    weighing = Weighing()
    expected = {
        (i, j): weight
        for i, someone in enumerate(people)
        for j, opening in enumerate(openings)
        if j not in out[i] and (weight := _weight(someone, opening, weighing)) > 0
    }
    assert _found(_people(people, out), _openings(openings), weighing) == pytest.approx(expected, rel=1e-5)


def _found(people: People, openings: Openings, weighing: Weighing) -> dict[tuple[int, int], float]:
    """With blocks, and room, so small that they end in the midst of cells."""
    landscape = Landscape(people, openings, weighing)
    found, first = {}, 0
    for block in (find() for find in landscape.blocks(size=3, room=1)):
        for row in range(len(block)):
            number = int(landscape.order[first + row])
            for pair in range(block.pairs.start[row], block.pairs.start[row + 1]):
                found[number, int(block.pairs.opening[pair])] = float(block.pairs.weight[pair])
        first += len(block)
    assert first == len(people)
    return found


def test_a_plan_names_people_by_their_number() -> None:
    far, near = ((50.0, 20.0), 5, 1, 0, 0, 0, 0.5), ((60.0, 20.0), 5, 1, 0, 0, 0, 0.5)
    opening = ((60.0, 20.01), False, 0, 0, 0, 0, 1.0)
    plan = solve_landscape(Landscape(_people([far, near], [set(), set()]), _openings([opening])))
    assert plan.holder.tolist() == [1]
    assert not isnan(plan.certificate)
