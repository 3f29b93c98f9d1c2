"""A message that was sent turns out never to have arrived."""

from models.asks.folding import fold_asks
from models.asks.tables import Delivery
from models.kernel import work
from models.people.actions import suppress_address
from models.people.tables import Person, SuppressionReason

_UNDELIVERED = """
    UPDATE deliveries SET state = 'dead', last_error = $3
    WHERE account_id = $1 AND id = $2 AND state IN ('sent', 'unknown', 'presumed')
"""
_UNASKED = """
    UPDATE asks SET status = 'recalled' WHERE account_id = $1 AND id = $2 AND status IN ('chosen', 'sent') AND answer IS NULL
    RETURNING person_id, shift_id
"""


async def lose_delivery(person: Person, delivery: Delivery, status: str, *, address_is_dead: bool) -> None:
    """In the current unit of work: the message is lost, its ask cost nothing; a dead address gets nothing more."""
    account_id = delivery.account_id
    lost = await work.execute(_UNDELIVERED, account_id, delivery.id, f"bounced: {status}")
    ask = await work.fetch_row(_UNASKED, account_id, delivery.ask_id) if lost and delivery.ask_id else None
    if address_is_dead:
        await suppress_address(person, delivery.channel, SuppressionReason.BOUNCED, status[:12])
    if ask:
        await fold_asks(account_id, [ask["person_id"]], [ask["shift_id"]])
