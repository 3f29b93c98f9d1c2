"""Refusals around tasks and shifts."""

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.costs import costs
from api.errors import UserError, shown_by
from api.people.qualifications import Qualification
from api.rows import wrap
from api.tasks.loaders import shift_of_shown_assignment
from models.people.rules.qualifications import QualificationStanding
from models.tasks import errors

if TYPE_CHECKING:
    from api.tasks.types import Shift


@strawberry.type(description="All places of the shift are taken.")
class ShiftFull(UserError):
    """Shows `ShiftFull` of the domain."""

    capacity: int = strawberry.field(description="How many places it has.")


@strawberry.type(description="You have something else at that time.")
class ShiftOverlap(UserError):
    """Shows `ShiftOverlap` of the domain."""

    other_shift_id: strawberry.Private[UUID]

    @strawberry.field(description="What you have at that time.")
    async def other(self, info: Info) -> Annotated["Shift", strawberry.lazy("api.tasks.types")]:
        """The shift of the actor that is in the way."""
        from api.tasks.types import Shift

        return wrap(Shift, await info.context.load(shift_of_shown_assignment, self.other_shift_id))


@strawberry.type(description="Some who signed up have another shift at the new time; nothing was changed.")
class ShiftClash(UserError):
    """Shows `ShiftClash` of the domain."""

    people: int = strawberry.field(description="How many of them cannot come at the new time.")


@strawberry.type(description="You are too young for it, as far as we know.")
class TooYoung(UserError):
    """Shows `TooYoung` of the domain."""

    minimum_age: int = strawberry.field(description="The age from which it is open to you.")
    birth_year_needed: bool = strawberry.field(description="Whether we only do not know when you were born.")
    guardian_needed: bool = strawberry.field(description="Whether a parent or guardian has to agree first.")


@strawberry.type(description="A licence or training that is missing, and why it does not count.")
class MissingQualification:
    """Shows a `Lacking` of the domain."""

    lacking: strawberry.Private[errors.Lacking]

    @strawberry.field(description="What is required.")
    def qualification(self) -> Qualification:
        """The licence or training."""
        return wrap(Qualification, self.lacking.qualification)

    @strawberry.field(description="Where you stand with it on the day of the shift.")
    def standing(self) -> QualificationStanding:
        """Missing, unconfirmed or expired."""
        return self.lacking.standing


@strawberry.type(description="You lack a licence or training that is required; the message says how to get it.")
class NotQualified(UserError):
    """Shows `NotQualified` of the domain."""

    lacking: strawberry.Private[list[errors.Lacking]]

    @strawberry.field(description="What is missing.", metadata=costs(rows=2))
    def missing(self) -> list[MissingQualification]:
        """Everything that is missing."""
        return [MissingQualification(lacking=each) for each in self.lacking]


@strawberry.type(description="It is a step up, and you came to too few shifts of the work before it.")
class NotReady(UserError):
    """Shows `NotReady` of the domain."""

    times: int = strawberry.field(description="How many earlier shifts it needs.")
    came: int = strawberry.field(description="To how many you came.")


ERRORS = [
    shown_by(errors.ShiftFull, ShiftFull),
    shown_by(errors.ShiftOverlap, ShiftOverlap),
    shown_by(errors.ShiftClash, ShiftClash),
    shown_by(errors.TooYoung, TooYoung),
    shown_by(errors.NotQualified, NotQualified),
    shown_by(errors.NotReady, NotReady),
]
