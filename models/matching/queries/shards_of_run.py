"""What the shards of a run did, and what each turn cost."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from models.kernel.actor import Actor
from models.matching.queries.match_run import match_runs_by_id
from models.matching.tables import MatchShard, MatchTurn

_TOLD_OF_SHARD = ("id", "run_id", "number", "people", "pairs")
_TOLD_OF_TURN = ("id", "run_id", "turn", "shard", "moved", "cpu_seconds")


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards of a run by number, and all turns in their order, the border's (its shard below 0) before the shards'."""

    shards: list[MatchShard] = field(default_factory=list)
    turns: list[MatchTurn] = field(default_factory=list)

    def cpu_seconds_of(self, number: int) -> float:
        """What all turns of a shard cost together."""
        return sum(turn.cpu_seconds for turn in self.turns if turn.shard == number)


async def shards_by_run(actor: Actor, run_ids: Collection[UUID]) -> dict[UUID, Shards]:
    """Of the runs that hold the current matches of a task that the actor organizes; without what they stored."""
    readable = list(await match_runs_by_id(actor, run_ids))
    of_account = {"account_id": actor.account_id, "run_id__in": readable}
    found: dict[UUID, Shards] = defaultdict(Shards)
    for shard in await MatchShard.filter(**of_account).order_by("number").only(*_TOLD_OF_SHARD):
        found[shard.run_id].shards.append(shard)
    for turn in await MatchTurn.filter(**of_account, turn__gte=0).order_by("turn", "shard").only(*_TOLD_OF_TURN):
        found[turn.run_id].turns.append(turn)
    return found
