"""The webhooks of the provider of text messages, before the real API: signed, or nothing happens."""

from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import pytest

from models.asks import hooks, links
from models.kernel import ids, webhooks
from models.kernel.tables import Account, WebhookReceipt
from models.people.queries import has_consent
from models.people.tables import Channel, Purpose
from tests.factories import make_consent, make_person
from tests.web.test_with_the_api import browser as browser
from tests.web.test_with_the_api import campaign as campaign

SECRET = "a token that the provider gave us"
PHONE = "+12025550143"
FORM = {"From": PHONE, "Body": "STOP", "MessageSid": "SM1"}


@pytest.fixture(autouse=True)
def opened() -> Iterator[None]:
    hooks.configure(sms=SECRET)
    links.configure("https://campaign.example")
    yield
    hooks.configure()
    links.configure("http://campaign.example")


async def post(
    browser: httpx.AsyncClient, form: dict[str, str], secret: str = SECRET, path: str = "/hooks/sms"
) -> httpx.Response:
    """Post a form as the provider does."""
    signature = webhooks.sign_form(secret, f"https://campaign.example{path}", form)
    headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"}
    return await browser.post(path, content=urlencode(form), headers=headers)


async def agrees(account: Account) -> bool:
    person = await make_person(account, phone=PHONE)
    await make_consent(person, Purpose.PARTICIPATION, Channel.APP)
    await make_consent(person, Purpose.ASKS, Channel.SMS)
    return await has_consent(account.id, person.id, Purpose.ASKS, Channel.SMS)


async def test_stop_is_heard_once_and_answered(campaign: Account, browser: httpx.AsyncClient) -> None:
    assert await agrees(campaign)
    answer = await post(browser, FORM)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    assert "<Response><Message>We ask you no more" in answer.text
    assert (await post(browser, FORM)).status_code == 409


async def test_what_the_provider_did_not_sign_changes_nothing(campaign: Account, browser: httpx.AsyncClient) -> None:
    person = await make_person(campaign, phone=PHONE)
    await make_consent(person, Purpose.PARTICIPATION, Channel.APP)
    await make_consent(person, Purpose.ASKS, Channel.SMS)
    assert (await post(browser, FORM, "another secret")).status_code == 401
    assert (await browser.post("/hooks/sms", data=FORM)).status_code == 401
    assert await has_consent(campaign.id, person.id, Purpose.ASKS, Channel.SMS)
    assert await WebhookReceipt.filter(account_id=campaign.id).count() == 0


async def test_reports_name_their_message(campaign: Account, browser: httpx.AsyncClient) -> None:
    form = {"MessageStatus": "delivered", "MessageSid": "SM1"}
    assert (await post(browser, form, path=f"/hooks/sms/{ids.new_id()}")).status_code == 200
    assert (await post(browser, form, path="/hooks/sms/nonsense")).status_code == 404


async def test_without_a_provider_the_hook_is_closed(browser: httpx.AsyncClient) -> None:
    hooks.configure()
    assert (await post(browser, FORM)).status_code == 404


def test_a_form_is_signed_as_the_providers_documents_show() -> None:
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    signature = webhooks.sign_form("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", form)
    assert signature == "RSOYDt4T1cUTdK1PDd93/VVr8B8="
