"""Who may do what with a task."""

from models.kernel.actor import ORGANIZING, READING, Actor
from models.kernel.errors import NotAllowed, SignInRequired
from models.tasks.tables import Task


def may_organize(actor: Actor, region_path: str) -> bool:
    """Whether the actor may post and change tasks in a region."""
    return actor.covers(region_path, *ORGANIZING)


def ensure_may_organize(actor: Actor, region_path: str) -> None:
    """Raise SignInRequired or NotAllowed unless the actor may organize there."""
    ensure_signed_in(actor)
    if not may_organize(actor, region_path):
        raise NotAllowed


def may_read_people(actor: Actor, task: Task) -> bool:
    """Whether the actor may see who comes: organizers and analysts of the region, and the task's host."""
    return actor.covers(task.region_path, *READING) or is_host(actor, task)


def may_read_feedback(actor: Actor, task: Task) -> bool:
    """Whether the actor may read how people found it: organizers of the region; the host not, of whom it may speak."""
    return may_organize(actor, task.region_path)


def may_receive(actor: Actor, task: Task) -> bool:
    """Whether the actor may say who came: organizers of the region, and the task's host."""
    return may_organize(actor, task.region_path) or is_host(actor, task)


def ensure_may_receive(actor: Actor, task: Task) -> None:
    """Raise SignInRequired or NotAllowed unless the actor may say who came."""
    ensure_signed_in(actor)
    if not may_receive(actor, task):
        raise NotAllowed


def is_host(actor: Actor, task: Task) -> bool:
    """Whether the actor receives people at this task."""
    return actor.person_id is not None and actor.person_id == task.host_person_id


def ensure_signed_in(actor: Actor) -> None:
    """Raise SignInRequired for strangers."""
    if actor.is_stranger:
        raise SignInRequired
