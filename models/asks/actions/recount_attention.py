"""Count everybody's account of attention anew: it should change nothing."""

import structlog

from models.asks.attention_accounts import settle_attention
from models.kernel import work
from models.kernel.actor import Actor

PAGE = 2_000

_ASKED_AFTER = """
    SELECT DISTINCT person_id FROM asks WHERE account_id = $1 AND ($2::uuid IS NULL OR person_id > $2)
    ORDER BY person_id LIMIT $3
"""

log = structlog.get_logger(__name__)


async def recount_attention(actor: Actor) -> int:
    """Fold all asks of an account of ours into accounts of attention, page by page; returns how many of these were wrong."""
    wrong, last = 0, None
    while page := [row["person_id"] for row in await work.fetch(_ASKED_AFTER, actor.account_id, last, PAGE)]:
        async with work.unit_of_work(actor):
            wrong += await settle_attention(actor.account_id, page)
        last = page[-1]
    if wrong:
        log.warning("attention.recounted", account_id=str(actor.account_id), wrong=wrong)
    return wrong
