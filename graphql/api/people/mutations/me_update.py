"""meUpdate."""

from datetime import datetime
from typing import Annotated, cast

import strawberry

from api import ids
from api.activity.kinds import ActivityKind
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.me import Me
from api.people.enums import DayPart, ProfileQuestion, PublicName
from api.regions.errors import PostalCodeUnknown
from api.rows import wrap
from models.people import actions
from models.people.rules.availability import mask_of


@strawberry.input(description="A time of the week.")
class AvailabilitySlotInput:
    """A slot of the weekly grid."""

    weekday: int = strawberry.field(description="0 is Monday, 6 is Sunday.")
    part: DayPart = strawberry.field(description="The part of the day.")


@strawberry.input(description="What changes. What is not said stays; null empties an answer where that is possible.")
class MeUpdateInput:
    """Input of meUpdate."""

    first_name: str | None = strawberry.field(description="Your first name.", default=None)
    last_name: str | None = strawberry.field(description="Your last name; an empty one takes it away.", default=None)
    alias: strawberry.Maybe[str | None] = strawberry.field(description="What you want to be called in public.")
    public_name: PublicName | None = strawberry.field(description="What others may read in public.", default=None)
    language: str | None = strawberry.field(description="BCP 47 tag of the language to read us in.", default=None)
    phone: strawberry.Maybe[str | None] = strawberry.field(description="Your phone number, as you dial it at home.")
    birth_year: strawberry.Maybe[int | None] = strawberry.field(description="The year you were born in.")
    country: str | None = strawberry.field(description="ISO 3166 code of your country.", default=None)
    postal_code: str | None = strawberry.field(description="Your postal code.", default=None)
    city_id: strawberry.ID | None = strawberry.field(
        description="Your city, where you have no postal code: an id from `places`.", default=None
    )
    willing: list[ActivityKind] | None = strawberry.field(description="The kinds of work you like.", default=None)
    unwilling: list[ActivityKind] | None = strawberry.field(
        description="The kinds of work you do not want to be asked for; none of them is among those you like.",
        default=None,
    )
    from_home: bool | None = strawberry.field(description="Whether you can work from home.", default=None)
    skill_ids: list[strawberry.ID] | None = strawberry.field(
        description="All your skills: those that are not in it are taken away.", default=None
    )
    availability: strawberry.Maybe[list[AvailabilitySlotInput] | None] = strawberry.field(
        description="When you can usually come; null or none at all: you would rather not say."
    )
    maximum_distance_km: strawberry.Maybe[int | None] = strawberry.field(description="How far you go for a task.")
    weekly_minutes: strawberry.Maybe[int | None] = strawberry.field(description="How much time you have in a week.")
    rest_hours: strawberry.Maybe[int | None] = strawberry.field(
        description="How many hours you rest after a late shift, 11 to 72."
    )
    most_in_a_row: strawberry.Maybe[int | None] = strawberry.field(
        description="How many shifts without a break you take at most, 1 or 2."
    )
    paused_until: strawberry.Maybe[datetime | None] = strawberry.field(description="Until when you take a break.")
    rank_hidden: bool | None = strawberry.field(
        description="Whether you do not want to see where you stand.", default=None
    )
    dismiss_question: ProfileQuestion | None = strawberry.field(
        description="A question that you do not want to be asked again.", default=None
    )


@strawberry.type(description="It is changed.")
class MeUpdatePayload:
    """What meUpdate answers."""

    me: Me = strawberry.field(description="You, as you are now.")


MeUpdateResult = Annotated[
    MeUpdatePayload | PostalCodeUnknown | CommonErrors,
    strawberry.union("MeUpdateResult", description="You as you are now, or what is wrong."),
]


@strawberry.type
class MeUpdate:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Change your profile. Another postal code means another region and team.")
    async def me_update(self, info: Info, input: Given[MeUpdateInput]) -> MeUpdateResult:
        """Change one's profile."""
        person = await actions.update_me(info.context.actor, _changes(input))
        info.context.loaders.forget()
        return MeUpdatePayload(me=wrap(Me, person))


_SAID = (
    "first_name",
    "last_name",
    "public_name",
    "language",
    "country",
    "postal_code",
    "willing",
    "unwilling",
    "from_home",
    "rank_hidden",
)
_MAYBE = (
    "alias",
    "phone",
    "birth_year",
    "maximum_distance_km",
    "weekly_minutes",
    "rest_hours",
    "most_in_a_row",
    "paused_until",
)


def _changes(given: MeUpdateInput) -> actions.ProfileChanges:
    values = {name: getattr(given, name) for name in _SAID}
    changes = {name: value for name, value in values.items() if value is not None}
    changes |= {name: maybe.value for name in _MAYBE if (maybe := getattr(given, name)) is not None}
    if given.city_id is not None:
        changes["city_id"] = ids.row_id("City", given.city_id)
    if given.skill_ids is not None:
        changes["skill_ids"] = ids.row_ids("Skill", [*given.skill_ids])
    if given.dismiss_question is not None:
        changes["dismissed_question"] = given.dismiss_question
    if given.availability is not None:
        changes["availability"] = _mask(given.availability.value)
    return cast("actions.ProfileChanges", changes)


def _mask(slots: list[AvailabilitySlotInput] | None) -> int | None:
    return mask_of((slot.weekday, slot.part) for slot in slots) if slots else None
