"""Has an account's boards brought back by a job."""

from models.kernel import outbox, work
from models.kernel.actor import Actor
from models.kernel.tables import OutboxRow

REBUILD = "boards.rebuild"


async def request_rebuild(actor: Actor) -> None:
    """Store a job for it, unless one waits already."""
    async with work.unit_of_work(actor):
        if not await OutboxRow.filter(account_id=actor.account_id, name=REBUILD).exists():
            await outbox.enqueue(REBUILD, account_id=actor.account_id)
