"""
By which way somebody gets a message: what they chose for its purpose, from what is quickest to what costs most. A message is
one row that steps down this ladder where a way is closed; what may have arrived stays where it is.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from models.asks.channels import open_channels
from models.asks.tables import Delivery, MessagePurpose
from models.kernel import work
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
    SELECT p.id,
           ARRAY(SELECT x.channel FROM suppressed_addresses x WHERE x.account_id = $1 AND x.person_id = p.id) AS silent,
           EXISTS (SELECT FROM push_subscriptions b WHERE b.account_id = $1 AND b.person_id = p.id) AS has_browser,
           ARRAY(SELECT DISTINCT ON (c.purpose, c.channel) ARRAY[c.purpose, c.channel, c.granted::text] FROM consents c
                 WHERE c.account_id = $1 AND c.person_id = p.id AND c.purpose = ANY($3::text[])
                 ORDER BY c.purpose, c.channel, c.at DESC, c.id DESC) AS decided
    FROM unnest($2::uuid[]) AS p (id)
"""


def purpose_of(delivery: Delivery) -> Purpose | None:
    """What somebody decided about who gets this message; None for what they asked for themselves."""
    return Purpose.DUTIES if delivery.template == "duties" else PURPOSES.get(delivery.purpose)


@dataclass(frozen=True, slots=True)
class _State:
    """What is known of one reader: channels that are silent, and what they decided last about purposes and ways."""

    silent: Collection[Channel]
    has_browser: bool
    decided: Mapping[tuple[Purpose, Channel], bool]


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to some people, as they were open when this was read."""

    _states: Mapping[UUID, _State]

    def to(self, delivery: Delivery, person: Person) -> list[Channel]:
        """The ways that are open for a message, the best first."""
        purpose, state, open_ = purpose_of(delivery), self._states[person.id], open_channels()
        if purpose is None:
            return [delivery.channel] if delivery.channel in open_ and not self._is_silent(delivery) else []
        closed = {*state.silent, *map(Channel, delivery.parameters.get("closed", ()))}
        ladder = sorted(
            LADDER, key=lambda way: way.value != delivery.parameters.get("rather")
        )  # the others keep their order
        return [
            way
            for way in ladder
            if way in open_
            and way not in closed
            and _is_reached(person, way, has_browser=state.has_browser)
            and is_wanted(purpose, way, state.decided.get((purpose, way)))
        ]

    def _is_silent(self, delivery: Delivery) -> bool:
        """Whether nothing is sent there any more; the way in always is, for whoever asks for it."""
        silent = self._states[delivery.person_id].silent
        return delivery.purpose is not MessagePurpose.SIGN_IN and delivery.channel in silent


async def read_ways(account_id: UUID, person_ids: Collection[UUID]) -> Ways:
    """What decides about the ways to people of an account, for all of them at once."""
    wanted = [purpose.value for purpose in (*PURPOSES.values(), Purpose.DUTIES)]
    rows = await work.fetch(_STATE, account_id, list(person_ids), wanted)
    return Ways(
        {
            row["id"]: _State(
                frozenset(map(Channel, row["silent"])),
                row["has_browser"],
                {(Purpose(purpose), Channel(way)): granted == "true" for purpose, way, granted in row["decided"]},
            )
            for row in rows
        }
    )


async def ways_to(delivery: Delivery, person: Person) -> list[Channel]:
    """The ways that are open for one message now, the best first."""
    return (await read_ways(person.account_id, [person.id])).to(delivery, person)


def _is_reached(person: Person, way: Channel, *, has_browser: bool) -> bool:
    match way:
        case Channel.PUSH:
            return has_browser
        case Channel.SMS:
            return person.phone is not None and person.phone_proven_at is not None
        case _:
            return person.email is not None
