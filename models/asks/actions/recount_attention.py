"""Count everybody's account of attention anew: it should change nothing."""

import structlog

from models.asks.attention_accounts import open_accounts, settle_attention
from models.kernel import work
from models.kernel.actor import Actor

PAGE = 2_000

_ASKED_AFTER = """
    SELECT DISTINCT person_id FROM asks WHERE account_id = $1 AND ($2::uuid IS NULL OR person_id > $2)
    ORDER BY person_id LIMIT $3
"""
_WITHOUT = """
    SELECT p.id FROM people p
    WHERE p.account_id = $1 AND ($2::uuid IS NULL OR p.id > $2) AND p.kind = 'volunteer'
      AND NOT EXISTS (SELECT FROM attention a WHERE a.account_id = p.account_id AND a.person_id = p.id)
    ORDER BY p.id LIMIT $3
"""

log = structlog.get_logger(__name__)


async def recount_attention(actor: Actor) -> int:
    """
    Fold all asks of an account of ours into accounts of attention, page by page; returns how many of these were wrong.

    Volunteers who have none yet are given one, so that nobody waits for that when many are asked at once.
    """
    wrong, last = 0, None
    while page := [row["person_id"] for row in await work.fetch(_ASKED_AFTER, actor.account_id, last, PAGE)]:
        async with work.unit_of_work(actor):
            wrong += await settle_attention(actor.account_id, page)
        last = page[-1]
    await _open_missing(actor)
    if wrong:
        log.warning("attention.recounted", account_id=str(actor.account_id), wrong=wrong)
    return wrong


async def _open_missing(actor: Actor) -> None:
    last = None
    while page := [row["id"] for row in await work.fetch(_WITHOUT, actor.account_id, last, PAGE)]:
        async with work.unit_of_work(actor):
            await open_accounts(actor.account_id, page)
        last = page[-1]
