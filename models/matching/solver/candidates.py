"""
Feasible pairs without ever forming all pairs: people cell by cell, each cell with the openings in its reach.

Within a cell, openings that require the same skills lie together, so that a person only meets those that they are able
to do; then a bit mask decides on windows of time, and the chord between two points of the unit sphere on distance.
"""

from typing import NamedTuple

import numpy as np

from models.matching.solver.compiled import compiled
from models.matching.solver.layout import STRIPS, OpeningsByStrip, PeopleByCell, Weights
from models.matching.solver.problem import Floats, Masks, Numbers, Offsets

EARTH_RADIUS_KM = 6371.0088
PAIRS, FOURS = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333)
EIGHTS, ONES = np.uint64(0x0F0F0F0F0F0F0F0F), np.uint64(0x0101010101010101)


class Near(NamedTuple):
    """
    Openings in reach of a cell, by what they require; those that require `required[g]` are start[g] to start[g + 1].

    position: in OpeningsByStrip. window: one bit. points: (openings, 3). Copied to stand side by side.
    """

    start: Numbers
    required: Masks
    position: Numbers
    window: Masks
    points: Floats


@compiled
def fill(
    people: PeopleByCell,
    openings: OpeningsByStrip,
    weighing: Weights,
    first: int,
    last: int,
    start: Offsets,
    opening: Numbers,
    weight: Floats,
) -> int:
    """Fill the arrays with the pairs of people `first` to `last`, while anybody's surely fit: where it stopped."""
    near = _room_for(len(openings.number))
    end, start[0] = 0, 0
    cell = int(np.searchsorted(people.cell_start, first, side="right")) - 1
    while people.cell_start[cell] < last:
        groups = _gather(people, openings, cell, near)
        size = near.start[groups]
        for person in range(max(first, people.cell_start[cell]), min(last, people.cell_start[cell + 1])):
            if end + size > len(opening):
                return person
            end = _pairs_of(people, openings, weighing, person, near, groups, opening, weight, end)
            start[person + 1 - first] = end
        cell += 1
    return last


@compiled
def _room_for(openings: int) -> Near:
    return Near(
        np.zeros(openings + 1, dtype=np.int32),
        np.empty(openings, dtype=np.uint64),
        np.empty(openings, dtype=np.int32),
        np.empty(openings, dtype=np.uint64),
        np.empty((openings, 3), dtype=np.float32),
    )


@compiled
def _gather(people: PeopleByCell, openings: OpeningsByStrip, cell: int, near: Near) -> int:
    """Openings that somebody of the cell may reach, in groups by what they require: how many groups."""
    found = np.empty(len(near.position), dtype=np.int32)
    size = _within_box(people, openings, people.cell_start[cell], people.cell_start[cell + 1], found)
    for position in range(openings.strip_start[STRIPS], openings.strip_start[STRIPS + 1]):
        found[size] = position
        size += 1
    groups = 0
    for index, which in enumerate(np.argsort(openings.required[found[:size]], kind="mergesort")):
        position = found[which]
        if index == 0 or openings.required[position] != near.required[groups - 1]:
            near.start[groups], near.required[groups] = index, openings.required[position]
            groups += 1
        near.position[index], near.window[index] = position, np.uint64(1) << np.uint64(openings.window[position])
        near.points[index] = openings.points[position]
    near.start[groups] = size
    return groups


@compiled
def _within_box(people: PeopleByCell, openings: OpeningsByStrip, first: int, last: int, found: Numbers) -> int:
    """Openings in the smallest box around the circles of reach of these people (Matuschek 2009): how many."""
    if np.isnan(people.latitude[first]) or np.isnan(people.longitude[first]):
        return 0
    angle = people.reach_km[first:last].max() / EARTH_RADIUS_KM
    margin = np.degrees(angle) + 1e-6
    south, north = people.latitude[first:last].min() - margin, people.latitude[first:last].max() + margin
    west, east = people.longitude[first:last].min(), people.longitude[first:last].max()
    edge = max(abs(south), abs(north))
    wide = 360.0
    if edge < 89.9:
        wide = np.degrees(np.arcsin(min(1.0, np.sin(angle) / np.cos(np.radians(edge))))) + 1e-6
    size = 0
    for strip in range(
        max(0, int((south + 90.0) * (STRIPS / 180))), min(STRIPS, int((north + 90.0) * (STRIPS / 180)) + 1)
    ):
        size = _in_strip(openings, strip, west - wide, east + wide, found, size)
    return size


@compiled
def _in_strip(openings: OpeningsByStrip, strip: int, west: float, east: float, found: Numbers, size: int) -> int:
    """Append the openings of a strip between two longitudes, which may lie beyond the 180th meridian: how many now."""
    first, last = openings.strip_start[strip], openings.strip_start[strip + 1]
    if first == last:
        return size
    longitude = openings.longitude[first:last]
    if east - west >= 360:
        west, east = -180.0, 179.999999999
    for turn in (-360.0, 0.0, 360.0):
        for position in range(np.searchsorted(longitude, west + turn), np.searchsorted(longitude, east + turn)):
            found[size] = first + position
            size += 1
    return size


@compiled
def _pairs_of(
    people: PeopleByCell,
    openings: OpeningsByStrip,
    weighing: Weights,
    person: int,
    near: Near,
    groups: int,
    opening: Numbers,
    weight: Floats,
    end: int,
) -> int:
    """Append the pairs of a person: where they end."""
    missing, windows, point = ~people.skills[person], people.windows[person], people.points[person]
    chord = 2 * np.sin(min(people.reach_km[person] / EARTH_RADIUS_KM, np.pi) / 2)
    limit = np.float32(chord * chord)
    for group in range(groups):
        if near.required[group] & missing:
            continue
        for index in range(near.start[group], near.start[group + 1]):
            if not near.window[index] & windows:
                continue
            squared = np.float32(0.0)
            for axis in range(3):
                squared += (point[axis] - near.points[index, axis]) ** 2
            position = near.position[index]
            nearness = _nearness(weighing, squared, limit, openings.remote[position])
            if nearness <= 0 or _is_out(people, person, openings.number[position]):
                continue
            opening[end] = openings.number[position]
            weight[end] = nearness * _fit(people, openings, weighing, person, position)
            end += 1
    return end


@compiled
def _nearness(weighing: Weights, squared: np.float32, limit: np.float32, remote: bool) -> float:
    """What distance leaves of the weight, given the square of the chord and of the longest; 0 out of reach."""
    if remote:
        return weighing.remote
    if not squared <= limit:
        return 0.0
    return weighing.nearness[min(int(EARTH_RADIUS_KM * np.sqrt(squared)), len(weighing.nearness) - 1)]


@compiled
def _fit(people: PeopleByCell, openings: OpeningsByStrip, weighing: Weights, person: int, position: int) -> float:
    """Chance x need x skills x kind of work."""
    fit = people.chance[person] * openings.need[position]
    helpful = openings.helpful[position]
    if helpful:
        share = _bits(helpful & people.skills[person]) / _bits(helpful)
        fit *= weighing.no_skill + (1 - weighing.no_skill) * share
    if people.did[person] & openings.kind[position]:
        return fit * weighing.did
    if not people.wishes[person]:
        return fit * weighing.nothing_said
    return fit * (weighing.wished if people.wishes[person] & openings.kind[position] else weighing.other_wishes)


@compiled
def _bits(mask: np.uint64) -> int:
    """How many bits are set, summed side by side (Warren 2012, Hacker's Delight, 5-1)."""
    mask = mask - ((mask >> np.uint64(1)) & PAIRS)
    mask = (mask & FOURS) + ((mask >> np.uint64(2)) & FOURS)
    mask = (mask + (mask >> np.uint64(4))) & EIGHTS
    return int((mask * ONES) >> np.uint64(56))


@compiled
def _is_out(people: PeopleByCell, person: int, opening: int) -> bool:
    first, last = people.not_for_start[person], people.not_for_start[person + 1]
    while first < last and people.not_for[first] != opening:
        first += 1
    return first < last
