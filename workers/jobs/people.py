"""What becomes of people's data by the clock."""

from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people.actions import forget_stale


async def forget_nightly() -> None:
    """Have each account forget what is past its time."""
    for account in await Account.all().order_by("slug"):
        await forget_stale(system_actor(account.id))
