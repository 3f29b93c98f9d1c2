"""What asks have cost, after whoever sent them died before counting it."""

from collections.abc import Sequence
from uuid import UUID

from models.asks.folding import fold_asks
from models.kernel import work
from models.kernel.actor import Actor

_WHOSE = (
    "SELECT person_id, shift_id FROM asks WHERE account_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE"
)


async def settle_asks(actor: Actor, ask_ids: Sequence[UUID]) -> None:
    """Count the attention of these asks' people, and what they bring to their shifts, anew. Again it changes nothing."""
    async with work.unit_of_work(actor):
        asks = await work.fetch(_WHOSE, actor.account_id, list(ask_ids))
        people, shifts = ({row[name] for row in asks} for name in ("person_id", "shift_id"))
        await fold_asks(actor.account_id, sorted(people), list(shifts))
