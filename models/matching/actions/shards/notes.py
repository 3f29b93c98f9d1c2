"""What shards keep in the database between turns, and how the last one of a turn is known."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from uuid import UUID

import numpy as np
import numpy.typing as npt

from models.kernel import ids
from models.matching.queries.load_openings import load_openings_of_shifts
from models.matching.rules import Opening
from models.matching.rules.core import seats_of
from models.matching.solver.problem import Doubles, Flags, Integers, Seats
from models.matching.solver.shards.pack import Arrays, pack, unpack
from models.matching.solver.shards.solve import openings_of_border
from models.matching.tables import Match, MatchPrice, MatchRun, MatchShard, MatchTurn

SEATS = tuple(field.name for field in fields(Seats))
BORDER = -1
CUT = -1
"""The turn in which the run was cut."""


@dataclass(frozen=True, slots=True)
class SharedRun:
    """
    A run as it was cut, a step up in two (`rules.parts`). cut: what `pack_cut` packed. seats: of all openings. shares: as in
    `rules.shards.Cut`. border: openings, by position.
    """

    row: MatchRun
    cut: Arrays
    seats: Seats
    shares: Doubles
    border: Integers

    @property
    def border_seats(self) -> Seats:
        """The places that shards share."""
        return self.seats.some(self.border)

    def openings_of(self, shard: int) -> Integers:
        """The openings that people of a shard may reach, by position."""
        return np.flatnonzero(self.shares[shard] > 0)


def pack_cut(openings: list[Opening], reserved: list[int], shares: Doubles) -> bytes:
    """What every shard has to know of the openings."""
    seats = seats_of(openings, reserved)
    return pack(
        shift=_as_bytes([each.shift_id for each in openings]),
        free=[each.free for each in openings],
        taken=[each.taken for each in openings],
        first_timers_only=[each.first_timers_only for each in openings],
        shares=shares,
        **{name: getattr(seats, name) for name in SEATS},
    )


async def read_run(account_id: UUID, run_id: UUID) -> SharedRun | None:
    """A run that is under way; None if it is over, or was given up."""
    row = await MatchRun.get_or_none(account_id=account_id, id=run_id, finished_at=None)
    if row is None:
        return None
    found = unpack(await read_turn(account_id, run_id, CUT, BORDER))
    seats = Seats(**{name: found[name] for name in SEATS})
    border = openings_of_border(len(seats), [np.flatnonzero(each > 0) for each in found["shares"]])
    return SharedRun(row, found, seats, found["shares"], border)


async def load_cut_openings(run: SharedRun, positions: Integers) -> list[Opening]:
    """Those at some positions: their shifts as they are now, with the places that they had when the run was cut."""
    cut = run.cut
    shifts = [UUID(bytes=each.tobytes()) for each in cut["shift"][positions]]
    openings = await load_openings_of_shifts(run.row.account_id, shifts, run.row.started_at)
    columns = (cut[name][positions].tolist() for name in ("free", "taken", "first_timers_only"))
    return [
        replace(opening, free=free, taken=taken, first_timers_only=first_timers_only)
        for opening, free, taken, first_timers_only in zip(openings, *columns, strict=True)
    ]


def people_arrays(person_ids: Sequence[UUID], first_week: Flags) -> Arrays:
    """Who the people of a shard are, and who of them has just come."""
    return {"person": _as_bytes(person_ids), "first_week": first_week}


def people_of(arrays: Arrays, wanted: Flags) -> list[UUID]:
    """Some of them again."""
    return [UUID(bytes=each.tobytes()) for each in arrays["person"][wanted]]


def _as_bytes(some_ids: Sequence[UUID]) -> npt.NDArray[np.uint8]:
    """(ids, 16)."""
    return np.frombuffer(b"".join(each.bytes for each in some_ids), dtype=np.uint8).reshape(-1, 16)


async def read_turn(account_id: UUID, run_id: UUID, turn: int, shard: int) -> bytes:
    """What a turn has left. Raises DoesNotExist."""
    found = await MatchTurn.get(account_id=account_id, run_id=run_id, turn=turn, shard=shard)
    assert found.contents is not None
    return found.contents


async def lock_run(account_id: UUID, run_id: UUID, turn: int, shard: int) -> MatchRun | None:
    """The run, locked; None if it is over or this turn was stored before: then nothing is left to do."""
    run = await MatchRun.filter(account_id=account_id, id=run_id, finished_at=None).select_for_update().first()
    if run is None or await MatchTurn.exists(account_id=account_id, run_id=run_id, turn=turn, shard=shard):
        return None
    return run


async def note_turn(
    run: MatchRun, turn: int, shard: int, contents: bytes, *, moved: int = 0, began: float | None = None
) -> None:
    """Store what a turn has left, and what it cost since `began` (of `time.process_time`)."""
    await MatchTurn.create(
        id=ids.new_id(),
        account_id=run.account_id,
        run_id=run.id,
        turn=turn,
        shard=shard,
        moved=moved,
        cpu_seconds=0.0 if began is None else time.process_time() - began,
        contents=contents,
    )


async def turns_of_shards(run: MatchRun, turn: int) -> list[MatchTurn] | None:
    """What all shards did in a turn, by number, without contents; None while some are still at it."""
    rows = MatchTurn.filter(account_id=run.account_id, run_id=run.id, turn=turn, shard__gte=0)
    found = await rows.order_by("shard").only("id", "shard", "moved")
    return found if len(found) == run.shards else None


async def forget_runs_under_way(account_id: UUID) -> None:
    """Give up what an earlier night has not brought to its end."""
    old = await MatchRun.filter(account_id=account_id, finished_at=None).order_by("id").values_list("id", flat=True)
    for run_id in old:
        await Match.filter(account_id=account_id, run_id=run_id).delete()
        await MatchPrice.filter(account_id=account_id, run_id=run_id).delete()
        await MatchTurn.filter(account_id=account_id, run_id=run_id).delete()
        await MatchShard.filter(account_id=account_id, run_id=run_id).delete()
        await MatchRun.filter(account_id=account_id, id=run_id).delete()
