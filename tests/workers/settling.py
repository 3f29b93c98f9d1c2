"""Doing all work that waits, in the test's own process."""

from models.kernel import outbox
from workers.looking import look


async def work_everything() -> None:
    """Do all due jobs, and those that follow from them, as workers do."""
    while names := await outbox.due_names():
        for name in sorted(names):
            await look(name)
