"""Licences and trainings, and who has them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, cast
from uuid import UUID

import strawberry

from api.context import Info
from api.costs import costs
from api.enums import described
from api.node import Node
from api.rows import wrap, wrap_all
from models.kernel.actor import Actor
from models.people import queries, tables
from models.people.qualification_words import how_to_get, name_of
from models.people.queries import HeldQualification, WaitingQualification
from models.people.rules.qualifications import QualificationKind, QualificationStanding

if TYPE_CHECKING:
    from api.people.types import Person

described(
    QualificationKind,
    "What sort of thing somebody has.",
    LICENCE="A licence, such as for driving.",
    TRAINING="A training, such as first aid.",
)
described(
    QualificationStanding,
    "Whether somebody has a licence or training.",
    VALID="They have it.",
    MISSING="They did not say that they have it.",
    UNCONFIRMED="They said so; an organizer has to confirm it before it counts.",
    EXPIRED="It has ended.",
)


async def qualification_by_id(actor: Actor, qualification_ids: list[UUID]) -> Mapping[UUID, tables.Qualification]:
    """Licences and trainings of the account: everybody may read them."""
    return await queries.qualifications_by_id(actor.account_id, qualification_ids)


async def qualifications_by_person(actor: Actor, person_ids: list[UUID]) -> Mapping[UUID, list[HeldQualification]]:
    """What the actor has, and people whom the actor organizes."""
    return await queries.qualifications_of_people(actor, person_ids)


@strawberry.type(description="A licence or training that work may require.")
class Qualification(Node, row=tables.Qualification, loader=qualification_by_id):
    """Shows a row of `qualifications`."""

    kind: QualificationKind = strawberry.field(description="A licence or a training.")
    needs_confirmation: bool = strawberry.field(
        description="Whether it counts only once an organizer of the person's region has confirmed it."
    )

    @strawberry.field(description="What it is called: in your language, or as an organizer wrote it.")
    def name(self, info: Info) -> str:
        """The name."""
        return name_of(cast("tables.Qualification", self), info.context.language)

    @strawberry.field(description="How one gets it, in a sentence.")
    def how_to_get(self, info: Info) -> str:
        """What to do."""
        return how_to_get(cast("tables.Qualification", self), info.context.language)


@strawberry.type(description="A licence or training that somebody said to have.")
class PersonQualification:
    """Shows a `HeldQualification` of the domain."""

    held: strawberry.Private[HeldQualification]

    @strawberry.field(description="What it is.")
    def qualification(self) -> Qualification:
        """The licence or training."""
        return wrap(Qualification, self.held.qualification)

    @strawberry.field(description="The last day on which it is valid; null: for good.")
    def expires_on(self) -> date | None:
        """The end."""
        return self.held.row.expires_on

    @strawberry.field(description="When an organizer confirmed it; null as long as nobody did.")
    def confirmed_at(self) -> datetime | None:
        """The moment."""
        return self.held.row.confirmed_at

    @strawberry.field(description="Whether it counts today.")
    def standing(self) -> QualificationStanding:
        """Where the person stands."""
        return self.held.standing


@strawberry.type(description="Somebody who waits for an organizer to confirm what they have.")
class WaitingConfirmation:
    """Shows a `WaitingQualification` of the domain."""

    found: strawberry.Private[WaitingQualification]

    @strawberry.field(description="Who it is.")
    def person(self) -> Annotated["Person", strawberry.lazy("api.people.types")]:
        """The person."""
        return cast("Person", self.found.person)

    @strawberry.field(description="What they said to have.")
    def held(self) -> PersonQualification:
        """The licence or training."""
        return PersonQualification(held=self.found.held)


@strawberry.type
class QualificationQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="The licences and trainings that tasks may require, by kind and name.", metadata=costs(20, rows=20)
    )
    async def qualifications(self, info: Info) -> list[Qualification]:
        """The vocabulary."""
        return wrap_all(Qualification, await queries.qualifications_of_account(info.context.actor))

    @strawberry.field(
        description="Who waits for you to confirm a licence or training, longest first; at most 50.",
        metadata=costs(60, rows=50),
    )
    async def qualifications_to_confirm(self, info: Info) -> list[WaitingConfirmation]:
        """People of the regions that the actor organizes."""
        return [WaitingConfirmation(found=each) for each in await queries.qualifications_to_confirm(info.context.actor)]
