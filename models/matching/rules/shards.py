"""How a run is cut into shards of neighbouring regions, and who decides about which places."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.matching.rules.limits import FARTHEST_KM
from models.matching.rules.openings import Opening
from models.matching.solver.problem import Doubles, Flags, Integers, Numbers, Seats
from models.matching.solver.shards.border import Border
from models.matching.solver.shards.partition import Units, partition, people_in_reach
from models.matching.solver.shards.rough import openings_of
from models.matching.solver.shards.shard import INTERIOR
from models.matching.solver.shards.solve import openings_of_border


@dataclass(frozen=True, slots=True)
class Settled:
    """A region where people live: its path, how many, and the box around their homes (NaN where none is known)."""

    path: str
    people: int
    south: float
    north: float
    west: float
    east: float
    somewhere: bool = False
    """Whether the home of some of them is not known."""


@dataclass(frozen=True, slots=True)
class Cut:
    """shard_of: (regions,). shares: (shards, openings), which part of those in reach of each live in each shard."""

    shard_of: Integers
    shares: Doubles

    @property
    def border(self) -> Integers:
        """The openings that people of several shards may reach."""
        by_shard = [np.flatnonzero(row > 0) for row in self.shares]
        return openings_of_border(self.shares.shape[1], by_shard)


def cut(regions: Sequence[Settled], openings: Sequence[Opening], most: int) -> Cut:
    """
    Cut regions into shards of about `most` people, two at least. No region is ever cut.

    Raises ValueError if there are none.
    """
    if not regions:
        raise ValueError("Where nobody lives there is nothing to cut.")
    columns = np.array([[each.south, each.north, each.west, each.east, each.people] for each in regions]).T
    units = Units(*(np.ascontiguousarray(column, dtype=np.float64) for column in columns))
    shards = max(2, int(np.ceil(units.people.sum() / most)))
    shard_of = partition(units, shards, FARTHEST_KM)
    anywhere = np.array([_has_no_point(each) for each in openings], dtype=np.bool_)
    points = tuple(np.array([_degrees(each, axis) for each in openings]) for axis in ("latitude", "longitude"))
    remote = np.array([each.remote for each in openings], dtype=np.bool_)
    near = people_in_reach(units, shard_of, shards, (points[0], points[1]), remote, FARTHEST_KM)
    near[:, anywhere] = 0
    _add_by_region(regions, openings, shard_of, near)
    return Cut(shard_of, near / np.maximum(near.sum(axis=0), 1e-9))


def _has_no_point(opening: Opening) -> bool:
    return not opening.remote and (opening.latitude is None or opening.longitude is None)


def _degrees(opening: Opening, axis: str) -> float:
    value = getattr(opening, axis)
    return 0.0 if value is None or opening.remote else float(value)


def _add_by_region(regions: Sequence[Settled], openings: Sequence[Opening], shard_of: Integers, near: Doubles) -> None:
    """Where a point is unknown, whoever lives in the region of the opening may reach it."""
    everybody, unknown = (_people_below(regions, shard_of, len(near), all_of_them) for all_of_them in (True, False))
    for position, opening in enumerate(openings):
        below = everybody if _has_no_point(opening) else unknown
        if not opening.remote and opening.region_path in below:
            near[:, position] += below[opening.region_path]


def _people_below(regions: Sequence[Settled], shard_of: Integers, shards: int, all_of_them: bool) -> dict[str, Doubles]:
    """By path, how many people of each shard live there; of all regions, or of those where some home is unknown."""
    found: dict[str, Doubles] = {}
    for region, shard in zip(regions, shard_of, strict=True):
        parts = region.path.split("/") if all_of_them or region.somewhere else []
        for depth in range(len(parts)):
            path = "".join(f"{part}/" for part in parts[:depth])
            found.setdefault(path, np.zeros(shards))[shard] += region.people
    return found


def owner_of_places(seats: Seats, border: Border, cut_shares: Doubles) -> Integers:
    """
    (places,): the shard that gives out each place of the border: of who holds it, or of most who could reach it.

    seats: those of the border; cut_shares: (shards, openings of the border).
    """
    nearest = np.argmax(cut_shares, axis=0)[openings_of(seats)]
    return np.where(border.shard >= 0, border.shard, nearest)


def seats_that(seats: Seats, owned: Flags) -> Seats:
    """The same openings with some of their places only."""
    opening = openings_of(seats)
    rank = np.arange(len(opening)) - seats.first_place[opening]
    reserved = rank >= (np.diff(seats.first_place) - seats.reserved)[opening]
    size = len(seats)
    return Seats(
        seats.slot,
        np.concatenate(([0], np.cumsum(np.bincount(opening[owned], minlength=size)))).astype(np.int32),
        seats.factor[owned],
        np.bincount(opening[owned & reserved], minlength=size).astype(np.int32),
    )


def numbers_at_border(openings: Integers, border: Integers) -> Numbers:
    """For each of some openings its number in the list of the border, or INTERIOR."""
    found = np.searchsorted(border, openings)
    known = found < len(border)
    known[known] = border[found[known]] == openings[known]
    return np.where(known, found, INTERIOR).astype(np.int32)
