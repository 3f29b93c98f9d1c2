"""Who may see, log, correct and judge work."""

from uuid import UUID

from models.activity.ledger.homes import Home
from models.kernel.actor import ORGANIZING, READING, Actor, Role
from models.kernel.errors import NotAllowed, NotFound, SignInRequired


def is_own(actor: Actor, ledger_id: UUID) -> bool:
    """Whether the actor did this work."""
    return actor.ledger_id is not None and actor.ledger_id == ledger_id


def may_see(actor: Actor, ledger_id: UUID, region_path: str) -> bool:
    """One's own work, and that of the people in one's scope. `region_path` is the maker's ('' when erased)."""
    return is_own(actor, ledger_id) or actor.covers(region_path, *READING)


def may_organize(actor: Actor, region_path: str) -> bool:
    """Whether the actor organizes the people of this region."""
    return actor.covers(region_path, *ORGANIZING)


def ensure_signed_in(actor: Actor) -> None:
    """Raise SignInRequired for a stranger."""
    if actor.is_stranger:
        raise SignInRequired


def ensure_may_log(actor: Actor, home: Home) -> None:
    """One logs one's own work; an organizer that of the people in scope. Others are told that there is no such person."""
    if actor.person_id != home.person_id and not may_organize(actor, home.region_path):
        raise NotFound("This person")


def ensure_may_correct(actor: Actor, ledger_id: UUID, region_path: str) -> None:
    """One corrects one's own work; an organizer that of the people in scope."""
    _ensure_may_see(actor, ledger_id, region_path)
    if not (is_own(actor, ledger_id) or may_organize(actor, region_path)):
        raise NotAllowed


def ensure_may_review(actor: Actor, ledger_id: UUID, region_path: str) -> None:
    """Organizers judge the work of people in scope, never their own."""
    _ensure_may_see(actor, ledger_id, region_path)
    if is_own(actor, ledger_id):
        raise NotAllowed("You cannot judge your own work. Ask another organizer of your region.")
    if not may_organize(actor, region_path):
        raise NotAllowed


def ensure_may_publish_formula(actor: Actor) -> None:
    """The formula is the whole account's: its administrators publish it."""
    ensure_signed_in(actor)
    if not actor.covers("", Role.ADMIN):
        raise NotAllowed("Only administrators of the whole campaign publish a formula.")


def ensure_may_preview_formula(actor: Actor) -> None:
    """Whoever reads people's work may ask what another formula would make of it."""
    ensure_signed_in(actor)
    if not actor.has_role(*READING):
        raise NotAllowed


def _ensure_may_see(actor: Actor, ledger_id: UUID, region_path: str) -> None:
    if not may_see(actor, ledger_id, region_path):
        raise NotFound("This activity")
