"""People and openings in the order in which candidates.py walks over them."""

from typing import NamedTuple

import numpy as np

from models.matching.solver.landscape import Openings, People, Weighing
from models.matching.solver.problem import Doubles, Flags, Floats, Masks, Numbers, Offsets

CELL_DEGREES = 0.2
STRIPS = 1800
"""Of latitude, a tenth of a degree each."""


class PeopleByCell(NamedTuple):
    cell_start: Offsets
    latitude: Doubles
    longitude: Doubles
    points: Floats
    reach_km: Floats
    windows: Masks
    skills: Masks
    wishes: Masks
    did: Masks
    chance: Floats
    not_for_start: Offsets
    not_for: Numbers


class OpeningsByStrip(NamedTuple):
    number: Numbers
    strip_start: Numbers
    longitude: Doubles
    points: Floats
    remote: Flags
    window: Numbers
    required: Masks
    helpful: Masks
    kind: Masks
    need: Floats


class Weights(NamedTuple):
    nearness: Floats
    remote: float
    no_skill: float
    did: float
    wished: float
    nothing_said: float
    other_wishes: float


def by_cell(people: People) -> tuple[Numbers, Offsets]:
    """People's numbers ordered by cell (unknown points last), then by number; and where each cell starts."""
    row = np.floor(np.nan_to_num(people.latitude, nan=200.0) / CELL_DEGREES).astype(np.int64)
    column = np.floor(np.nan_to_num(people.longitude, nan=400.0) / CELL_DEGREES).astype(np.int64)
    key = ((row + 2000) << 16) + column + 8192
    order = np.argsort(key, kind="stable").astype(np.int32)
    sorted_key = key[order]
    starts = np.flatnonzero(np.diff(sorted_key, prepend=-1))
    return order, np.append(starts, len(order)).astype(np.int64)


def lay_out_people(people: People, order: Numbers, cell_start: Offsets) -> PeopleByCell:
    """Their columns in that order."""
    ordered = people.some(order)
    return PeopleByCell(
        cell_start,
        ordered.latitude,
        ordered.longitude,
        _points(ordered.latitude, ordered.longitude),
        ordered.reach_km,
        ordered.windows,
        ordered.skills,
        ordered.wishes,
        ordered.did,
        ordered.chance,
        ordered.not_for_start,
        ordered.not_for,
    )


def lay_out_openings(openings: Openings) -> OpeningsByStrip:
    """By strip of latitude, then by longitude; remote ones in a strip of their own after the last."""
    strip = np.floor((np.nan_to_num(openings.latitude) + 90.0) * (STRIPS / 180)).clip(0, STRIPS - 1).astype(np.int64)
    strip = np.where(openings.remote, STRIPS, strip)
    unknown = ~openings.remote & (np.isnan(openings.latitude) | np.isnan(openings.longitude))
    order = np.lexsort((openings.longitude, strip))
    order = order[~unknown[order]]
    return OpeningsByStrip(
        order.astype(np.int32),
        np.searchsorted(strip[order], np.arange(STRIPS + 2)).astype(np.int32),
        openings.longitude[order],
        _points(openings.latitude[order], openings.longitude[order]),
        openings.remote[order],
        openings.window[order],
        openings.required[order],
        openings.helpful[order],
        openings.kind[order],
        openings.need[order],
    )


def _points(latitude: Doubles, longitude: Doubles) -> Floats:
    """Points on the unit sphere: (n, 3)."""
    north, east = np.radians(latitude), np.radians(longitude)
    return np.stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)), axis=1).astype(
        np.float32
    )


def weights_of(weighing: Weighing) -> Weights:
    """What goes into a weight, as compiled loops read it."""
    return Weights(
        weighing.nearness,
        weighing.remote,
        weighing.no_skill,
        weighing.did,
        weighing.wished,
        weighing.nothing_said,
        weighing.other_wishes,
    )
