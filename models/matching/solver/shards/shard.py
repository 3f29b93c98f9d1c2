"""
One shard: its people, the openings that only they can reach (its own), and those that others reach too (the border).

The places of its own openings bid for its people as in `auction.py`. Those of the border bid at one place for
everybody's (`border.py`): both take turns. It is one auction all the same, in which a place may bid at any time
(Bertsekas & Castanon 1991, on asynchronous auctions), so that nothing but left out pairs and turns is lost by cutting.
"""

from copy import deepcopy
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from models.matching.solver.auction import fair_prices, fill_places
from models.matching.solver.bids import leave
from models.matching.solver.compiled import compiled
from models.matching.solver.market import NOBODY, NOTHING, Market, State, note_least, nothing_sold, open_market
from models.matching.solver.plan import (
    FIRST_EPSILON,
    FIRST_PAIRS,
    PAIRS_A_PERSON,
    PRECISION,
    SLACK,
    mean_first_value,
    mean_value,
    run_auction,
)
from models.matching.solver.problem import Doubles, Flags, Floats, Integers, Numbers, Pairs, Problem, Seats
from models.matching.solver.pruning import keep_best
from models.matching.solver.shards.rough import Reseated, openings_of, shared_seats
from models.matching.solver.source import Source

INTERIOR = -1
PRICELESS = 1e6
"""Off the price of a place, it makes a profit that nobody can outbid."""
BORDER_SLACK = 0.6
"""As SLACK, on top of it: rough prices at the border are wronger, for there each shard guesses what others want."""


@dataclass(frozen=True, slots=True)
class Shard:
    """
    What a shard remembers from one turn to the next.

    people: (k,), positions in the source of those who have any pairs left; they are counted by their place in it.
    problem: their pairs, pruned. border: (openings,), the number of each in the list of the border, or INTERIOR.
    state: who holds which place; of the border only what its own people hold. epsilon: as in the auction.
    """

    people: Integers
    problem: Problem
    border: Numbers
    state: State
    epsilon: float


class Offers(NamedTuple):
    """
    The people of a shard whom places of the border may hire, and what they hold at home.

    people: (n,), by their place in the shard. counts, newcomer: as in Problem. start, opening, weight: their pairs with openings
    of the border. held_by, held_place, held_slot, held_profit: (held,), places at home: whose (0 to n - 1), which, its
    slot, and what they get from it. released: places of the border that were given up since the last turn.
    """

    people: Integers
    counts: Numbers
    newcomer: Flags
    start: Integers
    opening: Numbers
    weight: Floats
    held_by: Integers
    held_place: Integers
    held_slot: Numbers
    held_profit: Doubles
    released: Integers
    epsilon: float


class Grants(NamedTuple):
    """
    What the border tells a shard: the places of the border that its people hold (by whom, weight, price), and the places
    at home that they left for them.
    """

    place: Integers
    person: Integers
    weight: Doubles
    price: Doubles
    left: Integers


def begin(source: Source, border: Numbers, shares: Doubles, everywhere: Flags) -> Shard:
    """
    The first turn: pairs pruned by rough prices, own places filled.

    border: as in Shard. shares: (openings,), the part of each one's candidates that this shard has: for rough prices the
    shard is given that part of its places, one at least, so that they come out as dear as they will be.
    everywhere: (openings,), what everybody can reach: its shares are no guess.
    """
    rough = Reseated(source, shared_seats(source.seats, shares))
    kept = keep_best(rough, np.zeros(len(rough.seats.factor)), FIRST_PAIRS)
    scale = mean_first_value(kept)
    market, state = run_auction(kept, FIRST_EPSILON * scale)
    prices = fair_prices(market, state)
    prices[rough.seats.places_of(np.flatnonzero((border != INTERIOR) & ~everywhere))] -= BORDER_SLACK * scale
    kept = keep_best(rough, prices, 2 * PAIRS_A_PERSON, SLACK * scale)
    people = np.flatnonzero(np.diff(kept.pairs.start))
    start = np.concatenate(([0], np.diff(kept.pairs.start)[people].cumsum()))
    pairs = Pairs(start, kept.pairs.opening, kept.pairs.weight)
    problem = Problem(pairs, source.seats, source.count[people], source.newcomer[people])
    epsilon = PRECISION * (mean_value(market, state) or scale)
    own = open_market(_pairs_where(problem, border == INTERIOR))
    state = nothing_sold(own)
    fill_places(own, state, epsilon)
    return Shard(people, problem, border, state, epsilon)


def take_turn(shard: Shard, border: Seats, grants: Grants, *, last: bool = False) -> tuple[Shard, Integers]:
    """
    Take over what the border decided, and fill own places that were left.

    In the last turn nobody is hired away from the border any more: two places that want the same person outbid each
    other by little, turn after turn, and the one would stay empty.

    Returns the shard after it, and the places of the border that its people gave up for places at home.
    """
    market = open_market(_pairs_where(shard.problem, shard.border == INTERIOR))
    state = deepcopy(shard.state)
    here, there = places_of_border(shard, border)
    place = here[np.searchsorted(there, grants.place)]
    given_up = np.concatenate((grants.left, here[state.holder[here] != NOBODY]))
    state.price[here] = 0.0  # the border's own places do not bid here
    _take_over(
        market, state, given_up, place, grants.person, grants.weight, grants.price - (PRICELESS if last else 0.0)
    )
    fill_places(market, state, shard.epsilon)
    after = Shard(shard.people, shard.problem, shard.border, state, shard.epsilon)
    return after, grants.place[state.holder[place] == NOBODY]


def offers_of(shard: Shard, released: Integers) -> Offers:
    """Everybody with pairs or places at the border."""
    across = _pairs_where(shard.problem, shard.border != INTERIOR).pairs
    people = np.flatnonzero(np.diff(across.start))
    place, _ = _held_at_home(shard)
    place = place[np.isin(shard.state.holder[place], people)]
    seats, state = shard.problem.seats, shard.state
    return Offers(
        people,
        shard.problem.count[people],
        shard.problem.newcomer[people],
        np.concatenate(([0], np.diff(across.start)[people].cumsum())),
        shard.border[across.opening],
        across.weight,
        np.searchsorted(people, state.holder[place]),
        place,
        seats.slot[openings_of(seats)[place]],
        seats.factor[place] * state.worth[place] - state.price[place],
        released,
        shard.epsilon,
    )


def prices_of(shard: Shard) -> Doubles:
    """Fair prices of its own places (those of the border 0)."""
    return fair_prices(open_market(_pairs_where(shard.problem, shard.border == INTERIOR)), shard.state)


def places_of_border(shard: Shard, border: Seats) -> tuple[Integers, Integers]:
    """The places of the border that the shard knows: their numbers in the shard, and in the border."""
    openings = np.flatnonzero(shard.border != INTERIOR)
    return shard.problem.seats.places_of(openings), border.places_of(shard.border[openings].astype(np.int64))


def _pairs_where(problem: Problem, wanted: Flags) -> Problem:
    """The same people with pairs of the wanted openings only."""
    keep = wanted[problem.pairs.opening]
    start = np.concatenate(([0], np.cumsum(keep)))[problem.pairs.start]
    pairs = Pairs(start, problem.pairs.opening[keep], problem.pairs.weight[keep])
    return Problem(pairs, problem.seats, problem.count, problem.newcomer)


def _held_at_home(shard: Shard) -> tuple[Integers, Integers]:
    taken = np.flatnonzero(shard.state.holder != NOBODY)
    home = shard.border[openings_of(shard.problem.seats)[taken]] == INTERIOR
    return taken[home], taken[~home]


@compiled
def _take_over(
    market: Market, state: State, given_up: Integers, place: Integers, person: Integers, weight: Doubles, price: Doubles
) -> None:
    """People leave places, then get others; entries are free for them, for the border has counted."""
    for left in given_up:
        leave(market, state, left)
    for each in range(len(place)):
        for entry in range(market.first_held[person[each]], market.first_held[person[each] + 1]):
            if state.held[entry] == NOTHING:
                state.held[entry] = place[each]
                break
        state.holder[place[each]] = person[each]
        state.worth[place[each]], state.price[place[each]] = weight[each], price[each]
        note_least(market, state, person[each])
