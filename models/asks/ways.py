"""
By which way somebody gets a message: what they chose for its purpose, from what is quickest to what costs most. A message is
one row that steps down this ladder where a way is closed; what may have arrived stays where it is.
"""

from uuid import UUID

from models.asks.channels import open_channels
from models.asks.tables import Delivery, MessagePurpose
from models.kernel import database_clock, work
from models.people.rules.consents import is_wanted
from models.people.tables import Channel, Person, Purpose

LADDER = (Channel.PUSH, Channel.EMAIL, Channel.SMS)
"""A notification costs nobody anything; a text message is the last resort."""
PURPOSES = {
    MessagePurpose.ASK: Purpose.ASKS,
    MessagePurpose.THANKS: Purpose.THANKS,
    MessagePurpose.SERVICE: Purpose.SERVICE,
}
"""What people decide about who decide about these messages; the others go one way only, to whoever asked for them."""

_STATE = """
    SELECT (SELECT array_agg(channel) FROM suppressed_addresses WHERE account_id = $1 AND person_id = $2) AS silent,
           EXISTS (SELECT FROM push_subscriptions WHERE account_id = $1 AND person_id = $2) AS has_browser,
           array_agg(c.channel) FILTER (WHERE c.granted) AS wanted, array_agg(c.channel) FILTER (WHERE NOT c.granted) AS unwanted
    FROM (SELECT DISTINCT ON (channel) channel, granted FROM consents
          WHERE account_id = $1 AND person_id = $2 AND purpose = $3 ORDER BY channel, at DESC, id DESC) c
"""
_MINE = "account_id = $1 AND id = $2 AND owner = $3 AND attempt = $4 AND state = 'attempting'"
_TAKE = f"UPDATE deliveries SET channel = $5 WHERE {_MINE}"
_STEP_DOWN = f"""
    UPDATE deliveries SET channel = $5, state = 'pending', attempt = 0, due_at = $8, owner = NULL, leased_until = NULL,
           last_error = $7,
           parameters = parameters || jsonb_build_object('closed', coalesce(parameters -> 'closed', '[]') || to_jsonb($6::text))
    WHERE {_MINE}
"""


def purpose_of(delivery: Delivery) -> Purpose | None:
    """What somebody decided about who gets this message; None for what they asked for themselves."""
    return Purpose.DUTIES if delivery.template == "duties" else PURPOSES.get(delivery.purpose)


async def ways_to(delivery: Delivery, person: Person) -> list[Channel]:
    """The ways that are open for a message now, the best first."""
    purpose = purpose_of(delivery)
    if purpose is None:
        return [delivery.channel] if delivery.channel in open_channels() else []
    state = await work.fetch_row(_STATE, person.account_id, person.id, purpose.value)
    assert state is not None
    decided = dict.fromkeys(state["wanted"] or (), True) | dict.fromkeys(state["unwanted"] or (), False)
    closed = {*(state["silent"] or ()), *delivery.parameters.get("closed", ())}
    return [
        way
        for way in LADDER
        if way in open_channels()
        and way.value not in closed
        and _is_reached(person, way, has_browser=state["has_browser"])
        and is_wanted(purpose, way, decided.get(way.value))
    ]


def _is_reached(person: Person, way: Channel, *, has_browser: bool) -> bool:
    match way:
        case Channel.PUSH:
            return has_browser
        case Channel.SMS:
            return person.phone is not None and person.phone_proven_at is not None
        case _:
            return person.email is not None


async def take_way(delivery: Delivery, owner: UUID, way: Channel) -> None:
    """Have a message that is in our hands go this way."""
    if way is not delivery.channel:
        await work.execute(_TAKE, *_mine(delivery, owner), way.value)
        delivery.channel = way


async def step_down(delivery: Delivery, owner: UUID, person: Person, error: str) -> bool:
    """
    Have a message that cannot go its way, and certainly has not arrived, try the next one, at once and anew.

    False if there is no other, or it is in our hands no more.
    """
    rest = [way for way in await ways_to(delivery, person) if way is not delivery.channel]
    if not rest:
        return False
    ways = rest[0].value, delivery.channel.value
    now = await database_clock.now()
    return bool(await work.execute(_STEP_DOWN, *_mine(delivery, owner), *ways, error[:500], now))


def _mine(delivery: Delivery, owner: UUID) -> tuple[UUID, UUID, UUID, int]:
    return delivery.account_id, delivery.id, owner, delivery.attempt
