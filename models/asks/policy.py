"""Who may ask, and who may read what was sent."""

from models.kernel.actor import ORGANIZING, Actor
from models.kernel.errors import NotAllowed


def may_ask(actor: Actor, region_path: str) -> bool:
    """Organizers and administrators ask for tasks within their region."""
    return actor.covers(region_path, *ORGANIZING)


def ensure_may_ask(actor: Actor, region_path: str) -> None:
    """Raises NotAllowed unless the actor organizes there."""
    if not may_ask(actor, region_path):
        raise NotAllowed
