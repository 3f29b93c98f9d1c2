"""Every message ever sent to somebody, and the mailbox of development."""

from datetime import UTC, datetime, timedelta

import pytest

from api.asks import queries
from models.asks import channels, links
from models.asks.actions import deliver_due, send_sign_in
from models.asks.channels.mailbox import MailboxChannel
from models.kernel import clock
from models.kernel.actor import stranger, system_actor
from models.kernel.tables import Account
from models.people.actions import request_sign_in
from models.people.sign_in_tokens import code
from models.people.tables import Person, SignInRequest
from server.settings import Environment, Settings
from tests.api.asking import ask, context_for, data_of
from tests.factories import actor_for, make_account, make_person
from tests.models.asks.test_answer import make_asked

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)
MESSAGES = """query($first: Int, $after: String) { me { messages(first: $first, after: $after) {
    edges { node { purpose channel subject body state createdAt sentAt why } }
    pageInfo { hasNextPage endCursor }
} } }"""
MAILBOX = "{ mailbox(first: 50) { id to subject text html receivedAt } }"


@pytest.fixture(autouse=True)
def _mailbox() -> None:
    links.configure("https://campaign.example")
    channels.configure(MailboxChannel())


async def make_messages(account: Account) -> tuple[Person, str]:
    """An ask that waits, and a minute later a way in that was sent; gives its code."""
    with clock.freeze(NOON - timedelta(hours=10)):
        person = (await make_asked(account, email="ada@example.org", sign_in_key="ada@example.org")).person
    with clock.freeze(NOON - timedelta(hours=9)):
        await request_sign_in(stranger(account.id), email="ada@example.org")
        request = await SignInRequest.get(account_id=account.id)
        await send_sign_in(system_actor(account.id), request.id)
        await deliver_due()
    return person, code(request.id)


async def test_messages_say_what_and_why_newest_first(account: Account) -> None:
    person, _ = await make_messages(account)
    context = context_for(account, actor_for(person))
    data = await data_of(MESSAGES, context, first=1)
    (edge,) = data["me"]["messages"]["edges"]
    sent_at = (NOON - timedelta(hours=9)).isoformat()
    assert edge["node"] == {
        "purpose": "SIGN_IN",
        "channel": "EMAIL",
        "subject": "Your way in to Groundswell",
        "body": "",
        "state": "SENT",
        "createdAt": sent_at,
        "sentAt": sent_at,
        "why": "Somebody, most likely you, wanted to sign in with your address.",
    }
    assert data["me"]["messages"]["pageInfo"]["hasNextPage"] is True
    after = data["me"]["messages"]["pageInfo"]["endCursor"]
    rest = (await data_of(MESSAGES, context, first=5, after=after))["me"]["messages"]
    (edge,) = rest["edges"]
    node = edge["node"]
    assert (node["purpose"], node["state"], node["subject"]) == ("ASK", "PENDING", "A question for you")
    assert node["why"] == "You agreed to be asked for help in this way."
    assert rest["pageInfo"]["hasNextPage"] is False


async def test_messages_of_others_are_nobodys_business(account: Account) -> None:
    await make_messages(account)
    somebody = await make_person(account)
    data = await data_of(MESSAGES, context_for(account, actor_for(somebody)))
    assert data["me"]["messages"]["edges"] == []


async def test_a_cursor_of_nowhere_is_refused(account: Account) -> None:
    person = await make_person(account)
    for cursor in ("nonsense", "WzEsMl0"):
        answer = await ask(MESSAGES, context_for(account, actor_for(person)), after=cursor)
        assert [error["extensions"]["code"] for error in answer.errors] == ["INVALID"]


async def test_the_mailbox_shows_what_would_have_been_sent(account: Account) -> None:
    _, secret = await make_messages(account)
    data = await data_of(MAILBOX, context_for(account))
    (letter,) = data["mailbox"]
    assert (letter["to"], letter["subject"]) == ("ada@example.org", "Your way in to Groundswell")
    assert secret in letter["text"]
    assert secret in letter["html"]
    assert await data_of(MAILBOX, context_for(await make_account())) == {"mailbox": []}


async def test_in_production_there_is_no_mailbox(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    await make_messages(account)
    production = Settings(environment=Environment.PRODUCTION, secret_key="k" * 40)  # type: ignore[arg-type]
    monkeypatch.setattr(queries, "settings", lambda: production)
    answer = await ask(MAILBOX, context_for(account))
    assert [error["extensions"]["code"] for error in answer.errors] == ["NOT_FOUND"]
    assert "ada@example.org" not in str(answer)
