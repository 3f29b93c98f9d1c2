"""
Shards of neighbouring regions: recursive coordinate bisection (Berger & Bokhari 1987), cut where the fewest people live.

A unit is what is never cut: a region, or a cell. Its box holds everybody of it whose home is known.
"""

from typing import NamedTuple

import numpy as np

from models.matching.solver.compiled import compiled
from models.matching.solver.problem import Doubles, Flags, Integers

KM_PER_DEGREE = 111.19
MARGIN = 0.12
"""How far from an even cut a better one is looked for, as a part of the people."""


class Units(NamedTuple):
    """(units,) each: the box around its people in degrees, and how many they are. NaN where no home is known."""

    south: Doubles
    north: Doubles
    west: Doubles
    east: Doubles
    people: Doubles


def partition(units: Units, shards: int, reach_km: float) -> Integers:
    """
    For each unit the number of its shard, from 0; shards are about equal in people. Deterministic.

    Cuts run where few people live within reach of both sides; units without a place are spread evenly.
    """
    shard_of = np.arange(len(units.people), dtype=np.int64) % shards
    latitude = (units.south + units.north) / 2
    longitude = (units.west + units.east) / 2 * np.cos(np.radians(latitude))
    placed = np.flatnonzero(~np.isnan(latitude) & ~np.isnan(longitude))
    _bisect(np.stack((latitude, longitude)), units.people, placed, (0, shards), reach_km / KM_PER_DEGREE, shard_of)
    return shard_of


def _bisect(
    points: Doubles, people: Doubles, some: Integers, shards: tuple[int, int], reach: float, shard_of: Integers
) -> None:
    """Give these units to shards `shards[0]` up to, not including, `shards[1]`."""
    first, last = shards
    if last - first == 1 or len(some) < 2:
        shard_of[some] = first
        return
    middle = (first + last) // 2
    cuts = [_best_cut(points[axis, some], people[some], (middle - first) / (last - first), reach) for axis in (0, 1)]
    axis = int(cuts[1] < cuts[0])
    order = some[np.argsort(points[axis, some], kind="stable")]
    _, at = cuts[axis]
    _bisect(points, people, np.sort(order[:at]), (first, middle), reach, shard_of)
    _bisect(points, people, np.sort(order[at:]), (middle, last), reach, shard_of)


def _best_cut(coordinate: Doubles, people: Doubles, part: float, reach: float) -> tuple[float, int]:
    """How many people live within reach of the best cut along a coordinate, and how many units lie before it."""
    order = np.argsort(coordinate, kind="stable")
    sorted_coordinate = coordinate[order]
    before = np.concatenate(([0.0], np.cumsum(people[order])))
    shares = before / max(before[-1], 1e-300)
    nearest = 1 + int(np.argmin(np.abs(shares[1:-1] - part)))
    places = np.append(1 + np.flatnonzero(np.abs(shares[1:-1] - part) <= MARGIN), nearest)
    line = (sorted_coordinate[places - 1] + sorted_coordinate[places]) / 2
    near = before[np.searchsorted(sorted_coordinate, line + reach)]
    near -= before[np.searchsorted(sorted_coordinate, line - reach)]
    best = int(np.argmin(near))
    return float(near[best]), int(places[best])


def people_in_reach(
    units: Units, shard_of: Integers, shards: int, points: tuple[Doubles, Doubles], remote: Flags, reach_km: float
) -> Doubles:
    """
    (shards, openings): how many people of each shard may be in reach of each opening; 0 only where nobody is.

    points: latitudes and longitudes of openings, not looked at where remote: that is in everybody's reach.
    """
    found = np.zeros((shards, len(remote)))
    order = np.argsort(points[0])
    places = (order, points[0][order], points[1][order])
    _add_people_in_reach(*units, shard_of, *places, reach_km / KM_PER_DEGREE + 1e-4, found)
    found[:, remote] = np.bincount(shard_of, units.people, minlength=shards)[:, None]
    return found


@compiled
def _add_people_in_reach(
    south: Doubles,
    north: Doubles,
    west: Doubles,
    east: Doubles,
    people: Doubles,
    shard_of: Integers,
    opening: Integers,
    latitude: Doubles,
    longitude: Doubles,
    reach: float,
    found: Doubles,
) -> None:
    for unit in range(len(people)):
        edge = max(abs(south[unit] - reach), abs(north[unit] + reach))
        wide = 360.0
        if edge < 89.9:
            wide = np.degrees(np.arcsin(min(1.0, np.sin(np.radians(reach)) / np.cos(np.radians(edge)))))
        first, last = np.searchsorted(latitude, south[unit] - reach), np.searchsorted(latitude, north[unit] + reach)
        for index in range(first, last):
            for turn in (-360.0, 0.0, 360.0):
                if west[unit] - wide <= longitude[index] + turn <= east[unit] + wide:
                    found[shard_of[unit], opening[index]] += people[unit]
                    break
