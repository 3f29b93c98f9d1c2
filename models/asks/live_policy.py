"""The policy that draws the hour of asks now."""

import secrets
from uuid import UUID

from models.asks.learning.arms import ALL_SOON, Chances, Policy
from models.asks.tables import AskPolicy

SEED_BITS = 62


async def live_policy(account_id: UUID) -> Policy:
    """With a fresh seed. Until one has gone live, all asks go out soon."""
    return Policy(await live_chances(account_id), secrets.randbits(SEED_BITS))


async def live_chances(account_id: UUID) -> Chances:
    """The chances of the policy that is live."""
    live = await AskPolicy.filter(account_id=account_id, live_from__isnull=False).order_by("-made_at", "-id").first()
    return ALL_SOON if live is None else tuple(tuple(row) for row in live.chances)
