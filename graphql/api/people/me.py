"""Me, as far as it is about the person."""

from datetime import datetime
from typing import cast
from uuid import UUID

import strawberry

from api.activity.kinds import ActivityKind
from api.context import Info
from api.costs import costs
from api.people.consents import ConsentState, SuppressedAddress
from api.people.enums import DayPart, ProfileQuestion, PublicName, Role
from api.people.guardians import Guardian, guardian_by_person
from api.people.loaders import skills_by_person, team_by_id
from api.people.memberships import Membership
from api.people.my_greeting import MyGreeting
from api.people.push import PushSubscription
from api.people.qualifications import PersonQualification, qualifications_by_person
from api.people.sessions import Session
from api.people.teams import Team
from api.people.types import PersonSkill, known_kinds
from api.regions.loaders import region_by_id
from api.regions.types import Region
from api.rows import wrap_all, wrap_or_none
from models.people import queries, tables
from models.people.rules.availability import slots_of
from models.people.rules.names import name_and_initial


@strawberry.type(description="A time of the week at which you can usually come.")
class AvailabilitySlot:
    """A slot of the weekly grid."""

    weekday: int = strawberry.field(description="0 is Monday, 6 is Sunday.")
    part: DayPart = strawberry.field(description="The part of the day.")


@strawberry.type
class MePeople:
    """Belongs to Me: profile, team, consents, sessions."""

    account_id: strawberry.Private[UUID]
    region_id: strawberry.Private[UUID]
    team_id: strawberry.Private[UUID | None]
    willing: strawberry.Private[list[str]]
    unwilling: strawberry.Private[list[str]]
    availability: strawberry.Private[int | None]
    first_name: str = strawberry.field(description="Your first name.")
    last_name: str = strawberry.field(description="Your last name; may be empty.")
    email: str = strawberry.field(description="Your e-mail address.")
    language: str = strawberry.field(description="BCP 47 tag of the language you read us in.")
    alias: str | None = strawberry.field(description="What you want to be called in public.")
    public_name: PublicName = strawberry.field(description="What others may read on public pages, if you consent.")
    phone: str | None = strawberry.field(description="Your phone number, in E.164.")
    phone_proven_at: datetime | None = strawberry.field(
        description="When you showed, by a code, that the number is yours: before that nothing else is texted there."
    )
    birth_year: int | None = strawberry.field(description="The year you were born in.")
    country: str = strawberry.field(description="ISO 3166 code of your country.")
    postal_code: str | None = strawberry.field(description="Your postal code, if your country has them.")
    place: str = strawberry.field(description="Your town.")
    time_zone: str = strawberry.field(description="Your IANA time zone.")
    maximum_distance_km: int | None = strawberry.field(description="How far you go for a task.")
    weekly_minutes: int | None = strawberry.field(description="How much time you have in a week.")
    rest_hours: int | None = strawberry.field(
        description="How many hours you rest after a late shift; null: 11, as everybody."
    )
    most_in_a_row: int | None = strawberry.field(
        description="How many shifts without a break you take at most; null: 2, as everybody."
    )
    paused_until: datetime | None = strawberry.field(description="Until when you take a break.")
    from_home: bool = strawberry.field(description="Whether work from home may be suggested to you.")
    rank_hidden: bool = strawberry.field(description="Whether you do not want to see where you stand.")

    @strawberry.field(description="How those who work with you see your name.")
    def display_name(self) -> str:
        """First name and initial."""
        return name_and_initial(self.first_name, self.last_name)

    @strawberry.field(description="Where you live.")
    async def region(self, info: Info) -> Region | None:
        """The region of the person."""
        return wrap_or_none(Region, await info.context.load(region_by_id, self.region_id))

    @strawberry.field(description="Your team of neighbours.")
    async def team(self, info: Info) -> Team | None:
        """The team of the person."""
        return wrap_or_none(Team, await info.context.load(team_by_id, self.team_id) if self.team_id else None)

    @strawberry.field(
        description="Teams that you could join: with a place left, in your state, the nearest first.",
        metadata=costs(30, rows=50),
    )
    async def teams_to_join(self, info: Info) -> list[Team]:
        """Teams with a place left."""
        return wrap_all(Team, await queries.teams_to_join(info.context.actor))

    @strawberry.field(description="What you can do.", metadata=costs(20, rows=10))
    async def skills(self, info: Info) -> list[PersonSkill]:
        """The skills, oldest first."""
        person = cast("tables.Person", self)
        return wrap_all(PersonSkill, await info.context.load(skills_by_person, person.id) or [])

    @strawberry.field(description="Your licences and trainings, oldest first.", metadata=costs(20, rows=3))
    async def qualifications(self, info: Info) -> list[PersonQualification]:
        """What the actor said to have, and whether it is confirmed."""
        found = await info.context.load(qualifications_by_person, cast("tables.Person", self).id)
        return [PersonQualification(held=each) for each in found or []]

    @strawberry.field(description="What your parent or guardian says; it matters as long as you may be under 16.")
    async def guardian(self, info: Info) -> Guardian | None:
        """What was written down of the guardian."""
        return wrap_or_none(Guardian, await info.context.load(guardian_by_person, cast("tables.Person", self).id))

    @strawberry.field(
        description="Who will greet you, and until when; null once somebody spoke with you.", metadata=costs(10)
    )
    async def greeting(self, info: Info) -> MyGreeting | None:
        """The welcome that is still to come."""
        return wrap_or_none(MyGreeting, await queries.my_greeting(info.context.actor))

    @strawberry.field(description="How many newcomers wait for your call: see `greetingBatch`.", metadata=costs(5))
    async def greetings_in_hand(self, info: Info) -> int:
        """Newcomers of whom the actor is the owner."""
        return await queries.greetings_in_hand(info.context.actor)

    @strawberry.field(name="willing", description="The kinds of work you like to do.", metadata=costs(rows=10))
    def willing_kinds(self) -> list[ActivityKind]:
        """Kinds of work."""
        return known_kinds(self.willing)

    @strawberry.field(
        name="unwilling", description="The kinds of work that are never suggested to you.", metadata=costs(rows=5)
    )
    def unwilling_kinds(self) -> list[ActivityKind]:
        """Kinds of work."""
        return known_kinds(self.unwilling)

    @strawberry.field(
        name="availability",
        description="When you can usually come; null if you have not said.",
        metadata=costs(rows=21),
    )
    def availability_slots(self) -> list[AvailabilitySlot] | None:
        """The free slots of the weekly grid."""
        if self.availability is None:
            return None
        return [AvailabilitySlot(weekday=weekday, part=part) for weekday, part in slots_of(self.availability)]

    @strawberry.field(description="The roles you have anywhere, from least to most.", metadata=costs(rows=2))
    def roles(self, info: Info) -> list[Role]:
        """The roles of the actor."""
        return queries.roles_of(info.context.actor)

    @strawberry.field(description="Your roles, and where they hold.", metadata=costs(20, rows=3))
    async def memberships(self, info: Info) -> list[Membership]:
        """Memberships that have not ended."""
        return wrap_all(Membership, await queries.my_memberships(info.context.actor))

    @strawberry.field(
        description="Everything that we ask your agreement for, and what you have decided.", metadata=costs(20, rows=11)
    )
    async def consents(self, info: Info) -> list[ConsentState]:
        """Every purpose and channel."""
        return wrap_all(ConsentState, await queries.my_consents(info.context.actor))

    @strawberry.field(
        description="Your addresses that we send nothing to any more, and why.", metadata=costs(20, rows=2)
    )
    async def suppressed_addresses(self, info: Info) -> list[SuppressedAddress]:
        """Those that bounce, or from which a complaint came."""
        return wrap_all(SuppressedAddress, await queries.my_suppressed_addresses(info.context.actor))

    @strawberry.field(description="Where you are signed in, the last used first.", metadata=costs(20, rows=5))
    async def sessions(self, info: Info) -> list[Session]:
        """Browsers and phones."""
        return wrap_all(Session, await queries.my_sessions(info.context.actor))

    @strawberry.field(description="Browsers in which you take notifications.", metadata=costs(20, rows=3))
    async def push_subscriptions(self, info: Info) -> list[PushSubscription]:
        """The newest first."""
        return wrap_all(PushSubscription, await queries.my_push_subscriptions(info.context.actor))

    @strawberry.field(description="The one small question that comes next, if any is left.", metadata=costs(20))
    async def next_question(self) -> ProfileQuestion | None:
        """The next question."""
        return await queries.next_question_of(cast("tables.Person", self))
