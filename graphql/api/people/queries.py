"""Queries about oneself and about people."""

from typing import Annotated, Any

import strawberry
from strawberry.scalars import JSON

from api import ids
from api.connections import After, Connection, First, connect
from api.context import Info
from api.costs import costs
from api.me import Me
from api.people.enums import PeopleSort
from api.people.filters import PeopleFilter, path_of_region, wanted_people
from api.people.greetings import GreetingBatch, show_batch
from api.people.loaders import person_by_id
from api.people.memberships import Membership, OrganizationNode
from api.people.newcomers import Newcomer
from api.people.sessions import Session
from api.people.types import Person, PersonContact
from api.rows import wrap, wrap_all, wrap_or_none
from models.asks.export_decisions import export_decisions
from models.kernel.errors import NotFound
from models.people import queries
from models.regions import queries as regions


@strawberry.type
class PeopleQueries:
    """Belongs to Query."""

    @strawberry.field(description="You; null for somebody who is not signed in.")
    async def me(self, info: Info) -> Me | None:
        """The person who asks."""
        actor = info.context.actor
        return wrap(Me, await queries.me(actor)) if actor.person_id else None

    @strawberry.field(description="People whom you organize, filtered and sorted.", metadata=costs(40))
    async def people(
        self,
        info: Info,
        filter: Annotated[PeopleFilter | None, strawberry.argument(description="Whom to list.")] = None,
        sort: Annotated[
            PeopleSort | None, strawberry.argument(description="In which order; by name if not said.")
        ] = None,
        first: First = None,
        after: After = None,
    ) -> Connection[Person]:
        """A page of people."""
        actor = info.context.actor
        page = await queries.people_page(
            actor,
            people_filter=await wanted_people(actor, filter),
            sort=sort or PeopleSort.NAME,
            first=first,
            after=after,
        )
        return connect(Person, page, after)

    @strawberry.field(
        description="The newcomers whom you have in hand to greet; null unless you organize or lead a team.",
        metadata=costs(60),
    )
    async def greeting_batch(self, info: Info) -> GreetingBatch | None:
        """The actor's batch."""
        found = await queries.greeting_batch(info.context.actor)
        return None if found is None else show_batch(found)

    @strawberry.field(
        description="Newcomers whom you organize and whom nobody has greeted yet, by the time that is left.",
        metadata=costs(60),
    )
    async def newcomers(
        self,
        info: Info,
        region_id: Annotated[strawberry.ID | None, strawberry.argument(description="The region they live in.")] = None,
        first: First = None,
        after: After = None,
    ) -> Connection[Newcomer]:
        """A page of the board."""
        path = await path_of_region(region_id)
        page = await queries.newcomers_page(info.context.actor, region_path=path, first=first, after=after)
        return connect(Newcomer, page, after)

    @strawberry.field(
        description="One newcomer whom you organize; null for whoever is greeted, or none of yours.", metadata=costs(60)
    )
    async def newcomer(
        self, info: Info, person_id: Annotated[strawberry.ID, strawberry.argument(description="The person's id.")]
    ) -> Newcomer | None:
        """One line of the board."""
        found = await queries.newcomer_by_id(info.context.actor, ids.row_id("Person", person_id))
        return wrap_or_none(Newcomer, found)

    @strawberry.field(description="Somebody whom you organize; null if there is no such person, or none of yours.")
    async def person(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="The person's id.")]
    ) -> Person | None:
        """One person."""
        return wrap_or_none(Person, await info.context.load(person_by_id, ids.row_id("Person", id)))

    @strawberry.field(
        description="How to reach somebody whom you organize, null for others. That you looked is put on record.",
        metadata=costs(200),
    )
    async def person_contact(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="The person's id.")]
    ) -> PersonContact | None:
        """E-mail and phone."""
        try:
            person = await queries.read_contact(info.context.actor, ids.row_id("Person", id))
        except NotFound:
            return None
        return wrap(PersonContact, person)

    @strawberry.field(
        description="The roles that are held in a region and beneath it; wherever you see people if no region is named.",
        metadata=costs(20, rows=50),
    )
    async def memberships(
        self,
        info: Info,
        region_id: Annotated[strawberry.ID | None, strawberry.argument(description="The region.")] = None,
    ) -> list[Membership]:
        """Memberships that have not ended."""
        path = (await regions.region_by_id(ids.row_id("Region", region_id))).path if region_id else None
        return wrap_all(Membership, await queries.memberships_in(info.context.actor, path))

    @strawberry.field(description="The parts of the organization, by name.", metadata=costs(20, rows=60))
    async def organization(self, info: Info) -> list[OrganizationNode]:
        """All parts; `parent` makes a tree of them."""
        return wrap_all(OrganizationNode, await queries.organization(info.context.actor))

    @strawberry.field(description="Your API tokens that have not ended.", metadata=costs(20, rows=10))
    async def api_tokens(self, info: Info) -> list[Session]:
        """Tokens of the actor; their secrets are shown once, when they are made."""
        return wrap_all(Session, await queries.my_api_tokens(info.context.actor))

    @strawberry.field(
        description="The links for screens that you made and that have not ended.", metadata=costs(20, rows=10)
    )
    async def kiosk_links(self, info: Info) -> list[Session]:
        """Links of the actor; `permissions` says of which region."""
        return wrap_all(Session, await queries.my_kiosk_links(info.context.actor))

    @strawberry.field(description="Everything that is kept about you, to take along.", metadata=costs(500))
    async def my_data(self, info: Info) -> JSON:
        """The download, by table and domain, and why the actor was asked or was not."""
        actor = info.context.actor
        data: Any = await queries.export_person(actor) | {"askDecisions": await export_decisions(actor)}
        return JSON(data)
