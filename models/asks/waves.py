"""The next wave of an appeal: whom it would ask if nobody else asked meanwhile. Read before any lock that lasts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from models.asks.candidates import Candidates, load_candidates, load_openings
from models.asks.invitations import lock_wanted
from models.asks.rules.choice import PATIENCE, Integers
from models.asks.rules.decisions import Decision
from models.asks.tables import Appeal
from models.asks.terms import Terms
from models.asks.urgent_cover import for_urgent_cover
from models.kernel import work
from models.kernel.actor import Actor
from models.tasks.tables import Task


@dataclass(frozen=True, slots=True, eq=False)
class PlannedWave:
    """
    The candidates of an appeal, how many people who come each opening still wants, and who is asked next, best first.

    `per_wave` limits `rows`; `later`: whom further waves could ask in this order, if nobody of the first comes.
    """

    candidates: Candidates
    wanted: Sequence[float]
    rows: Integers
    later: Integers


def terms_of(appeal: Appeal) -> Terms:
    """On what terms an appeal asks: whoever was silent for as long as it waits holds up nobody any more."""
    patience = min(PATIENCE, timedelta(hours=appeal.wait_hours))
    return Terms(appeal_id=appeal.id, patience=patience, urgent=appeal.urgent)


async def plan_wave(actor: Actor, task: Task, per_wave: int, terms: Terms) -> PlannedWave | None:
    """Whom a wave would ask for a task on these terms; None if nothing of it is open, or nobody fits."""
    openings = await load_openings(actor.account_id, task.id, terms.lead)
    if not openings:
        return None
    async with work.unit_of_work(actor), work.patiently():
        candidates = await load_candidates(actor.account_id, openings)
        if terms.urgent and len(candidates.people):
            candidates = await for_urgent_cover(actor.account_id, task.kind, candidates)
    if not len(candidates.people):
        return None
    shift_ids = [opening.shift_id for opening in openings]
    async with work.unit_of_work(actor):
        wanted = await lock_wanted(actor.account_id, shift_ids, terms.patience)
    return _plan(candidates, [wanted.get(shift_id, 0.0) for shift_id in shift_ids], per_wave)


async def plan_next(actor: Actor, appeal: Appeal, task: Task) -> PlannedWave | None:
    """Whom an appeal's next wave would ask."""
    return await plan_wave(actor, task, appeal.per_wave, terms_of(appeal))


def _plan(candidates: Candidates, wanted: list[float], per_wave: int) -> PlannedWave:
    could = np.flatnonzero(candidates.decisions == Decision.ASKED)
    rows = could[candidates.choose(could, wanted)][:per_wave]
    everybody = could[candidates.choose(could, [float("inf")] * len(wanted))]
    later = everybody[~np.isin(candidates.people[everybody], candidates.people[rows])]
    return PlannedWave(candidates, wanted, rows, later)
