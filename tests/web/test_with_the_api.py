"""Pages and forms before the real API, on a real database: nothing of it is an example."""

import re
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest_asyncio

from api.ids import global_id
from models.activity.tables import Activity
from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.matching.actions import match_tasks
from models.people.actions.sign_in_requests import make_development_link
from models.people.tables import Consent, Person, SignInRequest
from models.tasks.tables import Shift
from server.app import create_app
from tests.factories import make_account, make_organizer, make_person, make_shift, make_task, make_volunteer
from tests.models.asks.appeals import make_appeal
from tests.web.paths import QUERIES
from web.page import Audience
from web.pages import PAGES

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest_asyncio.fixture
async def campaign(committed_db: str, geography: object) -> Account:
    """The account of the site."""
    return await make_account(slug="default", name="Rivers First")


@pytest_asyncio.fixture
async def browser(campaign: Account) -> AsyncIterator[httpx.AsyncClient]:
    """A browser without JavaScript before the whole application."""
    transport = httpx.ASGITransport(create_app(), client=("127.0.0.1", 1234))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


async def send(browser: httpx.AsyncClient, path: str, page: str, **fields: Any) -> httpx.Response:
    """Send a form of a page."""
    token = re.search(r'name="token" value="([^"]+)"', (await browser.get(page)).text)
    assert token is not None
    return await browser.post(path, data={"token": unescape(token[1]), **fields}, headers=HERE)


async def test_a_volunteer_signs_in_and_logs_five_minutes_once(campaign: Account, browser: httpx.AsyncClient) -> None:
    person = await make_person(campaign, first_name="Maya")
    link = await make_development_link(campaign.id, person.id, development=True)
    page = f"/sign-in/link/{link}"
    assert (await browser.get(page)).status_code == 200
    assert (await browser.get("/log")).headers["location"] == "/sign-in"

    assert (await send(browser, page, page)).headers["location"] == "/"
    assert "Welcome, \u2068Maya\u2069." in (await browser.get("/")).text
    work = {"clientKey": "one-piece-of-work", "kind": "COOKING", "minutes": "5"}
    for _ in range(2):
        assert (await send(browser, "/log", "/log", **work)).headers["location"] == "/log?done=logged"
    assert [(row.kind, row.minutes) for row in await Activity.filter(account_id=campaign.id)] == [("cooking", 5)]
    (logged,) = await Activity.filter(account_id=campaign.id)
    path = f"/log/{global_id('Activity', logged.id)}/take-back"
    assert (await send(browser, path, "/log")).headers["location"] == "/log?done=taken_back"
    assert await Activity.filter(account_id=campaign.id, voided=True).count() == 1

    assert (await send(browser, page, "/sign-in")).status_code == 422


async def test_a_stranger_joins_and_a_refusal_stores_nothing(campaign: Account, browser: httpx.AsyncClient) -> None:
    ada = {"email": "ada@example.org", "firstName": "Ada", "country": "US", "consentParticipation": "yes"}
    refused = await send(browser, "/join", "/join", **ada, postalCode="00000")
    assert refused.status_code == 422
    assert 'value="ada@example.org"' in refused.text
    assert await SignInRequest.filter(account_id=campaign.id).count() == 0

    joined = await send(browser, "/join", "/join", **ada, postalCode="10-001")
    assert joined.headers["location"] == "/sign-in/code?done=asked"
    assert await SignInRequest.filter(account_id=campaign.id).count() == 1
    assert {row.purpose for row in await Consent.filter(account_id=campaign.id)} == {"participation"}


async def test_every_page_of_a_volunteer_is_shown(campaign: Account, browser: httpx.AsyncClient) -> None:
    person = await make_person(campaign)
    page = f"/sign-in/link/{await make_development_link(campaign.id, person.id, development=True)}"
    await send(browser, page, page)
    for path in ("/", "/tasks", "/log", "/boards?kind=team", "/points", "/profile", "/privacy", "/messages"):
        assert (await browser.get(path)).status_code == 200, path
    assert (await browser.get("/organize")).status_code == 403
    assert (await browser.get("/privacy/my-data.json")).status_code == 200


async def test_every_page_of_an_organizer_is_shown(campaign: Account, browser: httpx.AsyncClient) -> None:
    organizer = await make_organizer(campaign, "US/NY/")
    assert organizer.person_id is not None
    link = f"/sign-in/link/{await make_development_link(campaign.id, organizer.person_id, development=True)}"
    await send(browser, link, link)
    task = await make_task(campaign)
    await make_shift(task)
    await make_volunteer(campaign)
    await match_tasks(system_actor(campaign.id))
    person = ("Person", organizer.person_id)
    appeal = ("Appeal", (await make_appeal(organizer, task)).id)
    rows = {"person": person, "contact": person, "newcomer": person, "appeal": appeal}
    for page in PAGES:
        if page.audience is Audience.ORGANIZERS:
            path = page.path.format(id=global_id(*rows.get(page.name, ("Task", task.id))))
            for query in ("", QUERIES.get(page.name, "")):
                shown = await browser.get(path + query)
                assert shown.status_code == 200, f"{path}{query}: {shown.status_code}"


async def test_an_organizer_makes_a_token_and_takes_a_table_in_and_back(
    campaign: Account, browser: httpx.AsyncClient
) -> None:
    organizer = await make_organizer(campaign, "US/NY/")
    assert organizer.person_id is not None
    page = f"/sign-in/link/{await make_development_link(campaign.id, organizer.person_id, development=True)}"
    await send(browser, page, page)
    made = await send(browser, "/organize/programs", "/organize/programs", name="Sheets", days="30")
    secret = re.search(r'<code class="[^"]*">([^<]+)</code>', made.text)
    assert secret is not None
    asked = await browser.post(
        "/graphql",
        json={"query": "{ apiTokens { name permissions } }"},
        headers={"Authorization": f"Bearer {secret[1]}", "Cookie": ""},
    )
    assert asked.json() == {"data": {"apiTokens": [{"name": "Sheets", "permissions": ["read"]}]}}

    table = "E-mail;Given name;Zip\nzoe@example.org;Zoe;10001\nnobody;No;10001\n"
    where = "/organize/import/people"
    looked = await send(browser, where, where, csv=table)
    assert "What would happen" in looked.text
    assert await Person.filter(account_id=campaign.id, kind="contact").count() == 0
    taken = await send(browser, where, where, csv=table, run="yes")
    assert [row.first_name for row in await Person.filter(account_id=campaign.id, kind="contact").order_by("id")] == [
        "Zoe",
        "No",
    ]
    batch = re.search(r'name="id" value="([^"]+)"', taken.text)
    assert batch is not None
    undone = await send(browser, f"{where}/undo", where, id=batch[1])
    assert "Gone again: 2. Still here: 0." in undone.text
    assert await Person.filter(account_id=campaign.id, kind="contact").count() == 0


async def test_an_organizer_posts_and_changes_a_task_by_the_clock_of_the_place(
    campaign: Account, browser: httpx.AsyncClient
) -> None:
    organizer = await make_organizer(campaign, "US/CA/")
    assert organizer.person_id is not None
    page = f"/sign-in/link/{await make_development_link(campaign.id, organizer.person_id, development=True)}"
    await send(browser, page, page)
    region = global_id("Region", ids.id_for("region:US-CA-037"))
    day = (clock.now() + timedelta(days=10)).date()
    about = {"kind": "COOKING", "title": "Cook for forty", "regionId": region, "urgency": "2"}
    shift = {"day0": f"{day}", "from0": "10:00", "to0": "12:00", "capacity0": "4"}
    posted = await send(browser, "/organize/tasks/new", "/organize/tasks/new", **about, **shift)
    assert posted.status_code == 303, posted.text
    there = ZoneInfo("America/Los_Angeles")
    (stored,) = await Shift.filter(account_id=campaign.id)
    assert stored.starts_at == datetime.combine(day, time(10), there)

    edit = f"/organize/tasks/{global_id('Task', stored.task_id)}/edit"
    text = (await browser.get(edit)).text
    assert 'name="from0" type="time" value="10:00"' in text
    known = {"rows": "1", "version": "1", "shift0": global_id("Shift", stored.id)}
    saved = await send(browser, edit, edit, **about, **known, **shift | {"from0": "09:30"})
    assert saved.status_code == 303, saved.text
    (moved,) = await Shift.filter(account_id=campaign.id)
    assert (moved.starts_at, moved.ends_at) == (
        datetime.combine(day, time(9, 30), there),
        datetime.combine(day, time(12), there),
    )
    late = await send(browser, edit, edit, **about, **known, **shift)
    assert (late.status_code, "Somebody changed this task meanwhile." in late.text) == (422, True)
