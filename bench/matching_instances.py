"""
Seeded people and tasks of realistic shape, for bench/matching.py.

Homes are drawn by the population of the cities that are shipped (most) and from postal codes (the rest), with a
scatter that grows with the city; tasks follow the same map a little more evenly, as headquarters do.
"""

import csv
import lzma
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.matching.solver.landscape import Openings, People
from models.matching.solver.problem import Doubles, Flags, Masks, Numbers, Seats

DATA = Path(__file__).parent.parent / "models" / "regions" / "data"
SKILLS, WINDOWS, KINDS = 40, 21, 12
KM_PER_DEGREE = 111.2
REMOTE_SHARE = 0.01
CITY_SHARE = 0.85
COMMONNESS = 2.0
"""Above 1: the first bits are drawn more often, as some skills are commoner than others."""


@cache
def _cities() -> Doubles:
    """Cities of the United States: latitude, longitude, population."""
    with lzma.open(DATA / "cities.csv.xz", "rt", encoding="utf-8") as file:
        rows = [(row[5], row[6], row[7]) for row in csv.reader(file) if row[1] == "US"]
    return np.array(rows, dtype=np.float64)


@cache
def _postal_codes() -> Doubles:
    """Postal codes of the United States: latitude, longitude."""
    with lzma.open(DATA / "postal_codes.csv.xz", "rt", encoding="utf-8") as file:
        rows = [(row[5], row[6]) for row in csv.reader(file) if row[0] == "US"]
    return np.array(rows, dtype=np.float64)


def points(random: np.random.Generator, size: int, evenness: float = 1.0) -> tuple[Doubles, Doubles]:
    """Latitudes and longitudes; cities by population ** evenness."""
    cities, codes = _cities(), _postal_codes()
    share = cities[:, 2] ** evenness
    city = cities[random.choice(len(cities), size, p=share / share.sum())]
    code = codes[random.integers(len(codes), size=size)]
    in_city = random.random(size) < CITY_SHARE
    km = np.where(in_city, 2.0 + 2.0 * np.sqrt(city[:, 2] / 1e5), 3.0)
    latitude = np.where(in_city, city[:, 0], code[:, 0]) + random.normal(size=size) * km / KM_PER_DEGREE
    stretch = KM_PER_DEGREE * np.cos(np.radians(latitude))
    longitude = np.where(in_city, city[:, 1], code[:, 1]) + random.normal(size=size) * km / stretch
    return latitude, longitude


def people(random: np.random.Generator, size: int) -> People:
    """Volunteers: 1 to 6 of 40 skills, half of the week's windows, 5 to 40 km (mostly 40, the default), 1 to 3 places."""
    latitude, longitude = points(random, size)
    return People(
        latitude=latitude,
        longitude=longitude,
        reach_km=random.choice(np.array([5, 10, 15, 25, 40], dtype=np.float32), size, p=[0.05, 0.1, 0.15, 0.2, 0.5]),
        windows=_windows(random, size),
        skills=_some_bits(random, size, SKILLS, random.integers(1, 7, size=size)),
        wishes=_some_bits(random, size, KINDS, random.integers(0, 4, size=size)),
        did=_some_bits(random, size, KINDS, (random.random(size) < 0.3).astype(np.int64)),
        chance=(random.beta(2, 6, size) * random.beta(8, 2, size)).clip(0.01, 1).astype(np.float32),
        count=random.choice(np.array([1, 2, 3], dtype=np.int32), size, p=[0.5, 0.3, 0.2]),
        newcomer=random.random(size) < 0.3,
    )


def openings(random: np.random.Generator, size: int) -> Openings:
    """Shifts: one required and up to two helpful skills, 1 to 40 places of which a tenth is for newcomers."""
    latitude, longitude = points(random, size, evenness=0.9)
    required = _some_bits(random, size, SKILLS, np.ones(size, dtype=np.int64))
    window = random.integers(WINDOWS, size=size).astype(np.int32)
    return Openings(
        latitude=latitude,
        longitude=longitude,
        remote=random.random(size) < REMOTE_SHARE,
        window=window,
        required=required,
        helpful=required | _some_bits(random, size, SKILLS, random.integers(0, 3, size=size)),
        kind=np.uint64(1) << random.integers(KINDS, size=size).astype(np.uint64),
        need=random.choice(np.array([0.4, 0.6, 0.8, 1.0], dtype=np.float32), size, p=[0.2, 0.4, 0.3, 0.1]),
        seats=_seats(random, window),
    )


def _seats(random: np.random.Generator, window: Numbers) -> Seats:
    places = random.lognormal(2.0, 0.7, len(window)).round().clip(1, 40).astype(np.int32)
    taken = np.where(random.random(len(window)) < 0.3, random.integers(0, 5, len(window)), 0)
    first_place = np.concatenate(([0], np.cumsum(places))).astype(np.int32)
    rank = np.arange(first_place[-1]) - np.repeat(first_place[:-1], places) + np.repeat(taken, places)
    return Seats(window, first_place, 1 / np.sqrt(1.0 + rank), (places // 10).astype(np.int32))


def _windows(random: np.random.Generator, size: int) -> Masks:
    free: Flags = random.random((size, WINDOWS)) < random.choice([0.2, 0.4, 0.8], (size, 1))
    bits = np.uint64(1) << np.arange(WINDOWS, dtype=np.uint64)
    masks: Masks = np.where(free, bits, np.uint64(0)).sum(axis=1, dtype=np.uint64)
    return masks


def _some_bits(random: np.random.Generator, size: int, width: int, number: npt.NDArray[np.integer[Any]]) -> Masks:
    """For each row a mask with about `number` of `width` bits set (a bit drawn twice counts once)."""
    mask = np.zeros(size, dtype=np.uint64)
    for draw in range(int(number.max(initial=0))):
        bit = np.uint64(1) << (width * random.random(size) ** COMMONNESS).astype(np.uint64)
        mask |= np.where(number > draw, bit, np.uint64(0))
    return mask
