"""All turns of all shards, one after the other: what jobs on many machines do (`models/matching/actions`), in one process."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from models.matching.solver.certificate import bound_of
from models.matching.solver.certified import Certified
from models.matching.solver.market import NOBODY
from models.matching.solver.problem import Doubles, Flags, Integers, Seats
from models.matching.solver.shards.border import Border, nothing_given, settle
from models.matching.solver.shards.shard import (
    INTERIOR,
    Shard,
    begin,
    offers_of,
    places_of_border,
    prices_of,
    take_turn,
)
from models.matching.solver.source import Source

TURNS = 4
"""Of the border; each hires fewer people than the one before."""


@dataclass(frozen=True)
class Part:
    """
    What a shard is made of. source: finds its people's pairs, anew each time it is called. openings: their numbers, of all.
    people: (n,), who is at each position of the source. shares, everywhere: as in `shard.begin`.
    """

    source: Callable[[], Source]
    openings: Integers
    people: Integers
    shares: Doubles
    everywhere: Flags


@dataclass(frozen=True, slots=True)
class Joint(Certified):
    """A plan that shards made together; holders are numbers of people. `moved`: the changes at the border in each turn."""

    moved: list[int]


def solve_in_shards(seats: Seats, parts: Sequence[Part], turns: int = TURNS) -> Joint:
    """The plan for all people of the parts; openings in more than one part are the border. Deterministic."""
    border_openings = openings_of_border(len(seats), [part.openings for part in parts])
    number = np.full(len(seats), INTERIOR, dtype=np.int32)
    number[border_openings] = np.arange(len(border_openings))
    across = seats.some(border_openings)
    sources = [part.source() for part in parts]
    shards = [
        begin(source, number[part.openings], part.shares, part.everywhere)
        for source, part in zip(sources, parts, strict=True)
    ]
    border, released, moved = nothing_given(across), [np.zeros(0, dtype=np.int64)] * len(parts), []
    for turn in range(1, turns + 1):
        before = border
        border, grants = settle(across, border, [offers_of(*each) for each in zip(shards, released, strict=True)])
        moved.append(int(((border.shard != before.shard) | (border.person != before.person)).sum()))
        turned = [
            take_turn(shard, across, each, last=turn == turns) for shard, each in zip(shards, grants, strict=True)
        ]
        shards, released = [shard for shard, _ in turned], [given_up for _, given_up in turned]
        if not any(map(len, released)):
            break
    return _joined(seats, border_openings, parts, sources, shards, border, moved)


def openings_of_border(openings: int, by_part: Sequence[Integers]) -> Integers:
    """Those that more than one part can reach."""
    reached = np.bincount(np.concatenate([np.zeros(0, dtype=np.int64), *by_part]), minlength=openings)
    return np.flatnonzero(reached > 1)


def _joined(
    seats: Seats,
    across: Integers,
    parts: Sequence[Part],
    sources: Sequence[Source],
    shards: Sequence[Shard],
    border: Border,
    moved: list[int],
) -> Joint:
    places = len(seats.factor)
    holder, worth, prices = np.full(places, NOBODY, dtype=np.int32), np.zeros(places), np.zeros(places)
    prices[seats.places_of(across)] = border.fair
    for part, shard in zip(parts, shards, strict=True):
        everywhere, own = seats.places_of(part.openings), np.ones(len(shard.state.holder), dtype=np.bool_)
        own[places_of_border(shard, seats.some(across))[0]] = False
        prices[everywhere[own]] = prices_of(shard)[own]
        taken = shard.state.holder != NOBODY
        holder[everywhere[taken]] = part.people[shard.people[shard.state.holder[taken]]]
        worth[everywhere[taken]] = shard.state.worth[taken]
    value = float((seats.factor * worth)[holder != NOBODY].sum())
    own_prices = [prices[seats.places_of(part.openings)] for part in parts]
    bound = float(prices.sum()) + sum(map(_free_choices, sources, own_prices))
    return Joint(holder, worth, prices, value, bound, moved)


def _free_choices(source: Source, prices: Doubles) -> float:
    """What a part's people would get by choosing freely, over all their feasible pairs."""
    return bound_of(source, prices) - float(prices.sum())
