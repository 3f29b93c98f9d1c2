"""
The site on examples: real routes, templates, forms and operations; answers come from example data, not from a database.

Operations are executed by graphql-core against the schema, so what a page asks for must exist, and what it is shown has
the shape that the API promises.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

from graphql import GraphQLSchema, build_schema, graphql_sync
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request

from api.context import Context, SessionCookie
from api.operations import named_operations
from models.kernel.actor import Actor, Role, Scope, stranger
from models.kernel.tables import Account
from server.middleware.security_headers import SecurityHeaders
from tests.web import examples
from web import cookies, door, languages
from web.problem_pages import exception_handlers
from web.routes import routes

ACCOUNT_ID = UUID(int=1)
PERSON_ID = UUID(int=2)
SIGNED_IN = "signed-in"
ORGANIZER = "organizer"
SCHEMA = Path(__file__).parents[2] / "graphql" / "schema.graphql"


@dataclass
class Site:
    """The examples of one test, and what was asked of them."""

    answers: dict[str, Any] = field(default_factory=examples.answers)
    executed: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)
    schema: GraphQLSchema = field(init=False)

    def __post_init__(self) -> None:
        self.schema = read_schema()

    @property
    def mutations(self) -> list[tuple[str, dict[str, Any]]]:
        """The mutations that were executed: name of the operation and its input."""
        return [(name, given["input"]) for name, given in self.executed if "input" in given]

    def app(self) -> Starlette:
        """The site as the server composes it, without a database."""
        return Starlette(
            routes=routes(),
            middleware=[Middleware(SecurityHeaders, production=False)],
            exception_handlers=exception_handlers(),
        )

    @contextmanager
    def behind_the_door(self) -> Iterator["Site"]:
        """Pages find these examples where they would find the API."""
        with patch.object(door, "execute", self.execute), patch.object(door, "context_of", self.context_of):
            yield self

    async def context_of(self, request: Request) -> Context:
        """Whom the session cookie stands for."""
        account = Account(id=ACCOUNT_ID, slug="x", name="Rivers First", default_country="US", created_at=examples.NOW)
        who = cookies.read(request, cookies.SESSION)
        actor = stranger(ACCOUNT_ID)
        if who in {SIGNED_IN, ORGANIZER}:
            actor = Actor(ACCOUNT_ID, PERSON_ID, PERSON_ID, language="en")
        if who == ORGANIZER:
            actor = replace(actor, scopes=(Scope(Role.ORGANIZER),))
        actor = replace(actor, language=languages.known(cookies.read(request, cookies.LANGUAGE)) or "en")
        return Context(actor, account, browser_secret=cookies.browser_secret(request))

    async def execute(self, name: str, variables: dict[str, Any], context: Context) -> door.Answer:
        """What the API would answer."""
        self.executed.append((name, variables))
        if name in self.faults:
            return door.Answer({}, context, [self.faults[name]])
        if name == "SignIn" and self.answers["signIn"]["__typename"] == "SignInPayload":
            context.session_cookie = SessionCookie(SIGNED_IN, datetime(2030, 1, 1, tzinfo=UTC))
        if name == "SignOut":
            context.session_cookie = SessionCookie(None)
        result = graphql_sync(
            self.schema, named_operations()[name], root_value=self._root(context), variable_values=variables
        )
        assert not result.errors, result.errors
        return door.Answer(result.data or {}, context)

    def _root(self, context: Context) -> dict[str, Any]:
        me = None if context.actor.is_stranger else dict(self.answers["me"])
        if me is not None:
            me["roles"] = ["VOLUNTEER", *(scope.role.name for scope in context.actor.scopes)]
            me["language"] = context.language
        board, standings = self._board(me is not None), self._standings(me is not None)
        return self.answers | {"me": me, "leaderboard": board, "regionStandings": standings}

    def _standings(self, mine: bool) -> dict[str, Any]:
        found = self.answers["regionStandings"]
        return found | {"lines": [line | {"isMine": line["isMine"] and mine} for line in found["lines"]]}

    def _board(self, mine: bool) -> dict[str, Any]:
        board = self.answers["leaderboard"]
        return board | {"rows": [row | {"isMine": row["isMine"] and mine} for row in board["rows"]]}


@cache
def read_schema() -> GraphQLSchema:
    """The API's contract."""
    return build_schema(SCHEMA.read_text())
