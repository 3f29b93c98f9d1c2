"""What rounds of asking decided goes after a month: no decision looks further back."""

from models.asks.rules.attention import MONTH
from models.kernel import clock, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed

BATCH = 5
"""A round of everybody may have a thousand pages."""
_FORGET = """
WITH old AS (
    SELECT id FROM ask_rounds WHERE account_id = $1 AND decided_at < $2 ORDER BY decided_at LIMIT $3 FOR UPDATE SKIP LOCKED
), pages AS (
    DELETE FROM ask_decisions WHERE account_id = $1 AND round_id IN (SELECT id FROM old)
)
DELETE FROM ask_rounds WHERE account_id = $1 AND id IN (SELECT id FROM old)
"""


async def forget_rounds(actor: Actor) -> int:
    """Delete the rounds of more than 30 days ago, a few at a time; returns how many. System only: raises NotAllowed."""
    if not actor.system:
        raise NotAllowed
    forgotten, before = 0, clock.now() - MONTH
    while True:
        async with work.unit_of_work(actor):
            gone = await work.execute(_FORGET, actor.account_id, before, BATCH)
        forgotten += gone
        if not gone:
            return forgotten
