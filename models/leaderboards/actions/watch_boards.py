"""Notices that Redis lost boards, or came back with old ones."""

from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.leaderboards import copies
from models.leaderboards.actions.request_rebuild import request_rebuild
from models.leaderboards.tables import Total


async def watch_boards() -> int:
    """Request a rebuild for every account whose boards cannot be trusted; returns for how many."""
    requested = 0
    for account in await Account.all():
        if await copies.is_trustworthy(account.id) or not await Total.filter(account_id=account.id).exists():
            continue
        await request_rebuild(system_actor(account.id))
        requested += 1
    return requested
