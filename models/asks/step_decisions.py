"""What a round decided about people and what is no shift: kept in the same pages as decisions about shifts (`decision_pages`)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import numpy as np

from models.asks.decision_pages import keep_columns, read_round
from models.asks.next_steps import Planned
from models.asks.rules.choice import Integers
from models.asks.rules.decisions import Decision
from models.asks.rules.next_steps import SUBJECTS, Subject, whose_turn
from models.asks.tables import AskRound
from models.kernel import ids, work
from models.kernel.actor import Actor
from models.kernel.bulk_reads import rank_of_ids, write_ids

NOTHING = -1
"""Where a shift has its number: a subject has another one below zero, and whom nothing is worth asking has this one."""


def number_of(subject: Subject | None) -> int:
    """How a subject is kept."""
    return NOTHING if subject is None else NOTHING - 1 - SUBJECTS.index(subject)


def subject_of(number: int) -> Subject | None:
    """The subject that was kept."""
    return None if number >= NOTHING else SUBJECTS[NOTHING - 1 - number]


async def keep_step_round(
    actor: Actor, planned: Sequence[Planned], *, most: int, decided_at: datetime, seed: int
) -> UUID:
    """
    Store what was decided about each of these people, by pseudonym; returns the id of the round. `seed`: of the lots that
    said of which kind they are asked.

    Where nothing stands in the way, `hours` are how many somebody has waited, less than nothing: then it can be replayed.
    """
    round_id, ledger_ids = ids.new_id(), write_ids([each.ledger_id for each in planned])
    waits = (Decision.ASKED, Decision.OTHERS_TURN)
    columns = {
        "ledger_ids": ledger_ids,
        "shifts": np.array([number_of(each.step.subject if each.step else None) for each in planned]),
        "decisions": np.array([each.decision for each in planned]),
        "hours": np.array([-each.waited if each.decision in waits else each.hours for each in planned]),
        "worth": np.array([each.step.value if each.step else 0.0 for each in planned]),
        "chances": np.array([each.step.chance if each.step else 0.0 for each in planned]),
    }
    async with work.unit_of_work(actor), work.patiently():
        await AskRound.create(
            id=round_id,
            account_id=actor.account_id,
            most=most,
            decided_at=decided_at,
            seed=seed,
            shift_ids=[],
            wanted=[],
        )
        await keep_columns(actor.account_id, round_id, columns, rank_of_ids(ledger_ids))
    return round_id


async def choose_steps_again(account_id: UUID, round_id: UUID) -> tuple[Integers, Integers]:
    """
    Replay a round from what is kept of it: the decisions as they were kept, and as the same rule decides now.

    They differ only if the rule has changed since. Raises DoesNotExist for a round that is gone.
    """
    kept, columns = await read_round(account_id, round_id)
    decisions = columns["decisions"].astype(np.int64)
    could = np.flatnonzero(np.isin(decisions, (Decision.ASKED, Decision.OTHERS_TURN)))
    again = decisions.copy()
    again[could] = Decision.OTHERS_TURN
    waited = (-columns["hours"][could].astype(np.int64)).tolist()
    again[could[whose_turn(waited, kept.most or 0)]] = Decision.ASKED
    return decisions, again
