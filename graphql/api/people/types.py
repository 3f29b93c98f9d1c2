"""People, as those who organize them see them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, cast
from uuid import UUID

import strawberry

from api.activity.kinds import ActivityKind
from api.activity.person import PersonActivity
from api.context import Info
from api.costs import costs
from api.node import Node
from api.people.enums import Evidence, PersonKind
from api.people.guardians import Guardian, guardian_by_person
from api.people.loaders import person_by_id, skills_by_person, team_by_id
from api.people.qualifications import PersonQualification, qualifications_by_person
from api.people.teams import Team
from api.regions.loaders import region_by_id, skill_by_id
from api.regions.skills import Skill
from api.regions.types import Region
from api.rows import wrap_all, wrap_or_none
from models.people import policy, tables
from models.people.rules.names import name_and_initial

if TYPE_CHECKING:
    from collections.abc import Iterable


@strawberry.type(description="A skill of a person, and how well it is known.")
class PersonSkill:
    """Shows a row of `person_skills`."""

    skill_id: strawberry.Private[UUID]
    evidence: Evidence = strawberry.field(description="How well it is known.")
    since: datetime = strawberry.field(description="Since when.")

    @strawberry.field(description="The skill.")
    async def skill(self, info: Info) -> Skill | None:
        """The skill itself."""
        return wrap_or_none(Skill, await info.context.load(skill_by_id, self.skill_id))


@strawberry.type(description="Somebody you organize. How to reach them is told by personContact alone.")
class Person(PersonActivity, Node, row=tables.Person, loader=person_by_id):
    """Shows a row of `people`."""

    account_id: strawberry.Private[UUID]
    region_id: strawberry.Private[UUID]
    team_id: strawberry.Private[UUID | None]
    last_name: strawberry.Private[str]
    phone: strawberry.Private[str | None]
    willing: strawberry.Private[list[str]]
    first_name: str = strawberry.field(description="The first name.")
    language: str = strawberry.field(description="BCP 47 tag of the language they read us in.")
    place: str = strawberry.field(description="The town.")
    kind: PersonKind = strawberry.field(description="How far they have come in.")
    created_at: datetime = strawberry.field(description="Since when we know them.")
    greeted_at: datetime | None = strawberry.field(description="When somebody greeted them, if anybody did.")
    last_active_at: datetime | None = strawberry.field(description="When they last did something, if ever.")
    paused_until: datetime | None = strawberry.field(description="Until when they take a break, if they do.")

    @strawberry.field(description="First name and the initial of the last.")
    def display_name(self) -> str:
        """What people who work together call each other."""
        return name_and_initial(self.first_name, self.last_name)

    @strawberry.field(name="lastName", description="The last name; null unless you organize where they live.")
    def last_name_for_organizers(self, info: Info) -> str | None:
        """The last name, for those who may see how to reach them."""
        person = cast("tables.Person", self)
        return self.last_name if policy.may_read_contact(info.context.actor, person) else None

    @strawberry.field(description="Whether we know a phone number.")
    def has_phone(self) -> bool:
        """The number itself is told by personContact."""
        return self.phone is not None

    @strawberry.field(description="Where they live.")
    async def region(self, info: Info) -> Region | None:
        """The region of the person."""
        return wrap_or_none(Region, await info.context.load(region_by_id, self.region_id))

    @strawberry.field(description="Their team, if they have one.")
    async def team(self, info: Info) -> Team | None:
        """The team of the person."""
        return wrap_or_none(Team, await info.context.load(team_by_id, self.team_id) if self.team_id else None)

    @strawberry.field(description="What they can do.", metadata=costs(rows=5))
    async def skills(self, info: Info) -> list[PersonSkill]:
        """The skills, oldest first."""
        return wrap_all(PersonSkill, await info.context.load(skills_by_person, UUID(str(self.id))) or [])

    @strawberry.field(
        description="Their licences and trainings; null unless you organize where they live.",
        metadata=costs(20, rows=3),
    )
    async def qualifications(self, info: Info) -> list[PersonQualification] | None:
        """What they said to have, and whether it is confirmed."""
        found = await info.context.load(qualifications_by_person, UUID(str(self.id)))
        return None if found is None else [PersonQualification(held=each) for each in found]

    @strawberry.field(description="What their parent or guardian says; null unless you organize where they live.")
    async def guardian(self, info: Info) -> Guardian | None:
        """What was written down of the guardian."""
        return wrap_or_none(Guardian, await info.context.load(guardian_by_person, UUID(str(self.id))))

    @strawberry.field(name="willing", description="The kinds of work they like to do.", metadata=costs(rows=5))
    def willing_kinds(self) -> list[ActivityKind]:
        """The kinds that are (still) in the vocabulary."""
        return known_kinds(self.willing)


@strawberry.type(description="How to reach somebody. That you looked is put on record.")
class PersonContact:
    """Shows a row of `people`."""

    email: str | None = strawberry.field(description="The e-mail address.")
    phone: str | None = strawberry.field(description="The phone number, in E.164.")


PersonLater = Annotated["Person", strawberry.lazy("api.people.types")]


def known_kinds(kinds: "Iterable[str]") -> list[ActivityKind]:
    """Words as kinds of work; those that the vocabulary does not have (any more) are left out."""
    known = set(ActivityKind)
    return [ActivityKind(kind) for kind in kinds if kind in known]
