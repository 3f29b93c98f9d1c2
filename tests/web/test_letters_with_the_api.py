"""What a mail scanner does: it opens every link of a letter, and nothing has changed."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import httpx

from models.asks.actions import choose_asks
from models.asks.tables import MailboxMessage
from models.kernel import clock
from models.kernel.actor import stranger, system_actor
from models.kernel.tables import Account
from models.people.actions import request_sign_in
from tests.factories import make_person, make_shift, make_task
from tests.models.asks.stage import agree, make_matches
from tests.models.people.test_erasure import everything_in_the_database
from tests.web.test_with_the_api import browser, campaign
from tests.workers.settling import work_everything

__all__ = ["browser", "campaign"]

AFTERNOON = datetime.now(UTC).replace(hour=19, minute=0, second=0, microsecond=0) + timedelta(days=1)
"""An hour at which nobody sleeps in New York."""


async def paths_in_letters(account: Account) -> set[str]:
    """All links of all letters, as text and as HTML, without the site's address."""
    letters = await MailboxMessage.filter(account_id=account.id)
    bodies = [letter.text + unescape(letter.html) for letter in letters]
    return {path for body in bodies for path in re.findall(r'https?://[^/\s"<>]+(/[^\s"<>]*)', body)}


async def test_opening_every_link_of_a_letter_changes_nothing(campaign: Account, browser: httpx.AsyncClient) -> None:
    with clock.freeze(AFTERNOON):
        person, task = await make_person(campaign, email="ada@example.org"), await make_task(campaign)
        await agree(person)
        await make_matches(task, await make_shift(task), person)
        await choose_asks(system_actor(campaign.id), task_id=task.id)
        await request_sign_in(stranger(campaign.id), email="ada@example.org")
        await work_everything()
    with clock.freeze(AFTERNOON + timedelta(hours=16)):
        await work_everything()
        paths = await paths_in_letters(campaign)
        before = sorted((await everything_in_the_database()).splitlines())
        answers = {
            (method, path): (await browser.request(method, path)).status_code
            for path in paths
            for method in ("GET", "HEAD")
        }
        assert sorted((await everything_in_the_database()).splitlines()) == before
    assert {path.split("/")[1] for path in paths} >= {"ask", "sign-in"}
    assert set(answers.values()) <= {200, 303}
