"""Hear what came back about a message: a bounce, or a complaint. Heard twice, it changes nothing more."""

from uuid import UUID

from models.asks.actions.lose_delivery import lose_delivery
from models.asks.actions.stop_purpose import as_themselves, stop_purpose
from models.asks.channels.mail_reports import UNSAID, MailReport, ReportKind
from models.asks.rules.bounces import is_address_dead
from models.asks.tables import Delivery, MessagePurpose
from models.kernel import audit, webhooks, work
from models.kernel.actor import system_actor
from models.people.actions import suppress_address
from models.people.tables import Channel, Person, Purpose, SuppressionReason

_FIND = "SELECT account_id FROM deliveries WHERE account_id IN (SELECT id FROM accounts) AND id = $1 AND channel = $2"
_CONSENTED = {MessagePurpose.ASK: Purpose.ASKS, MessagePurpose.THANKS: Purpose.ASKS}


async def hear_mail_report(report: MailReport) -> bool:
    """
    Act on a report about an e-mail of any account; False, and nothing changed, if that is not known (any more).

    A bounce: the message never arrived, so its ask cost nothing; an address where nobody is gets no more mail. A
    complaint: its purpose stops on every channel; where no consent was needed, the address gets no more mail.
    """
    account_id = await work.fetch_value(_FIND, report.delivery_id, Channel.EMAIL.value)
    if account_id is None:
        return False
    async with work.unit_of_work(system_actor(account_id)):
        delivery = await Delivery.get(account_id=account_id, id=report.delivery_id)
        person = await Person.get(account_id=account_id, id=delivery.person_id)
        if report.kind is ReportKind.COMPLAINED:
            await _stop(person, delivery)
        else:
            status = report.status or UNSAID
            await lose_delivery(person, delivery, status, address_is_dead=is_address_dead(status))
    return True


async def hear_signed_report(account_id: UUID, report: MailReport, signature: str) -> bool:
    """The same for a webhook's request whose signature was found genuine, once. Raises AlreadyTaken."""
    async with work.unit_of_work(system_actor(account_id)):
        await webhooks.take_once(account_id, signature)
        return await hear_mail_report(report)


async def _stop(person: Person, delivery: Delivery) -> None:
    system, themselves = system_actor(person.account_id), as_themselves(person)
    purpose = _CONSENTED.get(delivery.purpose)
    if purpose is None:
        await suppress_address(person, Channel.EMAIL, SuppressionReason.COMPLAINED)
    else:
        await stop_purpose(themselves, purpose, source="complaint")
    await audit.record(system, "delivery.complain", "delivery", delivery.id, about=person.id)
