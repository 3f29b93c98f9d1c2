"""Reads about asks and messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.asks import links
from models.asks.tables import Ask, AskAnswer, AskStatus, Delivery, DeliveryState, MailboxMessage
from models.kernel import work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound, SignInRequired
from models.kernel.paging import Page, decode_cursor, encode_cursor, ensure_first, page_of


@dataclass(frozen=True, slots=True)
class AskCounts:
    """How the asks of a task stand: chosen and not sent yet, sent, answered with yes, answered otherwise."""

    chosen: int = 0
    sent: int = 0
    yes: int = 0
    no: int = 0


async def open_ask_of(actor: Actor) -> Ask | None:
    """The newest ask of the actor that waits for an answer, or None."""
    if actor.person_id is None:
        return None
    return (
        await Ask.filter(
            account_id=actor.account_id, person_id=actor.person_id, status__in=(AskStatus.CHOSEN, AskStatus.SENT)
        )
        .order_by("-chosen_at")
        .first()
    )


async def ask_by_token(token: str) -> Ask:
    """The ask that a message's link speaks of. Raises LinkUnknown, or NotFound if it is gone."""
    account_id, ask_id = links.read(links.ASK, token)
    ask = await Ask.get_or_none(account_id=account_id, id=ask_id)
    if ask is None:
        raise NotFound("This ask")
    return ask


async def my_messages(actor: Actor, first: int | None = None, after: str | None = None) -> Page[Delivery]:
    """Every message ever sent (or about to be) to the actor, newest first."""
    if actor.person_id is None:
        raise SignInRequired
    count = ensure_first(first)
    query = Delivery.filter(account_id=actor.account_id, person_id=actor.person_id)
    query = query.exclude(state=DeliveryState.RECALLED)
    if after is not None:
        moment, row_id = decode_cursor(after, 2)
        rows = await work.fetch_value("SELECT $1::timestamptz", datetime.fromisoformat(moment))
        query = query.filter(created_at__lte=rows).exclude(created_at=rows, id__gte=UUID(row_id))
    found = await query.order_by("-created_at", "-id").limit(count + 1)
    return page_of(found, count, [encode_cursor(row.created_at, row.id) for row in found])


async def mailbox(account_id: UUID, first: int | None = None) -> list[MailboxMessage]:
    """The newest messages of the local mailbox. Development only: the caller sees to that."""
    return await MailboxMessage.filter(account_id=account_id).order_by("-received_at", "-id").limit(ensure_first(first))


async def ask_counts(account_id: UUID, task_ids: Sequence[UUID]) -> dict[UUID, AskCounts]:
    """How the asks of each task stand, in one query."""
    rows = await work.fetch(
        """
        SELECT task_id,
               count(*) FILTER (WHERE status = 'chosen') AS chosen,
               count(*) FILTER (WHERE sent_at IS NOT NULL) AS sent,
               count(*) FILTER (WHERE answer = $3) AS yes,
               count(*) FILTER (WHERE answer IS NOT NULL AND answer <> $3) AS no
        FROM asks WHERE account_id = $1 AND task_id = ANY($2::uuid[]) GROUP BY task_id
        """,
        account_id,
        list(task_ids),
        AskAnswer.YES.value,
    )
    return {row["task_id"]: AskCounts(row["chosen"], row["sent"], row["yes"], row["no"]) for row in rows}
