"""A browser takes notifications, or does not any more."""

import hashlib
from uuid import UUID

from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.people.policy import ensure_in_person
from models.people.rules.push import MOST_BROWSERS, clean_endpoint, clean_key, clean_secret
from models.people.tables import PushSubscription

_SUBSCRIBE = """
INSERT INTO push_subscriptions (id, account_id, person_id, session_id, endpoint, endpoint_key, p256dh, auth, name, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (account_id, endpoint_key) DO UPDATE
SET person_id = excluded.person_id, session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth,
    name = excluded.name, created_at = excluded.created_at
"""
_FORGET_OLDEST = """
DELETE FROM push_subscriptions WHERE account_id = $1 AND id IN (
    SELECT id FROM push_subscriptions WHERE account_id = $1 AND person_id = $2 ORDER BY created_at DESC, id DESC OFFSET $3)
"""


async def subscribe_push(actor: Actor, *, endpoint: str, p256dh: str, auth: str, name: str = "") -> None:
    """
    Have this browser take the actor's notifications as long as they stay signed in; nobody else's any more.

    What they are notified of is a matter of consent. The oldest browser gives way to an eleventh. Raises Invalid.
    """
    person_id = ensure_in_person(actor)
    endpoint, p256dh, auth = clean_endpoint(endpoint), clean_key(p256dh), clean_secret(auth)
    key = hashlib.sha256(endpoint.encode()).hexdigest()
    about = actor.account_id, person_id, actor.session_id, endpoint, key, p256dh, auth, name[:80], clock.now()
    async with work.unit_of_work(actor):
        await work.execute(_SUBSCRIBE, ids.new_id(), *about)
        await work.execute(_FORGET_OLDEST, actor.account_id, person_id, MOST_BROWSERS)
        await audit.record(actor, "push.subscribe", "person", person_id)


async def unsubscribe_push(actor: Actor, *, subscription_id: UUID) -> None:
    """Notify one of the actor's browsers no more. Raises NotFound for any other."""
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        mine = PushSubscription.filter(account_id=actor.account_id, id=subscription_id, person_id=person_id)
        if not await mine.delete():
            raise NotFound("This browser")
        await audit.record(actor, "push.unsubscribe", "person", person_id)


async def drop_subscription(account_id: UUID, subscription_id: UUID) -> None:
    """Its maker says that the browser takes no more of ours: it was closed, or the person said no there."""
    await PushSubscription.filter(account_id=account_id, id=subscription_id).delete()
