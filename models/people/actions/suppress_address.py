"""Addresses that bounce or complain are not written to any more, until they are shown to work again."""

from models.kernel import audit, clock, ids, work
from models.kernel.actor import system_actor
from models.people.tables import Channel, Person, SuppressionReason

_SUPPRESS = """
    INSERT INTO suppressed_addresses (id, account_id, person_id, channel, reason, status, since)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account_id, person_id, channel) DO NOTHING
"""
_LIFT = "DELETE FROM suppressed_addresses WHERE account_id = $1 AND person_id = $2 AND channel = $3"


async def suppress_address(
    person: Person, channel: Channel, reason: SuppressionReason, status: str | None = None
) -> bool:
    """Send nothing more to a person's address on a channel, from now on; False if that was so already."""
    row = (person.account_id, person.id, channel.value, reason.value, status, clock.now())
    system = system_actor(person.account_id)
    async with work.unit_of_work(system):
        suppressed = bool(await work.execute(_SUPPRESS, ids.new_id(), *row))
        if suppressed:
            what = {"channel": channel.value, "reason": reason.value}
            await audit.record(system, "address.suppress", "person", person.id, about=person.id, **what)
    return suppressed


async def lift_suppression(person: Person, channel: Channel) -> None:
    """In the current unit of work: the address works again, for its owner came in by a message to it."""
    await work.execute(_LIFT, person.account_id, person.id, channel.value)
