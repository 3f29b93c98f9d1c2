"""
From a delivery's row to its finished message: read at the moment of sending, so that it is true and still wanted.

Each template has one function here; None means that the message is not to go out any more.
"""

from collections.abc import Awaitable, Callable

from models.asks import links
from models.asks.channels import OutgoingMessage
from models.asks.letters import Letter, render_html, render_text
from models.asks.tables import Delivery
from models.people.tables import Person

Composer = Callable[[Delivery, Person], Awaitable[Letter | None]]


async def compose_delivery(delivery: Delivery) -> tuple[OutgoingMessage, Letter] | None:
    """The message of a delivery and the letter it was made from; None if its reason is gone."""
    person = await Person.get_or_none(account_id=delivery.account_id, id=delivery.person_id)
    if person is None or person.email is None:
        return None
    letter = await COMPOSERS[delivery.template](delivery, person)
    return (_message_of(delivery, letter, person), letter) if letter else None


async def compose_ask_letter(delivery: Delivery, person: Person) -> Letter | None:
    """The ask itself, if it still stands, its shift wants people, and the person still agrees to be asked."""
    ask = await Ask.get_or_none(account_id=delivery.account_id, id=delivery.ask_id)
    if ask is None or ask.status is not AskStatus.CHOSEN or ask.answer is not None:
        return None
    shift = await Shift.get(account_id=ask.account_id, id=ask.shift_id)
    task = await Task.get(account_id=ask.account_id, id=ask.task_id)
    if not _is_wanted(task, shift) or not await _agrees(person):
        return None
    return compose_ask(
        language=person.language,
        first_name=person.first_name,
        occasion=_occasion(task, shift),
        why=put_into_words(ask.reasons, person.language),
        last=await _last_work(person),
        token=links.sign(links.ASK, ask.account_id, ask.id),
    )


async def compose_sign_in_letter(delivery: Delivery, person: Person) -> Letter | None:
    """The way in, as long as it leads somewhere."""
    request = await SignInRequest.get_or_none(account_id=delivery.account_id, id=delivery.sign_in_request_id)
    if request is None or request.used_at is not None or request.expires_at <= clock.now():
        return None
    return compose_sign_in(
        language=person.language,
        first_name=person.first_name,
        url=links.address(f"/sign-in/link/{link_token(request.id)}"),
        code=code(request.id),
    )


async def compose_cancelled_letter(delivery: Delivery, person: Person) -> Letter | None:
    """News that a shift does not take place."""
    occasion = await _occasion_of(delivery)
    return compose_cancelled(language=person.language, first_name=person.first_name, occasion=occasion)


async def compose_promoted_letter(delivery: Delivery, person: Person) -> Letter | None:
    """News that a place became free."""
    occasion = await _occasion_of(delivery)
    return compose_promoted(language=person.language, first_name=person.first_name, occasion=occasion)


COMPOSERS: dict[str, Composer] = {
    "ask": compose_ask_letter,
    "sign_in": compose_sign_in_letter,
    "cancelled": compose_cancelled_letter,
    "promoted": compose_promoted_letter,
}


def _message_of(delivery: Delivery, letter: Letter, person: Person) -> OutgoingMessage:
    return OutgoingMessage(
        account_id=delivery.account_id,
        person_id=delivery.person_id,
        message_id=f"<{delivery.id}@{links.host()}>",
        to_address=person.email or "",
        to_name=person.first_name,
        subject=letter.subject,
        text=render_text(letter),
        html=render_html(letter),
        unsubscribe_url=letter.unsubscribe_url,
    )


def _is_wanted(task: Task, shift: Shift) -> bool:
    open_still = task.status is TaskStatus.OPEN and shift.cancelled_at is None
    return open_still and shift.confirmed < shift.capacity and shift.starts_at > clock.now()


async def _agrees(person: Person) -> bool:
    if person.paused_until is not None and person.paused_until > clock.now():
        return False
    return await has_consent(person.account_id, person.id, Purpose.ASKS, Channel.EMAIL)


async def _occasion_of(delivery: Delivery) -> Occasion:
    shift = await Shift.get(account_id=delivery.account_id, id=UUID(delivery.parameters["shift_id"]))
    return _occasion(await Task.get(account_id=delivery.account_id, id=shift.task_id), shift)


def _occasion(task: Task, shift: Shift) -> Occasion:
    return Occasion(task.title, task.place, task.remote, shift.starts_at, shift.ends_at, task.time_zone)


async def _last_work(person: Person) -> LastWork | None:
    """What the person did last, as it stands after corrections; never a zero."""
    row = await work.fetch_row(
        """
        SELECT kind, minutes, started_at FROM activities a
        WHERE account_id = $1 AND ledger_id = $2 AND NOT voided AND minutes > 0 AND NOT EXISTS (
            SELECT 1 FROM activities later
            WHERE later.account_id = a.account_id AND later.ledger_id = a.ledger_id
              AND later.client_key = a.client_key AND later.revision > a.revision)
        ORDER BY local_date DESC, started_at DESC LIMIT 1
        """,
        person.account_id,
        person.ledger_id,
    )
    if row is None:
        return None
    return LastWork(name_of_kind(ActivityKind(row["kind"]), person.language), row["minutes"], row["started_at"])
