"""The browsers that take somebody's notifications."""

from collections.abc import Collection
from uuid import UUID

from models.kernel.actor import Actor
from models.people.policy import ensure_signed_in
from models.people.tables import PushSubscription


async def my_push_subscriptions(actor: Actor) -> list[PushSubscription]:
    """The actor's browsers, the newest first."""
    return await push_subscriptions_of(actor.account_id, ensure_signed_in(actor))


async def visible_push_subscriptions(actor: Actor, ids: Collection[UUID]) -> dict[UUID, PushSubscription]:
    """Those of the browsers that are the actor's own, by id."""
    mine = PushSubscription.filter(account_id=actor.account_id, person_id=actor.person_id, id__in=list(ids))
    return {row.id: row for row in await mine} if actor.person_id else {}


async def push_subscriptions_of(account_id: UUID, person_id: UUID) -> list[PushSubscription]:
    """The browsers of a person, for whoever sends."""
    theirs = PushSubscription.filter(account_id=account_id, person_id=person_id)
    return await theirs.order_by("-created_at", "-id")
