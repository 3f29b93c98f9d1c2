"""Matches everything that an account has: at once, or in shards that workers share."""

from uuid import UUID

from models.kernel.actor import Actor
from models.matching.actions.match_tasks import match_tasks
from models.matching.actions.shards import begin_shards
from models.matching.queries.load_settled import count_volunteers
from models.matching.tables import MatchRun

MOST_AT_ONCE = 200_000
_most_at_once = [MOST_AT_ONCE]


def configure(most_at_once: int) -> None:
    """How many volunteers one worker matches at once; of more, shards have about as many each."""
    _most_at_once[:] = [most_at_once]


async def match_all(actor: Actor, *, run_id: UUID, trigger: str = "nightly") -> MatchRun | None:
    """
    Match all tasks of the account, or begin to do it in shards, as the run of that id. System only.

    None where shards would find nobody or nothing to match.
    """
    if await count_volunteers(actor.account_id) <= _most_at_once[0]:
        return await match_tasks(actor, trigger=trigger)
    return await begin_shards(actor, run_id=run_id, most=_most_at_once[0], trigger=trigger)
