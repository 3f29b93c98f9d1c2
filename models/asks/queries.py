"""Reads about asks and messages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.asks import links
from models.asks.rules.standing import ANSWERABLE, is_open
from models.asks.tables import Ask, AskAnswer, Delivery, DeliveryState, MailboxMessage
from models.kernel import clock, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound, SignInRequired
from models.kernel.paging import Page, decode_cursor, encode_cursor, ensure_first, page_of, read_moment
from models.people.tables import Person
from models.tasks.tables import Shift, Task

_OPEN_ASK = """
    SELECT a.id FROM asks a
    LEFT JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
    LEFT JOIN tasks t ON t.account_id = a.account_id AND t.id = a.task_id
    WHERE a.account_id = $1 AND a.person_id = $2 AND a.status IN ('chosen', 'sent')
      AND (a.kind <> 'shift' AND a.chosen_at > $3::timestamptz - $4::interval
           OR s.starts_at > $3 AND s.cancelled_at IS NULL AND t.status = 'open'
              AND NOT EXISTS (
                SELECT FROM assignments m
                WHERE m.account_id = a.account_id AND m.shift_id = a.shift_id AND m.person_id = a.person_id))
    ORDER BY a.chosen_at DESC, a.id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class AskCounts:
    """How the asks of a task stand: chosen and not sent yet, sent, answered with yes, answered otherwise."""

    chosen: int = 0
    sent: int = 0
    yes: int = 0
    no: int = 0


@dataclass(frozen=True, slots=True)
class AskByToken:
    """An ask as its message's link shows it, to whoever holds the link."""

    first_name: str
    ask: Ask
    task: Task | None
    shift: Shift | None
    closed: bool


async def open_ask_of(actor: Actor) -> Ask | None:
    """The newest ask of the actor, for a shift to come or for none, that they have not decided about otherwise."""
    if actor.person_id is None:
        return None
    ask_id = await work.fetch_value(_OPEN_ASK, actor.account_id, actor.person_id, clock.now(), ANSWERABLE)
    return await Ask.get_or_none(account_id=actor.account_id, id=ask_id) if ask_id else None


async def visible_asks(actor: Actor, ask_ids: Collection[UUID]) -> dict[UUID, Ask]:
    """Those of the asks that went to the actor, by id."""
    own = Ask.filter(account_id=actor.account_id, person_id=actor.person_id, id__in=list(ask_ids))
    return {ask.id: ask for ask in await own} if actor.person_id else {}


async def ask_by_token(actor: Actor, token: str) -> AskByToken:
    """The ask that a message's link speaks of. Raises LinkUnknown, or NotFound if it is gone."""
    ask_id = links.read_own(links.ASK, token, actor.account_id)
    ask = await Ask.get_or_none(account_id=actor.account_id, id=ask_id)
    person = await Person.get_or_none(account_id=actor.account_id, id=ask.person_id) if ask else None
    if ask is None or person is None:
        raise NotFound("This ask")
    task = await Task.get(account_id=actor.account_id, id=ask.task_id) if ask.task_id else None
    shift = await Shift.get(account_id=actor.account_id, id=ask.shift_id) if ask.shift_id else None
    return AskByToken(person.first_name, ask, task, shift, closed=not is_open(ask, task, shift, clock.now()))


async def tasks_of_asks(account_id: UUID, task_ids: Collection[UUID]) -> dict[UUID, Task]:
    """Tasks by id, for whoever was asked for them: even when they are called off."""
    return {task.id: task for task in await Task.filter(account_id=account_id, id__in=list(task_ids))}


async def shifts_of_asks(account_id: UUID, shift_ids: Collection[UUID]) -> dict[UUID, Shift]:
    """Shifts by id, for whoever was asked for them."""
    return {shift.id: shift for shift in await Shift.filter(account_id=account_id, id__in=list(shift_ids))}


async def visible_messages(actor: Actor, delivery_ids: Collection[UUID]) -> dict[UUID, Delivery]:
    """Those of the messages that are the actor's own, by id."""
    own = Delivery.filter(account_id=actor.account_id, person_id=actor.person_id, id__in=list(delivery_ids))
    return {row.id: row for row in await own.exclude(state=DeliveryState.RECALLED)} if actor.person_id else {}


async def my_messages(actor: Actor, first: int | None = None, after: str | None = None) -> Page[Delivery]:
    """Every message ever sent (or about to be) to the actor, newest first."""
    if actor.person_id is None:
        raise SignInRequired
    count = ensure_first(first)
    query = Delivery.filter(account_id=actor.account_id, person_id=actor.person_id)
    query = query.exclude(state=DeliveryState.RECALLED)
    if after is not None:
        moment, row_id = _after(after)
        query = query.filter(created_at__lte=moment).exclude(created_at=moment, id__gte=row_id)
    found = await query.order_by("-created_at", "-id").limit(count + 1)
    return page_of(found, count, [encode_cursor(row.created_at, row.id) for row in found])


def _after(cursor: str) -> tuple[datetime, UUID]:
    moment, row_id = decode_cursor(cursor, read_moment, UUID)
    return moment, row_id


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
