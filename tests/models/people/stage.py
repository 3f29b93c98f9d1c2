"""People on their way in, for tests."""

from typing import Any

from models.activity.tables import Activity, ActivityKind, Source
from models.kernel import clock, ids, work
from models.kernel.actor import Actor, stranger
from models.kernel.tables import Account
from models.people import actions, sign_in_tokens
from models.people.queries import actor_of_token
from models.people.tables import Person, Purpose, SignInRequest

BROWSER = "the browser that asked"
EVERYTHING = (Purpose.PARTICIPATION, Purpose.ASKS)


async def ask_to_join(account: Account, email: str = "ada@example.org", **changes: Any) -> None:
    """Sign up in New York, from the browser that asks."""
    values: dict[str, Any] = {
        "email": email,
        "first_name": "Ada",
        "country": "US",
        "postal_code": "10001",
        "language": "en",
        "consents": EVERYTHING,
        "browser_secret": BROWSER,
    }
    await actions.sign_up(stranger(account.id), **values | changes)


async def latest_request(account: Account) -> SignInRequest:
    """The last request for a way in."""
    return await SignInRequest.filter(account_id=account.id).order_by("-created_at", "-id").first()  # type: ignore[return-value]


async def come_in(account: Account, **changes: Any) -> actions.SignedIn:
    """Redeem the link of the last request, in the browser that asked."""
    token = sign_in_tokens.link_token((await latest_request(account)).id)
    values: dict[str, Any] = {"link_token": token, "browser_secret": BROWSER}
    return await actions.redeem_sign_in(stranger(account.id), **values | changes)


async def join(account: Account, email: str = "ada@example.org", **changes: Any) -> Person:
    """Sign up and confirm."""
    await ask_to_join(account, email, **changes)
    return (await come_in(account)).person


async def count(table: str, account: Account) -> int:
    """How many rows an account has in a table."""
    return int(await work.fetch_value(f"SELECT count(*) FROM {table} WHERE account_id = $1", account.id))


async def actor_in(token: str) -> Actor:
    """The actor of a session that is known to be there."""
    actor = await actor_of_token(token)
    assert actor is not None
    return actor


async def make_work(person: Person) -> Activity:
    """An hour of canvassing, as a bare row of the ledger."""
    now = clock.now()
    return await Activity.create(
        id=ids.new_id(),
        account_id=person.account_id,
        ledger_id=person.ledger_id,
        client_key=ids.new_id().hex,
        kind=ActivityKind.CANVASS,
        quantity=10,
        minutes=60,
        started_at=now,
        local_date=now.date(),
        region_id=person.region_id,
        source=Source.WEB,
        recorded_at=now,
    )
