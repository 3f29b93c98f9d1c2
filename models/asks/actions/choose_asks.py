"""Choose who is asked today, and queue the messages."""

import secrets
from uuid import UUID

import numpy as np

from models.asks.actions.ask_people import ask_people
from models.asks.candidates import Candidates, Opening, load_candidates, load_openings
from models.asks.decision_pages import keep_round
from models.asks.invitations import lock_wanted
from models.asks.live_policy import live_policy
from models.asks.policy import ensure_may_ask
from models.asks.rules.choice import Integers
from models.asks.rules.decisions import Decision
from models.kernel import clock, work
from models.kernel.actor import Actor
from models.kernel.errors import Invalid, SignInRequired
from models.tasks.visibility import visible_task

BATCH = 2_000


async def choose_asks(actor: Actor, *, task_id: UUID | None = None, most: int | None = None) -> int:
    """
    Ask the best people for one task, or (the system, daily) for all: at most one ask a person, within their attention.

    Returns how many were chosen. Caps are exact: each batch of people decides under the locks of its shifts, then of its
    people's accounts of attention, taken in order; so no more are invited than are expected to fill the places, whoever
    else asks. Whom the newest matching does not suggest any more is left out. What is decided about whom is kept first.
    Raises SignInRequired, NotFound, NotAllowed, and Invalid unless `most` is at least 1.
    """
    await _ensure_allowed(actor, task_id)
    if most is not None and most < 1:
        raise Invalid("Ask at least one person.", field="people")
    openings = await load_openings(actor.account_id, task_id)
    if not openings:
        return 0
    decided_at, candidates = clock.now(), await _load_patiently(actor, openings)
    if not len(candidates.people):
        return 0
    wanted = await _wanted(actor, candidates)
    chosen, policy = _choose_unlocked(candidates, wanted)[:most], await live_policy(actor.account_id)
    round_id = await keep_round(
        actor,
        candidates,
        chosen=chosen,
        wanted=wanted,
        task_id=task_id,
        most=most,
        decided_at=decided_at,
        seed=policy.seed,
    )
    return sum([await ask_people(actor, candidates, page, round_id, policy) for page in _pages(np.sort(chosen))])


def _pages(rows: Integers) -> list[Integers]:
    """
    Batches of people, from any one on: whoever asks at the same time then rarely wants the same.

    The order of locks matters within a transaction only, and a transaction is a batch.
    """
    pages = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    first = secrets.randbelow(max(1, len(pages)))
    return pages[first:] + pages[:first]


async def _ensure_allowed(actor: Actor, task_id: UUID | None) -> None:
    if actor.is_stranger:
        raise SignInRequired
    path = "" if task_id is None else (await visible_task(actor, task_id)).region_path
    ensure_may_ask(actor, path)


async def _load_patiently(actor: Actor, openings: list[Opening]) -> Candidates:
    async with work.unit_of_work(actor), work.patiently():
        await work.execute("SET LOCAL work_mem = '128MB'")
        return await load_candidates(actor.account_id, openings)


async def _wanted(actor: Actor, candidates: Candidates) -> list[float]:
    shift_ids = [each.shift_id for each in candidates.openings]
    async with work.unit_of_work(actor):
        wanted = await lock_wanted(actor.account_id, shift_ids)
    return [wanted.get(shift_id, 0.0) for shift_id in shift_ids]


def _choose_unlocked(candidates: Candidates, wanted: list[float]) -> Integers:
    """The rows that would be asked if nobody else asked meanwhile, best first."""
    open_ = np.flatnonzero(candidates.decisions == Decision.ASKED)
    return open_[candidates.choose(open_, wanted)]
