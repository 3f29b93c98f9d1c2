"""Badges: which there are, and who would have got which by a draft."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from api.arguments import Given
from api.context import Info
from api.costs import costs
from api.errors import CommonErrors
from api.people.loaders import person_by_id
from api.people.types import Person
from api.recognition.shown import BadgeRule
from api.rows import wrap_or_none
from models.recognition import queries
from models.recognition.badge_book import BadgeBook, badge_book


@strawberry.type(description="A version of the badges.")
class BadgeRules:
    """Shows a `BadgeBook`."""

    book: strawberry.Private[BadgeBook]

    @strawberry.field(description="Its number.")
    def version(self) -> int:
        """The version."""
        return self.book.version

    @strawberry.field(description="The badges.", metadata=costs(rows=20))
    def rules(self) -> list[BadgeRule]:
        """Each rule."""
        return [BadgeRule(rule=rule) for rule in self.book.rules]

    @strawberry.field(description="The version as data: what badgePreview and badgesPublish take.")
    def body(self) -> JSON:
        """The JSON body."""
        return JSON(self.book.body)


@strawberry.type(description="Somebody whom you may look up would have got the badge.")
class BadgePreviewAward:
    """A person and a date."""

    person_id: strawberry.Private[UUID]
    earned_on: date = strawberry.field(description="On which day.")

    @strawberry.field(description="Who it is.")
    async def person(self, info: Info) -> Person | None:
        """The person, for whoever sees them."""
        return wrap_or_none(Person, await info.context.load(person_by_id, self.person_id))


@strawberry.type(description="Who would have got a badge, and when, among the people you see.")
class BadgePreviewRow:
    """Shows a `BadgePreview` of the domain."""

    preview: strawberry.Private[queries.BadgePreview]
    rule: BadgeRule = strawberry.field(description="The badge.")

    @strawberry.field(description="How many people; null for one to four.")
    def people(self) -> int | None:
        """The count."""
        return self.preview.people

    @strawberry.field(description="When the first would have got it; null where few would be given away.")
    def first_on(self) -> date | None:
        """The earliest date."""
        return self.preview.first_on

    @strawberry.field(description="When the latest would have got it; null where few would be given away.")
    def last_on(self) -> date | None:
        """The latest date."""
        return self.preview.last_on

    @strawberry.field(description="The first ten of those whom you may look up.", metadata=costs(rows=10))
    def awards(self) -> list[BadgePreviewAward]:
        """Persons and dates."""
        return [BadgePreviewAward(person_id=who, earned_on=on) for on, who in self.preview.awards[:10]]


@strawberry.input(description="A draft of the badges.")
class BadgePreviewInput:
    """Input of badgePreview."""

    body: JSON = strawberry.field(description="The draft, in the shape of `badgeRules.body`.")


@strawberry.type(description="What a draft would have made of the past.")
class BadgePreview:
    """All rows."""

    badges: list[BadgePreviewRow] = strawberry.field(description="Each badge.", metadata=costs(rows=20))


BadgePreviewResult = Annotated[
    BadgePreview | CommonErrors,
    strawberry.union("BadgePreviewResult", description="Who would have got what, or what is wrong with the draft."),
]


@strawberry.type
class RecognitionQueries:
    """Belongs to Query."""

    @strawberry.field(description="The badges that there are. Public.", metadata=costs(20))
    async def badge_rules(self, info: Info) -> BadgeRules:
        """The latest version."""
        return BadgeRules(book=await badge_book(info.context.account.id))

    @strawberry.field(
        description="Try a draft of the badges on all past days. For those who read people's work.",
        metadata=costs(500),
    )
    async def badge_preview(self, info: Info, input: Given[BadgePreviewInput]) -> BadgePreviewResult:
        """Count everybody's days by the draft."""
        found = await queries.preview_badges(info.context.actor, body=input.body)
        return BadgePreview(badges=[BadgePreviewRow(preview=one, rule=BadgeRule(rule=one.rule)) for one in found])
