"""Whether an ask still waits for an answer."""

from datetime import datetime, timedelta

from models.asks.tables import Ask, AskStatus
from models.tasks.tables import Shift, Task, TaskStatus

OPEN = (AskStatus.CHOSEN, AskStatus.SENT)


ANSWERABLE = timedelta(days=60)
"""How long what is no shift can be answered."""


def is_open(ask: Ask, task: Task | None, shift: Shift | None, now: datetime) -> bool:
    """Nobody has answered or recalled it, and its shift is still to come; what is no shift can be answered for 60 days."""
    if task is None or shift is None:
        return ask.status in OPEN and ask.chosen_at > now - ANSWERABLE
    takes_place = task.status is TaskStatus.OPEN and shift.cancelled_at is None
    return ask.status in OPEN and takes_place and shift.starts_at > now
