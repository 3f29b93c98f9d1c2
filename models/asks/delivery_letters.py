"""
From a delivery's row to its finished message: read at the moment of sending, so that it is true and still wanted.

Each template has one function here, but asks, which are read by the page (`ask_facts`); None means that the message is not
to go out any more.
"""

from collections.abc import Awaitable, Callable
from uuid import UUID

from models.activity.queries import last_contributions
from models.activity.words import name_of_kind
from models.asks import links
from models.asks.ask_facts import is_paused, takes_place
from models.asks.ask_letters import occasion_of
from models.asks.channels import OutgoingMessage, open_channels, takes_parts
from models.asks.composing import (
    LastWork,
    compose_cancelled,
    compose_changed,
    compose_newcomer_thanks,
    compose_promoted,
    compose_sign_in,
    compose_unqualified,
)
from models.asks.duty_letters import compose_duties_letter
from models.asks.letters import Letter, render_html, render_parts, render_short, render_text
from models.asks.notifications import notification_of
from models.asks.own_places import place_buttons
from models.asks.phone_letters import compose_phone_code_letter
from models.asks.shift_letters import SHIFT_COMPOSERS
from models.asks.step_letters import compose_next_step_letter, compose_thanks_for_work_letter
from models.asks.tables import Delivery, NewcomerThanks, ThanksSigner
from models.kernel import clock
from models.people.qualification_words import say_what_lacks
from models.people.queries import has_consent
from models.people.rules.names import name_and_initial
from models.people.sign_in_tokens import code, link_token
from models.people.tables import Channel, Person, Purpose, SignInRequest
from models.regions.queries import regions_by_ids
from models.tasks.actions.find_lacking import find_lacking
from models.tasks.rules import PLACED, WAITING
from models.tasks.tables import Assignment, AssignmentState, Shift, Task

Composer = Callable[[Delivery, Person], Awaitable[Letter | None]]


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
    task, shift = await _shift_of(delivery)
    if takes_place(task, shift):
        return None
    return compose_cancelled(language=person.language, first_name=person.first_name, occasion=occasion_of(task, shift))


async def compose_changed_letter(delivery: Delivery, person: Person) -> Letter | None:
    """News that a shift is at another time or place, as it is now: for those who still mean to come."""
    task, shift = await _shift_of(delivery)
    own = await _own(delivery, shift, PLACED | WAITING)
    if own is None or not takes_place(task, shift):
        return None
    return compose_changed(
        language=person.language,
        first_name=person.first_name,
        occasion=occasion_of(task, shift),
        buttons=place_buttons(person.language, own),
    )


async def compose_promoted_letter(delivery: Delivery, person: Person) -> Letter | None:
    """News that a place became free, as long as it is still theirs."""
    task, shift = await _shift_of(delivery)
    own = await _own(delivery, shift, PLACED)
    if own is None or not takes_place(task, shift):
        return None
    return compose_promoted(
        language=person.language,
        first_name=person.first_name,
        occasion=occasion_of(task, shift),
        buttons=place_buttons(person.language, own),
    )


async def compose_unqualified_letter(delivery: Delivery, person: Person) -> Letter | None:
    """News that a place was given back, and what is missing for it; not if they have one again."""
    task, shift = await _shift_of(delivery)
    if not takes_place(task, shift) or await _own(delivery, shift, PLACED | WAITING):
        return None
    lacking = (await find_lacking(task, shift, [person.id])).get(person.id, [])
    return compose_unqualified(
        language=person.language,
        first_name=person.first_name,
        occasion=occasion_of(task, shift),
        lacking=[say_what_lacks(each.qualification, each.standing, person.language) for each in lacking],
    )


async def compose_thanks_letter(delivery: Delivery, person: Person) -> Letter | None:
    """A thank-you in the name of an organizer, who still lends it; to whoever still agrees to mail."""
    thanks = await NewcomerThanks.get_or_none(account_id=delivery.account_id, person_id=person.id)
    signer = await Person.get_or_none(account_id=delivery.account_id, id=thanks.signed_by) if thanks else None
    if signer is None or not await _agrees(person):
        return None
    if not await ThanksSigner.exists(account_id=delivery.account_id, person_id=signer.id):
        return None
    region = (await regions_by_ids([person.region_id])).get(person.region_id)
    return compose_newcomer_thanks(
        language=person.language,
        first_name=person.first_name,
        last=await _last_work_of(person),
        signer=name_and_initial(signer.first_name, signer.last_name),
        region=region.names.get(person.language, region.name) if region else person.place,
    )


COMPOSERS: dict[str, Composer] = {
    "sign_in": compose_sign_in_letter,
    "cancelled": compose_cancelled_letter,
    "changed": compose_changed_letter,
    "duties": compose_duties_letter,
    "phone_code": compose_phone_code_letter,
    "promoted": compose_promoted_letter,
    "next_step": compose_next_step_letter,
    "thanks": compose_thanks_letter,
    "thanks_for_work": compose_thanks_for_work_letter,
    "unqualified": compose_unqualified_letter,
    **SHIFT_COMPOSERS,
}


def message_of(delivery: Delivery, letter: Letter, person: Person) -> OutgoingMessage:
    """The letter as the delivery's channel takes it."""
    if delivery.channel is Channel.PUSH:
        return notification_of(delivery, letter, person)
    by_text, by_mail = delivery.channel is Channel.SMS, takes_parts(delivery.channel)
    return OutgoingMessage(
        account_id=delivery.account_id,
        person_id=delivery.person_id,
        message_id=f"<{delivery.id}@{links.host()}>",
        to_address=address_on(delivery.channel, person) or "",
        to_name=person.first_name,
        subject=letter.subject,
        text=render_short(letter) if by_text else render_text(letter),
        html="" if by_text or by_mail else render_html(letter),
        parts=render_parts(letter) if by_mail else None,
        report_url=links.address(f"/hooks/sms/{delivery.id}") if by_text else None,
        unsubscribe_url=letter.unsubscribe_url,
        from_name=letter.sender,
    )


def address_on(channel: Channel, person: Person) -> str | None:
    """Where a person is reached on a channel; None where we cannot."""
    if channel not in open_channels():
        return None
    return {Channel.SMS: person.phone, Channel.PUSH: person.first_name}.get(channel, person.email)


async def _agrees(person: Person) -> bool:
    return not is_paused(person) and await has_consent(person.account_id, person.id, Purpose.ASKS, Channel.EMAIL)


async def _last_work_of(person: Person) -> LastWork | None:
    found = (await last_contributions(person.account_id, [person.ledger_id])).get(person.ledger_id)
    return LastWork(name_of_kind(found.kind, person.language), found.minutes) if found else None


async def _own(delivery: Delivery, shift: Shift, states: frozenset[AssignmentState]) -> Assignment | None:
    """The reader's assignment, if it is in one of these states."""
    own = Assignment.filter(account_id=shift.account_id, shift_id=shift.id, person_id=delivery.person_id)
    return await own.filter(state__in=list(states)).first()


async def _shift_of(delivery: Delivery) -> tuple[Task, Shift]:
    shift = await Shift.get(account_id=delivery.account_id, id=UUID(delivery.parameters["shift_id"]))
    return await Task.get(account_id=delivery.account_id, id=shift.task_id), shift
