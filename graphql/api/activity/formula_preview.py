"""Who would gain and who would lose by another formula."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from api.activity.kinds import ActivityKind
from api.arguments import Given
from api.context import Info
from api.costs import costs
from api.errors import CommonErrors
from api.people.loaders import person_by_id
from api.people.types import Person
from api.regions.loaders import region_by_id
from api.regions.types import Region
from api.rows import wrap_or_none
from models.activity import queries
from models.activity.rules.preview import Change


@strawberry.input(description="A draft of a formula, and the days that it is tried on.")
class FormulaPreviewInput:
    """Input of formulaPreview."""

    body: JSON = strawberry.field(description="The draft, in the shape of `formula.body`.")
    first: date = strawberry.field(description="The first day.")
    last: date = strawberry.field(description="The last day, at most a year later.")


@strawberry.type(description="What would change for a group of people. Groups of fewer than five are left out.")
class FormulaChange:
    """Shows a `Change` of the domain, of all, a region or a kind of work."""

    region_id: strawberry.Private[UUID | None]
    kind: ActivityKind | None = strawberry.field(description="The kind of work, if it is about one.")
    people: int = strawberry.field(description="How many people.")
    before: int = strawberry.field(description="Their points now, in thousandths.")
    after: int = strawberry.field(description="Their points by the draft, in thousandths.")
    gaining: int | None = strawberry.field(description="How many gain; null where few would be given away.")
    losing: int | None = strawberry.field(description="How many lose; null where few would be given away.")

    @strawberry.field(description="The region, if it is about one.")
    async def region(self, info: Info) -> Region | None:
        """The region of the group."""
        if self.region_id is None:
            return None
        return wrap_or_none(Region, await info.context.load(region_by_id, self.region_id))


@strawberry.type(description="What would change for one person whom you may look up.")
class FormulaPersonChange:
    """Shows a `PersonChange` of the domain."""

    person_id: strawberry.Private[UUID]
    before: int = strawberry.field(description="Their points now, in thousandths.")
    after: int = strawberry.field(description="Their points by the draft, in thousandths.")

    @strawberry.field(description="Who it is.")
    async def person(self, info: Info) -> Person | None:
        """The person, for whoever sees them."""
        return wrap_or_none(Person, await info.context.load(person_by_id, self.person_id))


@strawberry.type(description="What a draft would have made of the past, among the people you see.")
class FormulaPreview:
    """Shows a `FormulaPreview` of the domain."""

    all: FormulaChange | None = strawberry.field(description="Everybody; null when they are fewer than five.")
    by_region: list[FormulaChange] = strawberry.field(
        description="By region, most people first.", metadata=costs(rows=30)
    )
    by_kind: list[FormulaChange] = strawberry.field(
        description="By kind of work, most people first.", metadata=costs(rows=25)
    )
    people: list[FormulaPersonChange] = strawberry.field(
        description="The five who would gain most and the five who would lose most.", metadata=costs(rows=10)
    )


FormulaPreviewResult = Annotated[
    FormulaPreview | CommonErrors,
    strawberry.union("FormulaPreviewResult", description="What would change, or what is wrong with the draft."),
]


@strawberry.type
class FormulaPreviewQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="Try a draft of the formula on past days. For those who read people's work.", metadata=costs(500)
    )
    async def formula_preview(self, info: Info, input: Given[FormulaPreviewInput]) -> FormulaPreviewResult:
        """Compare the ledger with the draft."""
        found = await queries.preview_formula(info.context.actor, body=input.body, first=input.first, last=input.last)
        return FormulaPreview(
            all=None if found.all is None else _change(found.all),
            by_region=[_change(change, region_id=region_id) for region_id, change in found.by_region.items()],
            by_kind=[_change(change, kind=kind) for kind, change in found.by_kind.items()],
            people=[FormulaPersonChange(person_id=a.person_id, before=a.before, after=a.after) for a in found.people],
        )


def _change(change: Change, *, region_id: UUID | None = None, kind: ActivityKind | None = None) -> FormulaChange:
    return FormulaChange(
        region_id=region_id,
        kind=kind,
        people=change.people,
        before=change.before,
        after=change.after,
        gaining=change.gaining,
        losing=change.losing,
    )
