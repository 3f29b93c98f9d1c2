"""Runs of matching: how much they looked at, and the proof of how good they are."""

from datetime import datetime
from typing import cast

import strawberry

from api.context import Info
from api.costs import costs
from api.matching.loaders import match_run_by_id, shards_by_run
from api.node import Node
from models.matching import queries, tables


@strawberry.type(
    description="How near the best possible an assignment is. The bound follows from its prices alone, over all possible"
    " pairs, so that anybody can compute it again."
)
class MatchCertificate:
    """Shows a `Certificate` of the domain."""

    found: strawberry.Private[queries.Certificate]

    @strawberry.field(description="What the assignment is worth: the sum of its scores.")
    def value(self) -> float:
        """The value."""
        return self.found.value

    @strawberry.field(description="No assignment of these people to these shifts is worth more.")
    def bound(self) -> float:
        """The dual bound."""
        return self.found.bound

    @strawberry.field(description="Value by bound: 1 is the best possible.")
    def share(self) -> float:
        """The certificate."""
        return self.found.share


@strawberry.type(description="The people of some neighbouring regions, matched by one worker at a time.")
class MatchShard:
    """Shows a row of `match_shards`."""

    row: strawberry.Private[tables.MatchShard]
    spent: strawberry.Private[float]

    @strawberry.field(description="From 0.")
    def number(self) -> int:
        """The number."""
        return self.row.number

    @strawberry.field(description="How many people it has.")
    def people(self) -> int:
        """The people."""
        return self.row.people

    @strawberry.field(description="How many pairs of its people with shifts were possible.")
    def pairs(self) -> int:
        """The pairs."""
        return self.row.pairs

    @strawberry.field(description="Processor time of all its turns, in seconds.")
    def cpu_seconds(self) -> float:
        """What it cost."""
        return self.spent


@strawberry.type(description="What a shard, or the border between shards, did in one turn.")
class MatchTurn:
    """Shows a row of `match_turns`."""

    row: strawberry.Private[tables.MatchTurn]

    @strawberry.field(
        description="0: shards fill their own places. Then the border and the shards, in turn. The last: matches."
    )
    def turn(self) -> int:
        """The turn."""
        return self.row.turn

    @strawberry.field(description="Which shard; null for the border.")
    def shard(self) -> int | None:
        """The shard."""
        return self.row.shard if self.row.shard >= 0 else None

    @strawberry.field(description="Places of the border that changed hands; of a shard: that it gave up.")
    def moved(self) -> int:
        """What changed."""
        return self.row.moved

    @strawberry.field(description="Processor time, in seconds.")
    def cpu_seconds(self) -> float:
        """What it cost."""
        return self.row.cpu_seconds


@strawberry.type(description="One computation of matches.")
class MatchRun(Node, row=tables.MatchRun, loader=match_run_by_id):
    """Shows a row of `match_runs`."""

    trigger: str = strawberry.field(description="What it was for: nightly, tasks_changed, people_changed, asked.")
    started_at: datetime = strawberry.field(description="When people and shifts were read.")
    finished_at: datetime | None = strawberry.field(description="When its matches were stored.")
    tasks: int = strawberry.field(description="How many tasks it matched.")
    people: int = strawberry.field(description="How many people it looked at.")
    pairs: int = strawberry.field(description="How many pairs of a person and a shift were possible.")
    value: float = strawberry.field(description="The sum of the scores of its matches, within all limits.")

    @strawberry.field(description="The proof of how good it is, before care limits.", metadata=costs(1))
    def certificate(self) -> MatchCertificate:
        """Of the assignment by places and times alone."""
        return MatchCertificate(found=queries.certificate_of(self))  # type: ignore[arg-type]

    @strawberry.field(
        description="The proof within all limits: hours a week, ways between shifts, rest, shifts in a row. Null for old runs.",
        metadata=costs(1),
    )
    def care_certificate(self) -> MatchCertificate | None:
        """Of the assignment that the matches come from."""
        found = queries.care_certificate_of(self)  # type: ignore[arg-type]
        return None if found is None else MatchCertificate(found=found)

    @strawberry.field(
        description="The shards that workers shared; none for a run by one worker.", metadata=costs(20, rows=8)
    )
    async def shards(self, info: Info) -> list[MatchShard]:
        """By number."""
        found = await _shards(info, self)
        return [MatchShard(row=row, spent=found.cpu_seconds_of(row.number)) for row in found.shards]

    @strawberry.field(
        description="What shards and the border between them did, in order; none for a run by one worker.",
        metadata=costs(20, rows=50),
    )
    async def turns(self, info: Info) -> list[MatchTurn]:
        """By turn, then by shard."""
        return [MatchTurn(row=row) for row in (await _shards(info, self)).turns]


async def _shards(info: Info, run: MatchRun) -> queries.Shards:
    found = await info.context.load(shards_by_run, cast("tables.MatchRun", run).id)
    return found or queries.Shards()
