"""A volunteer and a shift, from the page to the database: here, how it was, and the private calendar."""

import re
from datetime import timedelta

import httpx
import pytest
from icalendar import Calendar

from api.ids import global_id
from models.kernel import clock
from models.kernel.tables import Account
from models.people.actions.sign_in_requests import make_development_link
from models.people.tables import Person
from models.tasks.tables import Assignment, AssignmentState, Shift
from tests.factories import make_assignment, make_organizer, make_person, make_shift, make_task
from tests.web.test_with_the_api import browser, campaign, send

__all__ = ["browser", "campaign"]


async def come_in(browser: httpx.AsyncClient, person: Person) -> None:
    """Somebody signs in, in the place of who was here before."""
    browser.cookies.clear()
    page = f"/sign-in/link/{await make_development_link(person.account_id, person.id, development=True)}"
    await send(browser, page, page)


async def in_a_shift(campaign: Account, **changes: object) -> tuple[Person, Shift, str]:
    """A volunteer with a place in a shift that begins now, and the page of its task."""
    person, task = await make_person(campaign), await make_task(campaign, **changes)
    shift = await make_shift(task, starts_at=clock.now(), capacity=1)
    await make_assignment(shift, person)
    return person, shift, f"/tasks/{global_id('Task', task.id)}"


async def moved(shift: Shift, hours: float) -> None:
    """The shift began so many hours from now."""
    starts_at = clock.now() + timedelta(hours=hours)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    await Shift.filter(account_id=shift.account_id, id=shift.id).update(**times)


HERE, AWAY, ASK = "I am here", "I cannot come", "Ask your organizer to mark you as present."


@pytest.mark.parametrize(
    ("hours", "shown"),
    [(1.1, {AWAY}), (0.9, {HERE, AWAY}), (-1.9, {HERE, AWAY}), (-3.9, {HERE}), (-4.1, {ASK})],
)
async def test_only_what_can_be_done_just_now_is_offered(
    campaign: Account, browser: httpx.AsyncClient, hours: float, shown: set[str]
) -> None:
    person, shift, page = await in_a_shift(campaign)
    await moved(shift, hours)
    await come_in(browser, person)
    text = (await browser.get(page)).text
    assert {words for words in (HERE, AWAY, ASK) if words in text} == shown


async def test_what_is_over_is_no_longer_offered(campaign: Account, browser: httpx.AsyncClient) -> None:
    _, shift, page = await in_a_shift(campaign)
    await moved(shift, -5)
    await come_in(browser, await make_person(campaign))
    text = (await browser.get(page)).text
    assert ("No times yet." in text, "/sign-up" in text) == (True, False)


async def test_words_about_a_shift_reach_the_organizers_and_not_the_host(
    campaign: Account, browser: httpx.AsyncClient
) -> None:
    host = await make_person(campaign, first_name="Hedy")
    person, shift, page = await in_a_shift(campaign, host_person_id=host.id)
    await come_in(browser, person)
    form = f"{page}/shifts/{global_id('Shift', shift.id)}"
    assert (await send(browser, f"{form}/check-in", page)).headers["location"] == f"{page}?done=checked_in"
    assert (await send(browser, f"{form}/feedback", page, rating="2")).status_code == 303
    long = await send(browser, f"{form}/feedback", page, rating="5", text="x" * 1001)
    assert (long.status_code, "Please shorten it." in long.text) == (422, True)
    words = "Nobody <met> us."
    assert (await send(browser, f"{form}/feedback", page, rating="4", text=words)).status_code == 303
    (stored,) = await Assignment.filter(account_id=campaign.id)
    assert (stored.state, stored.rating, stored.feedback) == (AssignmentState.ATTENDED, 4, words)
    shown = "Nobody &lt;met&gt; us."
    assert shown in (await browser.get(page)).text

    organizer = await make_organizer(campaign, "US/NY/")
    await come_in(browser, await Person.get(id=organizer.person_id))
    desk = (await browser.get(f"/organize{page}")).text
    assert (shown in desk, "4 stars of 5" in desk) == (True, True)
    for other in (host, await Person.get(id=(await make_organizer(campaign, "US/CA/")).person_id)):
        await come_in(browser, other)
        for path in (page, f"/organize{page}"):
            assert shown not in (await browser.get(path)).text


async def test_a_calendar_is_read_at_its_address_until_a_new_one_is_taken(
    campaign: Account, browser: httpx.AsyncClient
) -> None:
    person, shift, _ = await in_a_shift(campaign)
    await come_in(browser, person)

    async def address() -> str:
        found = re.search(r'href="https?://[^/"]+(/calendar/[^"]+)"', (await browser.get("/profile")).text)
        assert found is not None
        return found[1]

    old = await address()
    assert (await send(browser, "/profile/calendar", "/profile")).headers[
        "location"
    ] == "/profile?done=renewed#calendar"
    new = await address()
    browser.cookies.clear()
    assert (await browser.get(old)).status_code == 404
    feed = await browser.get(new)
    assert feed.headers["content-type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(feed.text).walk("VEVENT")
    assert (event["dtstart"].dt, str(event["summary"])) == (shift.starts_at.replace(microsecond=0), "Saturday doors")


async def test_a_young_volunteer_is_told_whom_to_ask_and_an_organizer_corrects(
    campaign: Account, browser: httpx.AsyncClient
) -> None:
    year = clock.now().year - 14
    ward = await make_person(campaign, birth_year=year)
    await come_in(browser, ward)
    about = {"firstName": "Ada", "language": "en", "country": "US", "postalCode": "10001"}
    refused = await send(browser, "/profile", "/profile", **about, birthYear="1985")
    assert (refused.status_code, "ask an organizer of your region" in refused.text) == (422, True)
    assert (await send(browser, "/profile", "/profile", **about, birthYear=str(year))).status_code == 303
    assert (await Person.get(id=ward.id)).birth_year == year
    await come_in(browser, await Person.get(id=(await make_organizer(campaign, "US/NY/")).person_id))
    page = f"/organize/people/{global_id('Person', ward.id)}"
    assert (await send(browser, f"{page}/birth-year", page, birthYear="85")).status_code == 422
    assert (await send(browser, f"{page}/birth-year", page, birthYear="1985")).status_code == 303
    assert (await Person.get(id=ward.id)).birth_year == 1985


async def test_how_far_is_typed_in_the_unit_of_the_campaign(campaign: Account, browser: httpx.AsyncClient) -> None:
    person = await make_person(campaign, maximum_distance_km=11)
    await come_in(browser, person)
    text = (await browser.get("/profile")).text
    assert "How far (miles)" in text
    assert 'name="maximumDistanceKm" type="text" value="7"' in text
    for typed, stored in (("7", 11), ("25", 40), ("", None)):
        form = {"unit": "mi", "knownKm": "11", "maximumDistanceKm": typed}
        assert (await send(browser, "/profile/help", "/profile", **form)).status_code == 303
        assert (await Person.get(id=person.id)).maximum_distance_km == stored
