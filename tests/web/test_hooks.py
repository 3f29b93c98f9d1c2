"""The webhook for bounces and complaints, before the real API."""

import json
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from models.asks import hooks
from models.asks.tables import Delivery, DeliveryState, MessagePurpose
from models.kernel import clock, ids, webhooks
from models.kernel.tables import Account, WebhookReceipt
from models.people.tables import Channel, SuppressedAddress
from tests.factories import make_person
from tests.models.asks.bounces import write_bounce
from tests.web.test_with_the_api import browser as browser
from tests.web.test_with_the_api import campaign as campaign

SECRET = "a secret that a provider shares with us"
PATH = "/hooks/mail"


@pytest.fixture(autouse=True)
def opened() -> Iterator[None]:
    hooks.configure(mail=SECRET)
    yield
    hooks.configure(mail=None)


async def make_sent(account: Account) -> Delivery:
    person = await make_person(account)
    return await Delivery.create(
        id=ids.new_id(),
        account_id=account.id,
        person_id=person.id,
        purpose=MessagePurpose.SERVICE,
        channel=Channel.EMAIL,
        template="changed",
        parameters={},
        state=DeliveryState.SENT,
        due_at=clock.now(),
        created_at=clock.now(),
    )


def signed(body: bytes, content_type: str = "message/rfc822", age: timedelta = timedelta(0)) -> dict[str, str]:
    """Headers of a request that the provider signed so long ago."""
    return {"Groundswell-Signature": webhooks.sign(SECRET, body, clock.now() - age), "Content-Type": content_type}


async def test_a_bounced_mail_is_heard_once(campaign: Account, browser: httpx.AsyncClient) -> None:
    delivery = await make_sent(campaign)
    body = write_bounce(f"<{delivery.id}@campaign.example>")
    headers = signed(body)
    first, again = [await browser.post(PATH, content=body, headers=headers) for _ in range(2)]
    assert (first.status_code, first.json(), first.headers["cache-control"]) == (200, {"heard": True}, "no-store")
    assert (again.status_code, again.json()) == (409, {"error": "ALREADY_TAKEN"})
    assert (await SuppressedAddress.get(account_id=campaign.id)).status == "5.1.1"


async def test_a_complaint_is_told_in_json(campaign: Account, browser: httpx.AsyncClient) -> None:
    delivery = await make_sent(campaign)
    body = json.dumps({"event": "complained", "messageId": f"<{delivery.id}@campaign.example>"}).encode()
    answer = await browser.post(PATH, content=body, headers=signed(body, "application/json"))
    assert answer.json() == {"heard": True}
    assert (await SuppressedAddress.get(account_id=campaign.id)).reason == "complained"


@pytest.mark.parametrize("what", ["forged", "unsigned", "changed", "old"])
async def test_what_is_not_signed_as_it_should_be_changes_nothing(
    campaign: Account, browser: httpx.AsyncClient, what: str
) -> None:
    delivery = await make_sent(campaign)
    body = write_bounce(f"<{delivery.id}@campaign.example>")
    headers = signed(body, age=timedelta(minutes=6 if what == "old" else 0))
    if what == "forged":
        headers["Groundswell-Signature"] = webhooks.sign(SECRET[::-1], body, clock.now())
    if what == "unsigned":
        del headers["Groundswell-Signature"]
    answer = await browser.post(PATH, content=body + b"!" * (what == "changed"), headers=headers)
    assert (answer.status_code, answer.json()) == (401, {"error": "SIGNATURE_WRONG"})
    assert await SuppressedAddress.filter(account_id=campaign.id).count() == 0
    assert await WebhookReceipt.filter(account_id=campaign.id).count() == 0
    assert (await Delivery.get(account_id=campaign.id, id=delivery.id)).state is DeliveryState.SENT


async def test_a_hook_without_a_secret_is_closed(browser: httpx.AsyncClient) -> None:
    hooks.configure(mail=None)
    body = write_bounce("<x@campaign.example>")
    assert (await browser.post(PATH, content=body, headers=signed(body))).status_code == 404


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"event": "opened"}'])
async def test_what_is_no_event_is_refused(browser: httpx.AsyncClient, body: bytes) -> None:
    assert (await browser.post(PATH, content=body, headers=signed(body, "application/json"))).status_code == 400
