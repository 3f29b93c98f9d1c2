"""Who may do what with matches."""

from models.kernel.actor import READING, Actor
from models.tasks.policy import ensure_may_organize as ensure_may_match
from models.tasks.policy import ensure_signed_in
from models.tasks.tables import Task

__all__ = ["ensure_may_match", "ensure_signed_in", "may_read_matches"]


def may_read_matches(actor: Actor, task: Task) -> bool:
    """Whether the actor may see who fits a task: organizers and analysts of its region."""
    return actor.covers(task.region_path, *READING)
