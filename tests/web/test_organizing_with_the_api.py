"""What organizers do about single people, from the page to the database."""

from datetime import timedelta
from urllib.parse import quote

import httpx

from api.ids import global_id
from models.kernel import clock, ids
from models.kernel.tables import Account
from models.people.actions.sign_in_requests import make_development_link
from models.people.tables import GuardianConsent
from models.tasks.tables import Assignment, AssignmentState, Task
from tests.factories import make_assignment, make_organizer, make_person, make_shift, make_task
from tests.web.test_with_the_api import browser, campaign, send

__all__ = ["browser", "campaign"]


async def come_in(campaign: Account, browser: httpx.AsyncClient) -> None:
    """An organizer of everything signs in."""
    organizer = await make_organizer(campaign)
    assert organizer.person_id is not None
    page = f"/sign-in/link/{await make_development_link(campaign.id, organizer.person_id, development=True)}"
    await send(browser, page, page)


async def test_a_guardian_agrees_and_takes_it_back(campaign: Account, browser: httpx.AsyncClient) -> None:
    await come_in(campaign, browser)
    ward = await make_person(campaign, birth_year=clock.now().year - 14)
    page = f"/organize/people/{global_id('Person', ward.id)}"
    assert "I am this volunteer&#39;s parent or guardian." in (await browser.get(page)).text
    refused = await send(browser, f"{page}/guardian", page, guardianName="")
    assert (refused.status_code, "Please tell us a name." in refused.text) == (422, True)
    assert (await send(browser, f"{page}/guardian", page, guardianName="Annabella")).status_code == 303
    assert "Annabella" in (await browser.get(page)).text
    assert (await send(browser, f"{page}/guardian/withdraw", page)).status_code == 303
    rows = await GuardianConsent.filter(account_id=campaign.id).order_by("at", "id")
    assert [(row.granted, row.guardian_name) for row in rows] == [(True, "Annabella"), (False, "Annabella")]


async def test_somebody_is_taken_off_a_shift_and_attendance_is_corrected(
    campaign: Account, browser: httpx.AsyncClient
) -> None:
    await come_in(campaign, browser)
    task, person = await make_task(campaign), await make_person(campaign)
    ahead, over = await make_shift(task), await make_shift(task, starts_at=clock.now() - timedelta(days=1))
    for shift in (ahead, over):
        await make_assignment(shift, person)
    (late,) = await Assignment.filter(account_id=campaign.id, shift_id=over.id)
    page = f"/organize/tasks/{global_id('Task', task.id)}"
    who = {"shiftId": global_id("Shift", ahead.id), "personId": global_id("Person", person.id)}
    assert (await send(browser, f"{page}/take-off", page, **who)).status_code == 303
    for said in ("no", "yes"):
        marked = {"assignmentId": global_id("Assignment", late.id), "attended": said}
        assert (await send(browser, f"{page}/attendance", page, **marked)).status_code == 303
    states = {row.shift_id: row.state for row in await Assignment.filter(account_id=campaign.id)}
    assert states == {ahead.id: AssignmentState.CANCELLED, over.id: AssignmentState.ATTENDED}


async def test_who_organizes_everywhere_chooses_a_region_and_posts_a_task_there(
    campaign: Account, browser: httpx.AsyncClient
) -> None:
    await come_in(campaign, browser)
    country, state = (global_id("Region", ids.id_for(f"region:{code}")) for code in ("US", "US-NY"))
    assert f'href="?region={quote(country)}"' in (await browser.get("/organize")).text
    assert f'value="{country}"' in (await browser.get("/organize/news")).text
    assert f'value="{state}"' not in (await browser.get("/organize/tasks/new")).text
    page = f"/organize/tasks/new?region={quote(country)}"
    assert f'value="{state}"' in (await browser.get(page)).text
    day = (clock.now() + timedelta(days=10)).date()
    about = {"kind": "COOKING", "title": "Cook for forty", "regionId": state, "urgency": "2"}
    refused = await send(browser, page, page, **about)
    assert (refused.status_code, f'value="{state}" selected' in refused.text) == (422, True)
    shift = {"day0": f"{day}", "from0": "10:00", "to0": "12:00", "capacity0": "4"}
    assert (await send(browser, page, page, **about, **shift)).status_code == 303
    assert [task.region_path for task in await Task.filter(account_id=campaign.id)] == ["US/NY/"]
