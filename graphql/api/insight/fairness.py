"""Whether people are treated alike."""

from typing import Annotated

import strawberry

from api.context import Info
from api.costs import costs
from api.enums import described
from api.regions.loaders import region_by_id
from api.regions.types import Region
from api.rows import wrap_or_none
from models.insight import queries
from models.insight.queries.fairness import Dimension, FairnessRow
from models.kernel import ids as row_ids

described(
    Dimension,
    "By what people are grouped.",
    REGION="Where they live.",
    AGE="How old they are.",
    LANGUAGE="Which language they read.",
    NEWCOMER="Whether they did anything yet.",
)


@strawberry.type(description="A group of people, in counts. Null: fewer than five, or to be worked out from such.")
class FairnessGroup:
    """Shows a `FairnessRow` of the domain."""

    row: strawberry.Private[FairnessRow]
    dimension: strawberry.Private[Dimension]

    @strawberry.field(
        description="The group: under_25, 25_39, 40_59, 60_up or unknown; a language; new or known; a region's path."
    )
    def key(self) -> str:
        """The group's name for programs."""
        return self.row.key

    @strawberry.field(description="The region, if people are grouped by region.")
    async def region(self, info: Info) -> Region | None:
        """The region of the group."""
        if self.dimension is not Dimension.REGION:
            return None
        code = self.row.key.strip("/").replace("/", "-")
        return wrap_or_none(Region, await info.context.load(region_by_id, row_ids.id_for(f"region:{code}")))

    @strawberry.field(description="How many people.")
    def people(self) -> int | None:
        """Volunteers of the group."""
        return self.row.people

    @strawberry.field(description="How many are suggested for a task now.")
    def suggested(self) -> int | None:
        """With a current match."""
        return self.row.suggested

    @strawberry.field(description="How many were asked.")
    def asked(self) -> int | None:
        """With an ask that went out."""
        return self.row.asked

    @strawberry.field(description="How many said yes to an ask.")
    def accepted(self) -> int | None:
        """With a yes."""
        return self.row.accepted

    @strawberry.field(description="How many came to a shift.")
    def came(self) -> int | None:
        """With a shift that they attended."""
        return self.row.came


@strawberry.type(description="The groups of one kind.")
class FairnessTable:
    """One dimension."""

    dimension: Dimension = strawberry.field(description="By what people are grouped.")
    groups: list[FairnessGroup] = strawberry.field(description="Those of most people first.", metadata=costs(rows=30))


@strawberry.type(description="Who is suggested, asked, says yes and comes; without totals, so that nobody is guessed.")
class Fairness:
    """Shows a `Fairness` of the domain."""

    days: int = strawberry.field(description="How many days it looks back.")
    tables: list[FairnessTable] = strawberry.field(
        description="By region, age, language, newcomer.", metadata=costs(rows=4)
    )


def show_fairness(found: queries.Fairness) -> Fairness:
    """All tables."""
    return Fairness(days=found.days, tables=[_table(dimension, rows) for dimension, rows in found.by.items()])


def _table(dimension: Dimension, rows: list[FairnessRow]) -> FairnessTable:
    return FairnessTable(dimension=dimension, groups=[FairnessGroup(row=row, dimension=dimension) for row in rows])


RegionChoice = Annotated[
    strawberry.ID | None, strawberry.argument(description="A region of yours; without one, the first of yours.")
]
