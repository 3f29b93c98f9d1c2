"""The policy that draws now how people are asked."""

import secrets
from uuid import UUID

from models.asks.learning.arms import ALL_USUAL, Chances
from models.asks.learning.dimensions import AskDimension
from models.asks.learning.drawing import Policy
from models.asks.tables import AskPolicy

SEED_BITS = 62


async def live_policy(account_id: UUID) -> Policy:
    """With a fresh seed. Until one has gone live for a dimension, its usual arm falls on everybody."""
    return Policy(await live_chances(account_id), secrets.randbits(SEED_BITS))


async def live_chances(account_id: UUID) -> dict[AskDimension, Chances]:
    """The chances of the policies that are live, of all dimensions."""
    rows = AskPolicy.filter(account_id=account_id, live_from__isnull=False, live_until__isnull=True)
    live = {row.dimension: tuple(tuple(chances) for chances in row.chances) for row in await rows.order_by("made_at")}
    return {each: live.get(each, ALL_USUAL) for each in AskDimension}
