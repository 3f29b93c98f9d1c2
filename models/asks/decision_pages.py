"""
What a round decided, kept: 29 bytes for a decision, so that a million of them can be kept every day.

One row for each thousand people or so, in the order of their pseudonyms, with columns as bytes, little-endian. The round
can be chosen again from what is kept (`choose_again`).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

import numpy as np

from models.asks.candidates import Candidates
from models.asks.rules.choice import Integers, choose
from models.asks.rules.decisions import Decision
from models.asks.tables import AskDecisionPage, AskRound
from models.kernel import ids, work
from models.kernel.actor import Actor
from models.kernel.bulk_reads import Columns, rank_of_ids, read_ids

PAGE = 1_000
"""People in a row."""
_WIRE = {"ledger_ids": "V16", "shifts": "<i2", "decisions": "u1", "hours": "<i2", "worth": "<f4", "chances": "<f4"}
_COLUMNS = ["id", "account_id", "round_id", "first_ledger_id", *_WIRE]


async def keep_round(
    actor: Actor,
    candidates: Candidates,
    *,
    chosen: Integers,
    wanted: Sequence[float],
    task_id: UUID | None,
    most: int | None,
    decided_at: datetime,
    seed: int,
) -> UUID:
    """Store what was decided about each candidate if these rows are asked; returns the id of the round."""
    round_id = ids.new_id()
    async with work.unit_of_work(actor), work.patiently():
        await AskRound.create(
            id=round_id, account_id=actor.account_id, asked_by=actor.person_id, task_id=task_id, most=most,
            decided_at=decided_at, shift_ids=[each.shift_id for each in candidates.openings], wanted=list(wanted),
            seed=seed,
        )  # fmt: skip
        await keep_columns(
            actor.account_id, round_id, _columns(candidates, _decide(candidates, chosen)), candidates.people
        )
    return round_id


def _decide(candidates: Candidates, chosen: Integers) -> Integers:
    could = np.flatnonzero(candidates.decisions == Decision.ASKED)
    return _decided(candidates.decisions, candidates.people, could, chosen)


async def keep_columns(account_id: UUID, round_id: UUID, columns: Mapping[str, Columns], people: Integers) -> None:
    """Store rows of decisions by their columns' names, in the order of the people's numbers."""
    if len(people):
        await work.copy_rows("ask_decisions", _COLUMNS, _pages(account_id, round_id, columns, people))


def _columns(candidates: Candidates, decisions: Integers) -> Mapping[str, Columns]:
    return {
        "ledger_ids": candidates.ledger_ids,
        "shifts": candidates.shifts,
        "decisions": decisions,
        "hours": candidates.hours,
        "worth": candidates.values,
        "chances": candidates.chances,
    }


def _pages(
    account_id: UUID, round_id: UUID, columns: Mapping[str, Columns], people: Integers
) -> Iterator[Sequence[Any]]:
    last = int(people[-1]) + 1
    starts = np.searchsorted(people, [*range(0, last, PAGE), last]).tolist()
    for start, end in pairwise(starts):
        first = read_ids(columns["ledger_ids"][start : start + 1])[0]
        kept = (columns[name][start:end].astype(kind).tobytes() for name, kind in _WIRE.items())
        yield ids.new_id(), account_id, round_id, first, *kept


def read_page(page: Any) -> dict[str, Columns]:
    """The columns of a row of `ask_decisions`, by name. Rows are in the order of `ledger_ids`."""
    return {name: np.frombuffer(page[name], dtype=kind) for name, kind in _WIRE.items()}


async def read_round(account_id: UUID, round_id: UUID) -> tuple[AskRound, dict[str, Columns]]:
    """A round and all its decisions, as columns by name. Raises DoesNotExist for a round that is gone."""
    kept = await AskRound.get(account_id=account_id, id=round_id)
    pages = AskDecisionPage.filter(account_id=account_id, round_id=round_id).order_by("first_ledger_id")
    read = [read_page(page) for page in await pages.values()]
    return kept, {name: np.concatenate([page[name] for page in read]) for name in _WIRE}


async def choose_again(account_id: UUID, round_id: UUID) -> tuple[Integers, Integers]:
    """
    Replay a round from what is kept of it: the decisions as they were kept, and as the same rules decide now.

    They differ only if the rules have changed since. Raises DoesNotExist for a round that is gone.
    """
    kept, columns = await read_round(account_id, round_id)
    people, shifts = rank_of_ids(columns["ledger_ids"]), columns["shifts"].astype(np.int64)
    decisions = columns["decisions"].astype(np.int64)
    could = np.flatnonzero(np.isin(decisions, (Decision.ASKED, Decision.OTHER_ASK, Decision.ENOUGH_ASKED)))
    values, chances = columns["worth"].astype(np.float64), columns["chances"].astype(np.float64)
    rows = choose(people[could], shifts[could], values[could], chances[could], kept.wanted)[: kept.most]
    return decisions, _decided(decisions, people, could, could[rows])


def _decided(decisions: Integers, people: Integers, could: Integers, chosen: Integers) -> Integers:
    """Of rows that nothing stands against (`could`), some are `chosen`: who gets another ask, and for whom there are enough."""
    decided = decisions.copy()
    gets_one = np.isin(people[could], people[chosen])
    decided[could] = np.where(gets_one, Decision.OTHER_ASK, Decision.ENOUGH_ASKED)
    decided[chosen] = Decision.ASKED
    return decided
