"""A shard makes its matches, and its part of both certificates."""

import asyncio
import time
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from models.kernel import outbox, work
from models.kernel.actor import Actor
from models.matching.actions.copy_matches import copy_matches, copy_prices
from models.matching.actions.shards.notes import (
    BORDER,
    SharedRun,
    load_cut_openings,
    lock_run,
    note_turn,
    people_of,
    read_run,
    read_turn,
    turns_of_shards,
)
from models.matching.queries.load_crowd import load_crowd
from models.matching.rules import Opening
from models.matching.rules.parts import whole_again
from models.matching.rules.shard_matches import (
    Contribution,
    Shared,
    care_part,
    core_part,
    places_at,
    who_may_get_something,
)
from models.matching.rules.shards import numbers_at_border, owner_of_places
from models.matching.solver.problem import Doubles, Flags, Problem
from models.matching.solver.shards.border import Border
from models.matching.solver.shards.pack import Arrays, border_of, pack, problem_of, shard_of, unpack
from models.matching.solver.shards.shard import INTERIOR
from models.matching.tables import MatchShard


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the turns have left: the shard's first and latest, all its people and pairs, and the border's latest."""

    first: bytes
    latest: bytes
    everybody: Arrays
    border: Border


@dataclass(frozen=True, slots=True)
class _Core:
    """
    What came of the turns: the part of the certificate, the prices of all places, and who is looked at again; others: the
    rest, with all their pairs.
    """

    shared: Shared
    part: Contribution
    prices: Doubles
    again: Flags
    others: Problem

    @property
    def prices_by_opening(self) -> list[list[float]]:
        """The prices of each opening's places."""
        return [each.tolist() for each in np.split(self.prices, self.shared.seats.first_place[1:-1])]


async def conclude_shard(actor: Actor, *, run_id: UUID, number: int, turn: int) -> None:
    """
    Make the matches of a shard after the last turn. They count when the last shard is done.

    Limits are looked at once more, on people as they are now: those who could get something. Done again, it changes
    nothing. System only.
    """
    began = time.process_time()
    account_id = actor.account_id
    run = await read_run(account_id, run_id)
    if run is None:
        return
    shard = await MatchShard.get(account_id=account_id, run_id=run_id, number=number)
    openings = await load_cut_openings(run, run.openings_of(number))
    stored = await _read(run, shard, turn)
    core = await asyncio.to_thread(_core, _shared(run, number, openings, stored.border), stored)
    people = people_of(stored.everybody, core.again)
    crowd = await load_crowd(account_id, openings, run.row.started_at, people)
    care, choices = await asyncio.to_thread(care_part, crowd, core.shared, core.others)
    async with work.unit_of_work(actor):
        row = await lock_run(account_id, run_id, turn + 1, number)
        if row is None:
            return
        await copy_matches(row, crowd, whole_again(openings)[0], choices)
        own = np.flatnonzero(numbers_at_border(run.openings_of(number), run.border) == INTERIOR)
        prices = core.prices_by_opening
        await copy_prices(row, [openings[position] for position in own], [prices[position] for position in own])
        parts = [[part.value, part.bound] for part in (core.part, care)]
        await note_turn(row, turn + 1, number, pack(parts=parts), began=began)
        if await turns_of_shards(row, turn + 1):
            await outbox.enqueue("matching.unite", account_id=account_id, run_id=run_id, turn=turn)


async def _read(run: SharedRun, shard: MatchShard, turn: int) -> _Stored:
    account_id, run_id = run.row.account_id, run.row.id
    first, latest = [await read_turn(account_id, run_id, each, shard.number) for each in (0, turn)]
    assert shard.contents is not None
    return _Stored(first, latest, unpack(shard.contents), border_of(await read_turn(account_id, run_id, turn, BORDER)))


def _core(shared: Shared, stored: _Stored) -> _Core:
    shard = shard_of(stored.first, stored.latest, shared.seats)
    everybody = problem_of(stored.everybody, shared.seats)
    part, prices = core_part(shard, everybody, shared)
    again = stored.everybody["first_week"] | who_may_get_something(everybody, prices)
    return _Core(shared, part, prices, again, everybody.of_people(np.flatnonzero(~again)))


def _shared(run: SharedRun, number: int, openings: list[Opening], border: Border) -> Shared:
    here = run.openings_of(number)
    seats, at = run.seats.some(here), numbers_at_border(here, run.border)
    at_border = places_at(seats, at)
    there = run.border_seats.places_of(at[at != INTERIOR].astype(np.int64))
    owner = owner_of_places(run.border_seats, border, run.shares[:, run.border])
    owned, price = ~at_border, np.zeros(len(at_border))
    owned[at_border], price[at_border] = owner[there] == number, border.fair[there]
    return Shared(openings, seats, at_border, owned, price)
