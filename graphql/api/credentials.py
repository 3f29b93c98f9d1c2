"""Who asks: the account by the host's name, the actor by a bearer token or by the session's cookie."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from api.context import Context
from api.faults import Fault, NotPermitted, Unauthenticated
from models.kernel import words, work
from models.kernel.actor import Actor, stranger
from models.kernel.tables import Account
from models.people.queries.actor_of_token import actor_of_token
from server.settings import settings

SESSION_COOKIE = "session"
BROWSER_COOKIE = "browser"
LONGEST_TOKEN = 200
_ACCOUNT = """
SELECT * FROM accounts WHERE hostname = $1 OR slug = $2 ORDER BY (hostname IS NOT DISTINCT FROM $1) DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Caller:
    """What a connection says about who is at its other end. Header names are in lower case."""

    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    secure: bool
    address: str

    def cookie(self, name: str) -> str | None:
        """A cookie of ours: over https its name is bound to this very host."""
        return self.cookies.get(cookie_name(name, secure=self.secure)) or None

    @property
    def bearer_token(self) -> str | None:
        """The token of an Authorization header, if it has one."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else None


class NoAccount(Fault):
    """There is no campaign at this address."""

    code = "NO_ACCOUNT"
    status = 404


def cookie_name(name: str, *, secure: bool) -> str:
    """A cookie's name on the wire."""
    return f"__Host-{name}" if secure else name


async def context_of_caller(caller: Caller, bearer_token: str | None = None) -> Context:
    """
    The context of a request. A cookie that is not valid makes a stranger; a bearer token that is not valid raises
    Unauthenticated, so that a client knows to refresh it. Raises NoAccount where there is no campaign.
    """
    account = await account_at(caller.headers.get("host", ""))
    token = caller.bearer_token if bearer_token is None else bearer_token
    session = caller.cookie(SESSION_COOKIE) if token is None else None
    actor = await _actor_of(token or session, account)
    if token is not None and actor is None:
        raise Unauthenticated(words.lazy("You have been signed out. Please sign in again."))
    return Context(
        actor=actor or stranger(account.id, _language_of(caller, account)),
        account=account,
        address=caller.address,
        user_agent=caller.headers.get("user-agent", "")[:200],
        browser_secret=caller.cookie(BROWSER_COOKIE),
        by_cookie=session is not None and actor is not None,
    )


async def account_at(host: str) -> Account:
    """The account that serves a host name, else the default one. Raises NoAccount."""
    row = await work.fetch_row(_ACCOUNT, host.rsplit(":", 1)[0].lower(), settings().account)
    if row is None:
        raise NoAccount(words.lazy("No campaign is set up here yet."))
    return Account(**dict(row))


def ensure_from_here(caller: Caller, *, reading: bool = False) -> None:
    """Raise NotPermitted when a page of another site makes a browser speak with our cookie."""
    if not is_from_here(caller.headers, reading=reading):
        raise NotPermitted(words.lazy("This was sent from another site. Please use our own pages."))


def is_from_here(headers: Mapping[str, str], *, reading: bool = False) -> bool:
    """
    Whether a page of this site sent a request (header names in lower case); `reading`, also somebody who typed its
    address. Browsers say so in Sec-Fetch-Site, older ones in Origin; what says neither is no browser, or one so old
    that the token of a form has to decide.
    """
    site = headers.get("sec-fetch-site")
    allowed = {"same-origin", "none"} if reading else {"same-origin"}
    return site in allowed if site is not None else is_same_origin(headers)


def is_same_origin(headers: Mapping[str, str]) -> bool:
    """Whether the Origin header, if there is one, names our own host."""
    origin = headers.get("origin")
    return origin is None or _host_of(origin) == headers.get("host", "").lower()


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


async def _actor_of(token: str | None, account: Account) -> Actor | None:
    """A token names its account; one of another account is worth nothing here."""
    if not token or len(token) > LONGEST_TOKEN or not token.isascii():
        return None
    actor = await actor_of_token(token)
    return actor if actor is not None and actor.account_id == account.id else None


def _language_of(caller: Caller, account: Account) -> str:
    for wish in caller.headers.get("accept-language", "").split(",")[:10]:
        language = wish.split(";")[0].strip().lower().split("-")[0]
        if language in words.LANGUAGES:
            return language
    return account.default_language
