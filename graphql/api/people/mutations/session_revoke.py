"""sessionRevoke."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.sessions import Session
from api.rows import wrap_all
from models.people import actions, queries


@strawberry.input(description="Which session shall end.")
class SessionRevokeInput:
    """Input of sessionRevoke."""

    id: strawberry.ID = strawberry.field(description="One of your sessions.")


@strawberry.type(description="It has ended.")
class SessionRevokePayload:
    """What sessionRevoke answers."""

    sessions: list[Session] = strawberry.field(description="Where you are still signed in.")


SessionRevokeResult = Annotated[
    SessionRevokePayload | CommonErrors,
    strawberry.union("SessionRevokeResult", description="What is left, or why not."),
]


@strawberry.type
class SessionRevoke:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Sign a browser or phone of yours out, from afar.")
    async def session_revoke(self, info: Info, input: Given[SessionRevokeInput]) -> SessionRevokeResult:
        """End a session."""
        actor = info.context.actor
        await actions.revoke_session(actor, session_id=ids.row_id("Session", input.id))
        return SessionRevokePayload(sessions=wrap_all(Session, await queries.my_sessions(actor)))
