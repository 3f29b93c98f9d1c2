"""sessionRefresh."""

from datetime import datetime
from typing import Annotated

import strawberry

from api.arguments import Given
from api.context import Info
from api.costs import costs
from api.errors import CommonErrors
from api.people.errors import SessionEnded
from models.people import actions


@strawberry.input(description="The refresh token that came last.")
class SessionRefreshInput:
    """Input of sessionRefresh."""

    refresh_token: str = strawberry.field(description="It is good for one time.")


@strawberry.type(description="New secrets; the old ones have ended.")
class SessionRefreshPayload:
    """What sessionRefresh answers."""

    access_token: str = strawberry.field(description="Goes into the Authorization header.")
    refresh_token: str = strawberry.field(description="Good for one sessionRefresh.")
    expires_at: datetime = strawberry.field(description="When the access token ends.")


SessionRefreshResult = Annotated[
    SessionRefreshPayload | SessionEnded | CommonErrors,
    strawberry.union("SessionRefreshResult", description="New secrets, or that the session is over."),
]


@strawberry.type
class SessionRefresh:
    """Belongs to Mutation."""

    @strawberry.mutation(
        description="Renew a phone's session. A refresh token that is shown twice ends it: somebody has copied it.",
        metadata=costs(guard="refresh"),
    )
    async def session_refresh(self, info: Info, input: Given[SessionRefreshInput]) -> SessionRefreshResult:
        """Renew a session."""
        opened = await actions.refresh_session(info.context.actor, refresh_token=input.refresh_token)
        return SessionRefreshPayload(
            access_token=opened.access_token,
            refresh_token=opened.refresh_token or "",
            expires_at=opened.expires_at,
        )
