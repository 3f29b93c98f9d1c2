"""Whether an ask still waits for an answer."""

from datetime import datetime

from models.asks.tables import Ask, AskStatus
from models.tasks.tables import Shift, Task, TaskStatus

OPEN = (AskStatus.CHOSEN, AskStatus.SENT)


def is_open(ask: Ask, task: Task, shift: Shift, now: datetime) -> bool:
    """Nobody has answered or recalled it, and its shift is still to come."""
    takes_place = task.status is TaskStatus.OPEN and shift.cancelled_at is None
    return ask.status in OPEN and takes_place and shift.starts_at > now
