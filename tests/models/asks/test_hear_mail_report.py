"""A bounce silences an address, a complaint stops a purpose; the way in stays open."""

from models.asks.actions import choose_asks, deliver_due, hear_mail_report, send_sign_in
from models.asks.channels import AddressDead
from models.asks.channels.mail_reports import MailReport, ReportKind, read_report
from models.asks.rules.attention import BEGINNING
from models.asks.tables import Ask, AskStatus, Attention, Delivery, DeliveryState, MessagePurpose
from models.kernel import ids
from models.kernel.actor import stranger, system_actor
from models.kernel.tables import Account
from models.people.actions import redeem_sign_in, suppress_address
from models.people.queries import has_consent
from models.people.sign_in_tokens import code
from models.people.tables import Channel, Person, Purpose, SuppressedAddress, SuppressionReason
from tests.factories import make_consent, make_person
from tests.models.asks.bounces import write_bounce, write_complaint
from tests.models.asks.delivering import NOON, Provider, make_assigned, make_request, queue_asks, the_delivery
from tests.models.asks.delivering import at_noon as at_noon
from tests.models.asks.delivering import provider as provider
from tests.models.asks.stage import agree, make_matches, make_shift, make_task


async def send_ask(account: Account, provider: Provider) -> tuple[Person, str]:
    """Somebody gets an ask; who, and its Message-ID."""
    _, _, (person,) = await queue_asks(account)
    await deliver_due()
    return person, provider.sent[-1].message_id


async def make_delivery(
    person: Person, template: str, purpose: MessagePurpose, state: DeliveryState = DeliveryState.PENDING
) -> Delivery:
    return await Delivery.create(
        id=ids.new_id(),
        account_id=person.account_id,
        person_id=person.id,
        purpose=purpose,
        channel=Channel.EMAIL,
        template=template,
        parameters={},
        state=state,
        due_at=NOON,
        created_at=NOON,
    )


async def hear(raw: bytes) -> bool:
    """What the command does with a mail."""
    report = read_report(raw)
    assert report is not None
    return await hear_mail_report(report)


async def suppressed(person: Person) -> list[tuple[Channel, SuppressionReason, str | None]]:
    rows = await SuppressedAddress.filter(account_id=person.account_id, person_id=person.id)
    return [(row.channel, row.reason, row.status) for row in rows]


async def test_a_hard_bounce_silences_the_address_and_gives_the_ask_back(account: Account, provider: Provider) -> None:
    person, message_id = await send_ask(account, provider)
    assert await hear(write_bounce(message_id))
    assert await suppressed(person) == [(Channel.EMAIL, SuppressionReason.BOUNCED, "5.1.1")]
    delivery, ask = await the_delivery(account), await Ask.get(account_id=account.id)
    assert (delivery.state, delivery.last_error, ask.status) == (
        DeliveryState.DEAD,
        "bounced: 5.1.1",
        AskStatus.RECALLED,
    )
    attention = await Attention.get(account_id=account.id, person_id=person.id)
    assert (attention.waiting, attention.free_at) == (0, BEGINNING)
    assert await has_consent(account.id, person.id, Purpose.ASKS, Channel.EMAIL)


async def test_a_full_mailbox_loses_the_message_alone(account: Account, provider: Provider) -> None:
    person, message_id = await send_ask(account, provider)
    assert await hear(write_bounce(message_id, "5.2.2"))
    assert await suppressed(person) == []
    assert (await the_delivery(account)).state is DeliveryState.DEAD


async def test_the_same_bounce_twice_is_one(account: Account, provider: Provider) -> None:
    person, message_id = await send_ask(account, provider)
    assert await hear(write_bounce(message_id))
    before = await SuppressedAddress.get(account_id=account.id)
    assert await hear(write_bounce(message_id, "5.1.2"))
    assert (await SuppressedAddress.get(account_id=account.id)).since == before.since
    assert await suppressed(person) == [(Channel.EMAIL, SuppressionReason.BOUNCED, "5.1.1")]


async def test_a_report_about_an_unknown_message_changes_nothing(account: Account, provider: Provider) -> None:
    person, _ = await send_ask(account, provider)
    assert not await hear(write_bounce(f"<{ids.new_id()}@campaign.example>"))
    assert not await hear_mail_report(MailReport(ReportKind.COMPLAINED, ids.new_id()))
    assert await suppressed(person) == []
    assert (await the_delivery(account)).state is DeliveryState.SENT


async def test_a_complaint_stops_the_purpose_everywhere_and_what_is_queued(
    account: Account, provider: Provider
) -> None:
    person, message_id = await send_ask(account, provider)
    await make_consent(person, Purpose.ASKS, Channel.SMS)
    await make_consent(person, Purpose.NEWS, Channel.EMAIL)
    await make_delivery(person, "thanks", MessagePurpose.THANKS)
    assert await hear(write_complaint(message_id))
    agreed = [await has_consent(account.id, person.id, Purpose.ASKS, way) for way in (Channel.EMAIL, Channel.SMS)]
    assert agreed == [False, False]
    assert await has_consent(account.id, person.id, Purpose.NEWS, Channel.EMAIL)
    assert (await Delivery.get(account_id=account.id, template="thanks")).state is DeliveryState.RECALLED
    assert await suppressed(person) == []


async def test_a_complaint_about_news_of_a_shift_silences_the_address(account: Account, provider: Provider) -> None:
    person, _ = await make_assigned(account)
    delivery = await make_delivery(person, "changed", MessagePurpose.SERVICE, DeliveryState.SENT)
    assert await hear(write_complaint(f"<{delivery.id}@campaign.example>"))
    assert await suppressed(person) == [(Channel.EMAIL, SuppressionReason.COMPLAINED, None)]


async def test_a_silent_address_gets_the_way_in_alone_and_using_it_lifts_the_silence(
    account: Account, provider: Provider
) -> None:
    request = await make_request(account)
    person = await Person.get(account_id=account.id, id=request.person_id)
    await suppress_address(person, Channel.EMAIL, SuppressionReason.BOUNCED, "5.1.1")
    assert await send_sign_in(system_actor(account.id), request.id)
    await deliver_due()
    assert code(request.id) in provider.sent[0].text
    await redeem_sign_in(stranger(account.id), email=person.email, code=code(request.id))
    assert await suppressed(person) == []


async def test_what_waits_for_a_silent_address_does_not_go_out(account: Account, provider: Provider) -> None:
    _, _, (person,) = await queue_asks(account)
    await suppress_address(person, Channel.EMAIL, SuppressionReason.BOUNCED, "5.1.1")
    await deliver_due()
    assert (provider.sent, (await the_delivery(account)).state) == ([], DeliveryState.RECALLED)


async def test_nobody_is_chosen_whose_address_is_silent(account: Account) -> None:
    silent, other = await make_person(account), await make_person(account)
    for person in (silent, other):
        await agree(person)
    await suppress_address(silent, Channel.EMAIL, SuppressionReason.BOUNCED, "5.1.1")
    task = await make_task(account)
    await make_matches(task, await make_shift(task, capacity=4), silent, other)
    assert await choose_asks(system_actor(account.id), task_id=task.id) == 1
    assert (await Ask.get(account_id=account.id)).person_id == other.id


async def test_a_server_that_knows_nobody_there_silences_the_address_at_once(
    account: Account, provider: Provider
) -> None:
    _, _, (person,) = await queue_asks(account)
    provider.failures = [AddressDead("550 5.1.1 no such user", "5.1.1")]
    await deliver_due()
    assert await suppressed(person) == [(Channel.EMAIL, SuppressionReason.BOUNCED, "5.1.1")]
    assert (await the_delivery(account)).state is DeliveryState.DEAD
