"""
Where replayed people live, and with whom they form a team. Pure, and the same for the same person every time.

A person's number is hashed (SHA-256 of SEED and number) to a fraction of 1. All postal codes stand in a row in the order
of their codes, each as wide as its share of people: the population of its county divided by the number of codes there.
The fraction falls into one of them. Teams are neighbours: the people of a state stand in a row by county and postal
code, which is cut into pieces of equal size, as near to ten people as can be; fewer than five people have no team.
"""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from uuid import UUID

SEED = "groundswell"
TEAM_SIZE = 10
SMALLEST_TEAM = 5


@dataclass(frozen=True, slots=True)
class Home:
    """A postal code with what is around it. `population` is that of its region; None: unknown, so nobody lives there."""

    code: str
    place: str
    region_id: UUID
    region_path: str
    population: int | None
    latitude: float
    longitude: float
    time_zone: str

    @property
    def state(self) -> str:
        """The first two parts of the path: country and state."""
        return "/".join(self.region_path.split("/")[:2])


@dataclass(frozen=True, slots=True)
class TeamOfNeighbours:
    """People (by number) of one state who live next to each other; the middle one's home stands for the team."""

    people: list[int]
    home: Home


def fraction_of(person: int) -> float:
    """A number from 0 up to 1 that belongs to the person."""
    digest = hashlib.sha256(f"{SEED}:{person}".encode()).digest()
    return int.from_bytes(digest[:7], "big") / (1 << 56)


def place_people(people: Iterable[int], homes: Sequence[Home]) -> dict[int, Home]:
    """The home of each person. `homes` are ordered by code."""
    codes_in = Counter(home.region_id for home in homes)
    edges = list(accumulate((home.population or 0) / codes_in[home.region_id] for home in homes))
    return {person: homes[bisect_right(edges, fraction_of(person) * edges[-1])] for person in people}


def form_teams(home_of: dict[int, Home]) -> Iterator[TeamOfNeighbours]:
    """Teams of 5 to 15 neighbours."""
    in_a_row = sorted(home_of, key=lambda person: (home_of[person].region_path, home_of[person].code, person))
    for _, neighbours in groupby(in_a_row, key=lambda person: home_of[person].state):
        for people in _cut(list(neighbours)):
            yield TeamOfNeighbours(people, home_of[people[len(people) // 2]])


def _cut(people: list[int]) -> Iterator[list[int]]:
    """Pieces whose sizes differ by one at most."""
    if len(people) < SMALLEST_TEAM:
        return
    pieces = max(1, round(len(people) / TEAM_SIZE))
    edges = [len(people) * piece // pieces for piece in range(pieces + 1)]
    for start, end in pairwise(edges):
        yield people[start:end]
