"""A landscape cut into shards of neighbouring cells."""

from functools import partial

import numpy as np

from models.matching.solver.landscape import Openings, People, Weighing
from models.matching.solver.layout import by_cell
from models.matching.solver.problem import Doubles, Numbers, Offsets
from models.matching.solver.shards.partition import Units, partition, people_in_reach
from models.matching.solver.shards.solve import Part
from models.matching.solver.source import Landscape


def parts_of(people: People, openings: Openings, shards: int, weighing: Weighing | None = None) -> list[Part]:
    """About equally many people each; positions in a part's source are those of the landscape that it makes."""
    order, cell_start = by_cell(people)
    units = _units(people, order, cell_start)
    reach_km = float(people.reach_km.max(initial=0))
    shard_of = partition(units, shards, reach_km)
    points = (openings.latitude, openings.longitude)
    near = people_in_reach(units, shard_of, shards, points, openings.remote, reach_km)
    of_person = np.repeat(shard_of, np.diff(cell_start))
    shares = near / np.maximum(near.sum(axis=0), 1)
    return [_part(people, openings, weighing, order[of_person == number], shares[number]) for number in range(shards)]


def _units(people: People, order: Numbers, cell_start: Offsets) -> Units:
    first, latitude, longitude = cell_start[:-1], people.latitude[order], people.longitude[order]
    return Units(
        np.minimum.reduceat(latitude, first),
        np.maximum.reduceat(latitude, first),
        np.minimum.reduceat(longitude, first),
        np.maximum.reduceat(longitude, first),
        np.diff(cell_start).astype(np.float64),
    )


def _part(people: People, openings: Openings, weighing: Weighing | None, numbers: Numbers, shares: Doubles) -> Part:
    reached = np.flatnonzero(shares > 0)
    here, offered = people.some(numbers), openings.some(reached)
    order, _ = by_cell(here)
    return Part(
        partial(Landscape, here, offered, weighing),
        reached,
        numbers[order].astype(np.int64),
        shares[reached],
        offered.remote,
    )
