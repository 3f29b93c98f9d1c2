"""What a mail scanner does: it opens every link of every letter, and nothing has changed."""

import base64
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import UUID

import httpx
import pytest
import pytest_asyncio

from models.asks import channels, links
from models.asks.channels import OutgoingMessage
from models.asks.channels.mailbox import MailboxChannel
from models.asks.tables import Ask, Delivery
from models.kernel import clock, ids
from models.kernel.tables import Account
from models.people.sign_in_tokens import link_token
from models.people.tables import SignInRequest
from models.tasks.tables import Assignment, AssignmentState
from tests.factories import make_account, make_assignment, make_person, make_shift, make_task
from tests.models.asks.delivering import Provider
from tests.models.people.test_erasure import everything_in_the_database
from tests.web.letter_kinds import LETTER_KINDS, ask, kinds_sent, sign_in
from tests.web.test_with_the_api import browser, campaign, send
from tests.workers.settling import work_everything

__all__ = ["browser", "campaign"]

AFTERNOON = datetime.now(UTC).replace(hour=19, minute=0, second=0, microsecond=0) + timedelta(days=1)
"""An hour at which nobody sleeps in New York."""
NEXT_DAY = AFTERNOON + timedelta(days=1)
PURPOSES = {"ask": links.ASK, "shift": links.PLACE, "stop": links.STOP}
DAMAGED = "Open the newest message from us, or sign in to see what is needed. Nothing has changed."


@pytest_asyncio.fixture
async def sent(campaign: Account) -> AsyncIterator[Provider]:
    """What goes out, by mail, text and notification."""
    provider = Provider()
    channels.configure(provider, provider, provider)
    yield provider
    channels.configure(MailboxChannel())


def paths_in(message: OutgoingMessage) -> set[str]:
    """All links of a message, as text, as HTML and in its headers, without the site's address."""
    html = message.html + (message.parts.html.decode() if message.parts else "")
    body = " ".join([message.text, unescape(html), message.unsubscribe_url or "", message.link or ""])
    return set(re.findall(r'https?://[^/\s"<>]+(/[^\s"<>]*)', body))


async def everything() -> list[str]:
    return sorted((await everything_in_the_database()).splitlines())


async def templates_of(messages: list[OutgoingMessage]) -> set[str]:
    found = await Delivery.filter(id__in=[UUID(each.message_id[1:37]) for each in messages])
    return {each.template for each in found}


async def test_opening_every_link_of_every_letter_changes_nothing(
    campaign: Account, browser: httpx.AsyncClient, sent: Provider
) -> None:
    assert set(LETTER_KINDS) == kinds_sent(), (
        "how does a letter of this kind come about? Tell tests/web/letter_kinds.py"
    )
    with clock.freeze(AFTERNOON):
        for name in sorted(set(LETTER_KINDS) - {"sign_in", "phone_code"}):
            await LETTER_KINDS[name](campaign)
    with clock.freeze(NEXT_DAY):
        await LETTER_KINDS["sign_in"](campaign)
        await LETTER_KINDS["phone_code"](campaign)
        await work_everything()
        assert await templates_of(sent.sent) == kinds_sent()
        paths = set[str]().union(*map(paths_in, sent.sent))
        before = await everything()
        answers = {
            (method, path): (await browser.request(method, path, follow_redirects=True)).status_code
            for path in sorted(paths)
            for method in ("GET", "HEAD")
        }
        assert await everything() == before
    assert {path.split("/")[1] for path in paths} >= {"ask", "shift", "sign-in", "stop"}
    assert set(answers.values()) == {200}


async def ask_token(account: Account) -> str:
    await ask(account)
    return links.sign(links.ASK, account.id, (await Ask.get(account_id=account.id)).id)


def swapped(token: str, other: UUID) -> str:
    """The link with the id of somebody else's row: its signature is that of the first."""
    raw = base64.urlsafe_b64decode(token)
    return base64.urlsafe_b64encode(raw[:16] + other.bytes + raw[32:]).decode()


async def own_place(account: Account) -> Assignment:
    shift = await make_shift(await make_task(account))
    return await make_assignment(shift, await make_person(account))


@pytest.mark.parametrize("kind", ["ask", "shift", "stop"])
async def test_forged_links_are_refused_kindly(campaign: Account, browser: httpx.AsyncClient, kind: str) -> None:
    with clock.freeze(AFTERNOON):
        token = await ask_token(campaign)
        mine = await Ask.get(account_id=campaign.id)
        delivery = await Delivery.get(account_id=campaign.id)
        await ask(campaign)
        theirs: Ask | Assignment = await Ask.filter(account_id=campaign.id).exclude(id=mine.id).get()
        elsewhere = await make_account()
        if kind == "stop":
            token = links.sign(links.STOP, campaign.id, delivery.id)
        if kind == "shift":
            token = links.sign(links.PLACE, campaign.id, (await own_place(campaign)).id)
            theirs = await own_place(campaign)
        forged = {
            "changed": ("B" if token[0] == "A" else "A") + token[1:],
            "another person's": swapped(token, ids.new_id() if kind == "stop" else theirs.id),
            "another campaign's": links.sign(PURPOSES[kind], elsewhere.id, mine.id),
            "another purpose's": links.sign("calendar", campaign.id, mine.id),
            "nonsense": "nonsense",
        }
        before = await everything()
        for what, path in {what: f"/{kind}/{each}" for what, each in forged.items()}.items():
            answer = await browser.post(path, data={"answer": "no" if kind == "shift" else "YES"})
            assert (what, answer.status_code, DAMAGED in answer.text) == (what, 404, True)
        assert await everything() == before


async def test_an_ask_s_link_works_once_and_no_longer_than_its_shift(
    campaign: Account, browser: httpx.AsyncClient
) -> None:
    with clock.freeze(AFTERNOON):
        path = f"/ask/{await ask_token(campaign)}"
    with clock.freeze(AFTERNOON + timedelta(days=6)):
        before = await everything()
        late = await browser.post(path, data={"answer": "YES"})
        assert (late.status_code, "This is no longer needed. Thank you anyway!" in late.text) == (422, True)
        assert await everything() == before
    with clock.freeze(NEXT_DAY):
        assert (await browser.post(path, data={"answer": "NOT_NOW"})).status_code == 200
        before = await everything()
        again = await browser.post(path, data={"answer": "YES"})
        assert (again.status_code, "You have answered this already. Thank you!" in again.text) == (422, True)
        assert await everything() == before


async def test_a_place_is_freed_by_its_letter_once_without_signing_in(
    campaign: Account, browser: httpx.AsyncClient
) -> None:
    place = await own_place(campaign)
    path = f"/shift/{links.sign(links.PLACE, campaign.id, place.id)}"
    shown = (await browser.get(f"{path}?answer=no")).text
    assert ("Saturday doors" in shown, "Nothing changes until you tap a button." in shown) == (True, True)
    freed = await browser.post(path, data={"answer": "no"})
    assert (freed.status_code, "Your place is free again" in freed.text) == (200, True)
    assert (await Assignment.get(account_id=campaign.id, id=place.id)).state is AssignmentState.CANCELLED
    before = await everything()
    for answer in ("no", "yes"):
        again = await browser.post(path, data={"answer": answer})
        assert (again.status_code, "You have no place in this shift any more" in again.text) == (422, True)
    assert await everything() == before


async def test_stars_are_taken_from_the_letter_once_without_signing_in(
    campaign: Account, browser: httpx.AsyncClient
) -> None:
    place = await own_place(campaign)
    await Assignment.filter(account_id=campaign.id, id=place.id).update(state=AssignmentState.ATTENDED)
    path = f"/shift/{links.sign(links.PLACE, campaign.id, place.id)}"
    assert (await browser.post(path, data={"rating": "4", "text": "Good company."})).status_code == 200
    rated = await Assignment.get(account_id=campaign.id, id=place.id)
    assert (rated.rating, rated.feedback) == (4, "Good company.")
    before = await everything()
    again = await browser.post(path, data={"rating": "1"})
    assert (again.status_code, "You have told us how it was. Thank you!" in again.text) == (422, True)
    assert await everything() == before


async def sign_in_path(account: Account) -> str:
    await sign_in(account)
    request = await SignInRequest.get(account_id=account.id)
    await SignInRequest.filter(account_id=account.id, id=request.id).update(unbound=True)
    return f"/sign-in/link/{link_token(request.id)}"


async def test_a_way_in_is_for_a_quarter_of_an_hour_and_once(campaign: Account, browser: httpx.AsyncClient) -> None:
    with clock.freeze(AFTERNOON):
        path = await sign_in_path(campaign)
    expired = "This link is used up or too old. Ask for a new one: it takes a moment."
    for moment, refused in ((timedelta(minutes=16), True), (timedelta(minutes=5), False), (timedelta(minutes=6), True)):
        with clock.freeze(AFTERNOON + moment):
            before = await everything()
            answer = await send(browser, path, "/sign-in")
            assert (moment, answer.status_code, expired in answer.text) == (moment, 422 if refused else 303, refused)
            assert (await everything() == before) is refused
            browser.cookies.clear()


async def test_a_way_in_of_somebody_else_or_forged_opens_nothing(campaign: Account, browser: httpx.AsyncClient) -> None:
    with clock.freeze(AFTERNOON):
        path = await sign_in_path(campaign)
        await SignInRequest.filter(account_id=campaign.id).update(unbound=False)
        before = await everything()
        other = await send(browser, path, "/sign-in")
        forged = await send(browser, path[:-1] + ("A" if path[-1] != "A" else "B"), "/sign-in")
        assert [answer.status_code for answer in (other, forged)] == [422, 422]
        assert "session" not in {name.rpartition("-")[2] for name in browser.cookies}
        assert await everything() == before
