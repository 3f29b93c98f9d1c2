"""Publishes a new version of the badges."""

from typing import Any

from models.kernel import audit, clock, ids, outbox, work
from models.kernel.actor import Actor, Role
from models.kernel.errors import NotAllowed, SignInRequired
from models.recognition.actions.award_badges import LOCK, RECOUNT
from models.recognition.badge_book import BadgeBook, badge_book
from models.recognition.rules.parse_badges import parse_badges
from models.recognition.tables import BadgeSet


async def publish_badges(actor: Actor, *, body: Any) -> BadgeBook:
    """
    Make `body` (JSON, see `rules/parse_badges.py`) the badges of the account, and count everybody's days anew by them.

    Raises BadgesInvalid, NotAllowed, SignInRequired.
    """
    if actor.is_stranger:
        raise SignInRequired
    if not actor.covers("", Role.ADMIN):
        raise NotAllowed("Only administrators of the whole campaign publish badges.")
    rules = parse_badges(body)
    async with work.unit_of_work(actor):
        await work.execute(LOCK, actor.account_id)
        version = (await badge_book(actor.account_id)).version + 1
        await BadgeSet.create(
            id=ids.new_id(), account_id=actor.account_id, version=version, body=body, created_at=clock.now()
        )
        await outbox.enqueue(RECOUNT, account_id=actor.account_id)
        await audit.record(actor, "badges.publish", "badge_set", None, version=version)
    return BadgeBook(version, rules, body)
