"""Service messages: the way in, and news of one's own shifts. They need no consent and cost no attention (A2)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from models.asks.rules.hours import next_allowed
from models.asks.tables import Delivery, MessagePurpose
from models.kernel import clock, database_clock, ids, outbox, work
from models.kernel.actor import Actor
from models.people.tables import Channel, Person, SignInRequest


async def send_sign_in(actor: Actor, request_id: UUID) -> bool:
    """
    Queue the magic link of a request, at once, whatever the hour: its reader is waiting.

    Returns False if there is nobody to write to, or the link was used or is too old. Idempotent.
    """
    now = await database_clock.now()
    async with work.unit_of_work(actor):
        found = SignInRequest.filter(account_id=actor.account_id, id=request_id)
        request = await found.select_for_update(no_key=True).first()
        if request is None or request.person_id is None or request.used_at or request.expires_at <= now:
            return False
        if await Delivery.exists(account_id=actor.account_id, sign_in_request_id=request_id):
            return False
        await queue_delivery(
            actor, request.person_id, "sign_in", MessagePurpose.SIGN_IN, now, sign_in_request_id=request_id
        )
        await outbox.enqueue("asks.deliver", account_id=actor.account_id)
    return True


async def send_service(
    actor: Actor, *, person_ids: Sequence[UUID], template: str, shift_id: UUID, news_id: UUID
) -> int:
    """
    Queue news about a shift (`models.tasks.announce.News`) to people, out of their quiet hours; returns how many.

    The same `news_id` goes to a person once: idempotent.
    """
    now = await database_clock.now()
    async with work.unit_of_work(actor):
        found = Person.filter(account_id=actor.account_id, id__in=list(person_ids), email__isnull=False)
        people = await found.order_by("id").select_for_update(no_key=True)
        told = await _already_told(actor.account_id, list(person_ids), news_id)
        waiting = [person for person in people if person.id not in told]
        for person in waiting:
            due = next_allowed(now, person.time_zone)
            await queue_delivery(
                actor,
                person.id,
                template,
                MessagePurpose.SERVICE,
                due,
                parameters={"shift_id": str(shift_id), "news_id": str(news_id)},
            )
            await outbox.enqueue("asks.deliver", account_id=actor.account_id, due_at=due)
    return len(waiting)


async def _already_told(account_id: UUID, person_ids: list[UUID], news_id: UUID) -> set[UUID]:
    rows = await work.fetch(
        "SELECT person_id FROM deliveries"
        " WHERE account_id = $1 AND person_id = ANY($2::uuid[]) AND parameters ->> 'news_id' = $3",
        account_id,
        person_ids,
        str(news_id),
    )
    return {row["person_id"] for row in rows}


async def queue_delivery(
    actor: Actor,
    person_id: UUID,
    template: str,
    purpose: MessagePurpose,
    due_at: datetime,
    *,
    channel: Channel = Channel.EMAIL,
    parameters: dict[str, str] | None = None,
    sign_in_request_id: UUID | None = None,
) -> None:
    """Have a letter of a template written and sent at `due_at`, in the current unit of work."""
    await Delivery.create(
        id=ids.new_id(),
        account_id=actor.account_id,
        person_id=person_id,
        purpose=purpose,
        channel=channel,
        template=template,
        parameters=parameters or {},
        sign_in_request_id=sign_in_request_id,
        due_at=due_at,
        created_at=clock.now(),
    )
