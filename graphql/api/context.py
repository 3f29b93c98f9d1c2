"""What every resolver is given: who asks, for which account, in which language, and the loaders of this request."""

from dataclasses import dataclass, field
from datetime import datetime

import strawberry

from api.loaders import Key, Loader, Loaders, Value
from models.kernel.actor import Actor
from models.kernel.errors import SignInRequired
from models.kernel.tables import Account


@dataclass(frozen=True, slots=True)
class SessionCookie:
    """A session that the answer shall hand to the browser; `token` None takes it away."""

    token: str | None
    expires_at: datetime | None = None


@dataclass(slots=True)
class Context:
    """
    One request. `address` is the client's IP address (empty in-process), `browser_secret` the value of the cookie that
    binds a sign-in link to the browser which asked for it.

    A mutation that signs in or out sets `session_cookie`; the endpoint (or the page) sends it.
    """

    actor: Actor
    account: Account
    address: str = ""
    user_agent: str = ""
    browser_secret: str | None = None
    by_cookie: bool = False
    session_cookie: SessionCookie | None = None
    loaders: Loaders = field(default_factory=Loaders)

    @property
    def language(self) -> str:
        """The language in which to put things into words."""
        return self.actor.language

    async def load(self, loader: Loader[Key, Value], key: Key) -> Value | None:
        """What a loader finds for a key: `await info.context.load(person_by_id, self.person_id)`."""
        return await self.loaders.load(self.actor, loader, key)

    def ensure_signed_in(self) -> None:
        """Raise SignInRequired for a stranger."""
        if self.actor.is_stranger:
            raise SignInRequired


Info = strawberry.Info[Context, None]
