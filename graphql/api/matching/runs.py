"""Runs of matching: how much they looked at, and the proof of how good they are."""

from datetime import datetime

import strawberry

from api.costs import costs
from api.matching.loaders import match_run_by_id
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
