"""A small schema that shows every pattern of `api/README.md` at work: kettles that are lent."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated
from uuid import UUID

import strawberry

from api import ids
from api.accounts.queries import AccountQueries
from api.arguments import Given
from api.connections import After, Connection, First, connect
from api.context import Info, SessionCookie
from api.costs import costs
from api.errors import CommonErrors, UserError, shown_by
from api.node import Node
from api.rows import wrap, wrap_all, wrap_or_none
from api.schema import build_schema
from models.kernel import clock, errors, paging
from models.kernel.actor import Actor
from models.kernel.ids import id_for


@dataclass(frozen=True)
class KettleRow:
    id: UUID
    account_id: UUID
    name: str
    litres: int
    owner_id: UUID
    lent_to: str | None = None


@dataclass(frozen=True)
class OwnerRow:
    id: UUID
    name: str


OWNERS = {each.id: each for each in (OwnerRow(id_for("owner:1"), "Ada"), OwnerRow(id_for("owner:2"), "Grace"))}
KETTLES: dict[UUID, KettleRow] = {}
QUERIES: list[str] = []
WAITING: list[str] = []


class KettleLent(errors.DomainError):
    code = "KETTLE_LENT"

    def __init__(self, lent_to: str, owner_id: UUID) -> None:
        super().__init__("Somebody else has this kettle. Ask for another.", field="kettleId")
        self.lent_to = lent_to
        self.owner_id = owner_id


async def kettle_by_id(actor: Actor, keys: list[UUID]) -> Mapping[UUID, KettleRow]:
    QUERIES.append("kettle_by_id")
    return {key: KETTLES[key] for key in keys if key in KETTLES and KETTLES[key].account_id == actor.account_id}


async def owner_by_id(actor: Actor, keys: list[UUID]) -> Mapping[UUID, OwnerRow]:
    QUERIES.append("owner_by_id")
    return {key: OWNERS[key] for key in keys if key in OWNERS}


async def lend_kettle(actor: Actor, *, kettle_id: UUID, litres: int) -> KettleRow:
    if actor.is_stranger:
        raise errors.SignInRequired
    kettle = KETTLES.get(kettle_id)
    if kettle is None or kettle.account_id != actor.account_id:
        raise errors.NotFound("This kettle")
    if litres > kettle.litres:
        raise errors.Invalid("This kettle is too small. Choose a larger one.", field="litres")
    if kettle.lent_to is not None:
        raise KettleLent(kettle.lent_to, kettle.owner_id)
    KETTLES[kettle_id] = replace(kettle, lent_to="Ada")
    return KETTLES[kettle_id]


@strawberry.type(description="Somebody who has kettles.")
class Owner(Node, row=OwnerRow, loader=owner_by_id):
    name: str = strawberry.field(description="What they are called.")

    @strawberry.field(description="Whom they know: everybody.")
    def friends(self, first: First = None) -> Connection[Annotated["Owner", strawberry.lazy("tests.api.kettles")]]:
        rows = list(OWNERS.values())[: paging.ensure_first(first)]
        return connect(Owner, paging.page_of(rows, len(rows), [row.name for row in rows]))


@strawberry.type(description="Boils water.")
class Kettle(Node, row=KettleRow, loader=kettle_by_id):
    owner_id: strawberry.Private[UUID]
    name: str = strawberry.field(description="What it is called.")
    litres: int = strawberry.field(description="How much it holds.")
    lent_to: str | None = strawberry.field(description="Who has it, if anybody.")

    @strawberry.field(description="Whose it is.")
    async def owner(self, info: Info) -> Owner | None:
        return wrap_or_none(Owner, await info.context.load(owner_by_id, self.owner_id))


@strawberry.type(description="Somebody else has this kettle.")
class KettleIsLent(UserError):
    owner_id: strawberry.Private[UUID]
    lent_to: str = strawberry.field(description="Who has it.")

    @strawberry.field(description="Whose it is.")
    async def owner(self, info: Info) -> Owner | None:
        return wrap_or_none(Owner, await info.context.load(owner_by_id, self.owner_id))


@strawberry.input(description="Which kettle, and what for.")
class KettleLendInput:
    kettle_id: strawberry.ID = strawberry.field(description="The kettle.")
    litres: int = strawberry.field(description="How much water is to be boiled.", default=1)


@strawberry.type(description="The kettle is yours for a while.")
class KettleLendPayload:
    kettle: Kettle = strawberry.field(description="The kettle.")


KettleLendResult = Annotated[
    KettleLendPayload | KettleIsLent | CommonErrors,
    strawberry.union("KettleLendResult", description="The kettle, or why not."),
]


@strawberry.type
class KettleLend:
    @strawberry.mutation(description="Take a kettle home.")
    async def kettle_lend(self, info: Info, input: Given[KettleLendInput]) -> KettleLendResult:
        kettle = await lend_kettle(
            info.context.actor, kettle_id=ids.row_id("Kettle", input.kettle_id), litres=input.litres
        )
        return KettleLendPayload(kettle=wrap(Kettle, kettle))


@strawberry.type(description="Who asks.")
class WhoAmI:
    person_id: str | None = strawberry.field(description="The person.")
    language: str = strawberry.field(description="Their language.")
    address: str = strawberry.field(description="Where from.")


@strawberry.type
class SessionGive:
    @strawberry.mutation(description="Hand over a session, or take it away.")
    async def session_give(
        self,
        info: Info,
        token: Annotated[str | None, strawberry.argument(description="Its secret.")] = None,
    ) -> bool:
        info.context.session_cookie = SessionCookie(token, clock.now() + timedelta(days=1))
        return True


@strawberry.type
class DoorTry:
    @strawberry.mutation(description="Try a guarded door.", metadata=costs(guard="sign-in"))
    async def door_try(self) -> bool:
        return True


@strawberry.type
class KettleQueries:
    @strawberry.field(description="Who asks.")
    def who_am_i(self, info: Info) -> WhoAmI:
        actor = info.context.actor
        return WhoAmI(
            person_id=str(actor.person_id) if actor.person_id else None,
            language=info.context.language,
            address=info.context.address,
        )

    @strawberry.field(description="All kettles, by name.")
    async def kettles(self, info: Info, first: First = None, after: After = None) -> Connection[Kettle]:
        return connect(Kettle, kettles_page(info.context.actor, first, after), after)

    @strawberry.field(description="A query that forgets whose kettle it is.")
    def kettle_peek(
        self, kettle_id: Annotated[strawberry.ID, strawberry.argument(description="The kettle.")]
    ) -> Kettle | None:
        return wrap_or_none(Kettle, KETTLES.get(ids.row_id("Kettle", kettle_id)))

    @strawberry.field(description="A query that does not care which kettle it is.")
    def kettle_drop(
        self, kettle_id: Annotated[strawberry.ID, strawberry.argument(description="The kettle.")]
    ) -> Kettle | None:
        return None

    @strawberry.field(description="Hard to find out.", metadata=costs(50))
    def dear(self) -> int:
        return 1

    @strawberry.field(description="A short list.", metadata=costs(rows=2))
    def few(self) -> list[Owner]:
        return wrap_all(Owner, OWNERS.values())

    @strawberry.field(description="A list of which nobody says how long it is.")
    def many(self) -> list[Owner]:
        return wrap_all(Owner, OWNERS.values())

    @strawberry.field(description="A query that has a bug.")
    async def broken(self) -> str | None:
        raise KeyError("the secret key is 1234")

    @strawberry.field(description="A query that is refused.")
    async def refused(self) -> str | None:
        raise errors.NotAllowed


def kettles_page(actor: Actor, first: int | None, after: str | None) -> paging.Page[KettleRow]:
    QUERIES.append("kettles_page")
    count = paging.ensure_first(first)
    start = paging.decode_cursor(after, paging.read_text)[0] if after else ""
    mine = sorted((k for k in KETTLES.values() if k.account_id == actor.account_id), key=lambda kettle: kettle.name)
    rows = [kettle for kettle in mine if kettle.name > start][: count + 1]
    return paging.page_of(rows, count, [paging.encode_cursor(kettle.name) for kettle in rows])


@strawberry.type(description="What can be read.")
class KettleQuery(AccountQueries, KettleQueries):
    pass


@strawberry.type(description="What can be done.")
class KettleMutation(KettleLend, SessionGive, DoorTry):
    pass


@strawberry.type(description="What can be watched.")
class KettleSubscription:
    @strawberry.subscription(description="Counts.")
    async def ticks(
        self, count: Annotated[int, strawberry.argument(description="How far.")] = 3
    ) -> AsyncGenerator[int, None]:
        for number in range(count):
            yield number

    @strawberry.subscription(description="Says one thing, then nothing more, until it is ended.")
    async def waits(self) -> AsyncGenerator[str, None]:
        WAITING.append("begun")
        try:
            yield "first"
            await asyncio.Event().wait()
        finally:
            WAITING.append("ended")

    @strawberry.subscription(description="Breaks after one.")
    async def breaks(self) -> AsyncGenerator[int, None]:
        yield 1
        raise KeyError("the secret key is 1234")

    @strawberry.subscription(description="Is refused.")
    async def closed(self) -> AsyncGenerator[int, None]:
        raise errors.NotAllowed
        yield 1

    @strawberry.subscription(description="Who asks.")
    async def who(self, info: Info) -> AsyncGenerator[str | None, None]:
        yield str(info.context.actor.person_id) if info.context.actor.person_id else None


kettle_schema = build_schema(
    KettleQuery, KettleMutation, KettleSubscription, errors=[shown_by(KettleLent, KettleIsLent)]
)
