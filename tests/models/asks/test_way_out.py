"""Every letter that nobody asked for carries a way out; it works for its reader, once and for all, and for nobody else."""

from datetime import timedelta
from typing import Any

import pytest

from models.asks import links
from models.asks.actions import deliver_due, stop_letters
from models.asks.delivery_letters import COMPOSERS
from models.asks.errors import LinkUnknown
from models.asks.letters import Letter
from models.asks.tables import Delivery, DeliveryState, MessagePurpose
from models.asks.way_out import with_way_out
from models.kernel import clock, ids
from models.kernel.actor import stranger
from models.kernel.errors import NotFound
from models.kernel.tables import Account
from models.people.queries import my_consents
from models.people.tables import Channel, Consent, Person, Purpose
from tests.factories import actor_for, make_account, make_person
from tests.models.asks.delivering import Provider, make_request
from tests.models.asks.delivering import at_noon as at_noon
from tests.models.asks.delivering import provider as provider

SECURITY = {"sign_in": MessagePurpose.SIGN_IN, "phone_code": MessagePurpose.PROOF}
OTHERS = {
    "next_step": MessagePurpose.ASK,
    "thanks": MessagePurpose.THANKS,
    "thanks_for_work": MessagePurpose.THANKS,
}


async def make_delivery(person: Person, purpose: MessagePurpose = MessagePurpose.THANKS, **changes: Any) -> Delivery:
    values: dict[str, Any] = {"template": "thanks", "parameters": {}, "due_at": clock.now(), "created_at": clock.now()}
    about = {"id": ids.new_id(), "account_id": person.account_id, "person_id": person.id}
    return await Delivery.create(**about, purpose=purpose, channel=Channel.EMAIL, **values | changes)


@pytest.mark.parametrize("template", COMPOSERS)
async def test_every_letter_but_codes_and_ways_in_has_a_way_out(account: Account, template: str) -> None:
    links.configure("https://campaign.example")
    purpose = SECURITY.get(template) or OTHERS.get(template, MessagePurpose.SERVICE)
    delivery = await make_delivery(await make_person(account), purpose, template=template)
    letter = with_way_out(Letter("en", "Hello", "Hello", ()), delivery)
    if template in SECURITY:
        assert letter.unsubscribe_url is None
        return
    url = f"https://campaign.example/stop/{links.sign(links.STOP, account.id, delivery.id)}"
    assert letter.unsubscribe_url == url
    assert url in letter.small_print[-1]


async def test_a_way_in_goes_out_without_one(account: Account, provider: Provider) -> None:
    from models.asks.actions import send_sign_in

    await send_sign_in(stranger(account.id), (await make_request(account)).id)
    await deliver_due()
    (message,) = provider.sent
    assert message.unsubscribe_url is None


@pytest.mark.parametrize(
    ("purpose", "stops"),
    [
        (MessagePurpose.THANKS, Purpose.THANKS),
        (MessagePurpose.SERVICE, Purpose.SERVICE),
        (MessagePurpose.ASK, Purpose.ASKS),
    ],
)
async def test_the_link_stops_its_purpose_alone_and_what_is_queued(
    account: Account, purpose: MessagePurpose, stops: Purpose
) -> None:
    person = await make_person(account)
    sent = await make_delivery(person, purpose, state=DeliveryState.SENT, template="changed")
    queued = await make_delivery(person, purpose, template="changed")
    before = {(each.purpose, each.channel) for each in await my_consents(actor_for(person)) if each.granted}
    with clock.freeze(clock.now() + timedelta(days=400)):  # the oldest letter still lets its reader out
        for _ in range(2):
            assert await stop_letters(stranger(account.id), token=links.sign(links.STOP, account.id, sent.id)) is stops
    after = {(each.purpose, each.channel) for each in await my_consents(actor_for(person)) if each.granted}
    assert after == {each for each in before if each[0] is not stops}
    state = (await Delivery.get(account_id=account.id, id=queued.id)).state
    assert state is (DeliveryState.PENDING if purpose is MessagePurpose.ASK else DeliveryState.RECALLED)
    assert await Consent.filter(account_id=account.id).count() == len(before - after)


async def test_another_link_stops_nothing(account: Account) -> None:
    person = await make_person(account)
    other = await make_person(await make_account())
    own, theirs = await make_delivery(person), await make_delivery(other)
    secret = await make_delivery(person, MessagePurpose.SIGN_IN, template="sign_in")
    right = links.sign(links.STOP, account.id, own.id)
    forged = [
        right[:-4] + "AAAA",
        "nonsense",
        links.sign(links.ASK, account.id, own.id),
        links.sign(links.STOP, other.account_id, theirs.id),
    ]
    for token in forged:
        with pytest.raises(LinkUnknown):
            await stop_letters(stranger(account.id), token=token)
    for gone in (secret.id, ids.new_id()):
        with pytest.raises(NotFound):
            await stop_letters(stranger(account.id), token=links.sign(links.STOP, account.id, gone))
    assert not await Consent.exists(account_id=account.id)
    assert not await Consent.exists(account_id=other.account_id)
    assert (await Delivery.get(account_id=account.id, id=own.id)).state is DeliveryState.PENDING
