"""Who may see what of the rivalry, beyond what everybody may."""

from models.kernel.actor import READING, Actor
from models.kernel.errors import NotAllowed, SignInRequired


def ensure_may_judge_forecasts(actor: Actor) -> None:
    """Raises NotAllowed for whoever neither organizes nor analyses, SignInRequired for strangers."""
    if actor.is_stranger:
        raise SignInRequired
    if not actor.system and not actor.has_role(*READING):
        raise NotAllowed("Only organizers see how good forecasts are.")
