"""What somebody whom one organizes did so far."""

from uuid import UUID

import strawberry

from api.activity.loaders import contributions_by_ledger_id
from api.activity.types import ContributionSummary
from api.context import Info
from api.costs import costs
from api.rows import wrap
from models.activity.queries import Contributions


@strawberry.type
class PersonActivity:
    """Belongs to Person, which shows a row of `people` to those who may see it."""

    ledger_id: strawberry.Private[UUID]

    @strawberry.field(description="What they did so far.", metadata=costs(2))
    async def contributions(self, info: Info) -> ContributionSummary:
        """All their work, summed."""
        found = await info.context.load(contributions_by_ledger_id, self.ledger_id)
        return wrap(ContributionSummary, found or Contributions())
