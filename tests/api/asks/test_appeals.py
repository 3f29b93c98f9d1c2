"""Appeals through the API: written, looked at, released, watched, stopped."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest

from api import ids
from models.asks import links, waves
from models.asks.actions import take_waves
from models.asks.tables import Appeal, Ask
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from tests.api.asking import context_for, data_of
from tests.factories import make_organizer
from tests.models.asks.appeals import make_wanted

SAVE = """mutation($input: AppealSaveInput!) { appealSave(input: $input) {
  ... on UserError { __typename code field message } ... on AppealSavePayload { appeal { id state } } } }"""
RELEASE = """mutation($input: AppealReleaseInput!) { appealRelease(input: $input) {
  ... on UserError { __typename code } ... on AppealReleasePayload { appeal { state } } } }"""
STOP = """mutation($input: AppealStopInput!) { appealStop(input: $input) {
  ... on UserError { __typename code } ... on AppealStopPayload { recalled appeal { state nextWaveAt } } } }"""
LOOK = """query($id: ID!) { appeal(id: $id) {
  state tally { asked unsent yes } waves { number tally { asked } } texts { language subject }
  foresight { first most waves shifts { free first perPlace asked shift { capacity } filledFirst { high } } leftOut { people }
              regions { people asked } } } }"""
READ = """query($id: ID!) { appeal(id: $id) {
  preview { number readers { name } subject text html checks { code passed sentence } } } }"""


@pytest.fixture(autouse=True)
def _address() -> None:
    links.configure("https://campaign.example")


async def save(account: Account, actor: Actor, **changes: Any) -> Any:
    texts = [{"language": "en", "subject": "{first_name|Friend}?", "body": "Come to {task} & <b>help</b>."}]
    given = {"texts": texts, "perWave": 2} | changes
    return (await data_of(SAVE, context_for(account, actor), input=given))["appealSave"]


async def look(account: Account, actor: Actor, appeal_id: str) -> Any:
    """One after the other: in a test both share one transaction."""
    found = (await data_of(LOOK, context_for(account, actor), id=appeal_id))["appeal"]
    return found and found | (await data_of(READ, context_for(account, actor), id=appeal_id))["appeal"]


async def test_an_organizer_writes_looks_releases_watches_and_stops(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 6)
    saved = await save(account, organizer, taskId=ids.global_id("Task", task.id))
    appeal_id = saved["appeal"]["id"]
    draft = await look(account, organizer, appeal_id)
    assert draft["preview"]["subject"] == "Ada?"
    assert draft["preview"]["readers"] == [{"name": "Ada"}] * 3
    assert "Come to \u2068Saturday doors\u2069 & <b>help</b>." in draft["preview"]["text"]
    assert "Come to <bdi>Saturday doors</bdi> &amp; &lt;b&gt;help&lt;/b&gt;." in draft["preview"]["html"]
    assert [each["code"] for each in draft["preview"]["checks"]] == [
        "SUBJECT", "LANGUAGES", "FALLBACKS", "LINKS", "QUIET_HOURS",
    ]  # fmt: skip
    assert (draft["foresight"]["first"], draft["foresight"]["most"]) == (2, 6)
    assert draft["foresight"]["shifts"][0]["perPlace"] == 0.1
    assert await Ask.filter(account_id=account.id).count() == 0

    released = await data_of(RELEASE, context_for(account, organizer), input={"id": appeal_id})
    assert released["appealRelease"] == {"appeal": {"state": "RUNNING"}}
    await take_waves(system_actor(account.id))
    running = await look(account, organizer, appeal_id)
    assert (running["tally"], running["preview"]) == ({"asked": 2, "unsent": 2, "yes": 0}, None)
    assert running["waves"] == [{"number": 1, "tally": {"asked": 2}}]
    assert running["foresight"]["shifts"][0]["asked"] == 2
    assert running["foresight"]["regions"] == [{"people": 6, "asked": None}]

    stopped = await data_of(STOP, context_for(account, organizer), input={"id": appeal_id})
    assert stopped["appealStop"] == {"recalled": 2, "appeal": {"state": "STOPPED", "nextWaveAt": None}}


async def test_a_wrong_field_is_named_with_its_place(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 1)
    texts = [{"language": "en", "subject": "Hi", "body": "One\nTwo {team}"}]
    refused = await save(account, organizer, taskId=ids.global_id("Task", task.id), texts=texts)
    assert (refused["code"], refused["field"]) == ("FIELD_NEEDS_FALLBACK", "en.body")
    assert refused["message"].startswith("Line 2, character 5: “team” is not known of everybody.")
    assert "{team|…}" in refused["message"]
    assert await Appeal.filter(account_id=account.id).count() == 0


async def test_who_organizes_elsewhere_sees_nothing_of_it(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 1)
    appeal_id = (await save(account, organizer, taskId=ids.global_id("Task", task.id)))["appeal"]["id"]
    elsewhere = await make_organizer(account, "US/CA/")
    assert await look(account, elsewhere, appeal_id) is None
    refused = await data_of(RELEASE, context_for(account, elsewhere), input={"id": appeal_id})
    assert refused["appealRelease"] == {"__typename": "NotFound", "code": "NOT_FOUND"}


async def test_where_nobody_would_be_asked_the_organizer_is_the_reader(account: Account) -> None:
    organizer, task, shift, _ = await make_wanted(account, 1)
    shift.starts_at -= timedelta(days=18)
    await shift.save(update_fields=["starts_at"])
    appeal_id = (await save(account, organizer, taskId=ids.global_id("Task", task.id)))["appeal"]["id"]
    draft = await look(account, organizer, appeal_id)
    assert (draft["foresight"]["first"], draft["preview"]["readers"]) == (0, [{"name": "Ada"}])


async def test_a_draft_is_planned_once_however_much_is_shown_of_it(committed_account: Account) -> None:
    organizer, task, _, _ = await make_wanted(committed_account, 3)
    appeal_id = (await save(committed_account, organizer, taskId=ids.global_id("Task", task.id)))["appeal"]["id"]
    both = "query($id: ID!) { appeal(id: $id) { foresight { first } preview { readers { name } } } }"
    with patch.object(waves, "load_candidates", wraps=waves.load_candidates) as planning:
        shown = (await data_of(both, context_for(committed_account, organizer), id=appeal_id))["appeal"]
    assert (shown["foresight"], len(shown["preview"]["readers"])) == ({"first": 2}, 3)
    assert planning.call_count == 1


@pytest.mark.parametrize(
    ("body", "passed", "found"),
    [
        ("{region} on {date}, {organizer}", True, "All facts in the text are known of everybody: nothing is replaced."),
        (
            "{first_name|friend} of {team|us}, after {last_contribution|all}: {place|home}",
            False,
            "6 people read what stands there instead of: {team}, {last_contribution}.",
        ),
    ],
)
async def test_every_field_of_the_text_is_checked(account: Account, body: str, passed: bool, found: str) -> None:
    organizer, task, _, _ = await make_wanted(account, 6)
    texts = [{"language": "en", "subject": "Come?", "body": body}]
    appeal_id = (await save(account, organizer, taskId=ids.global_id("Task", task.id), texts=texts))["appeal"]["id"]
    checks = (await data_of(READ, context_for(account, organizer), id=appeal_id))["appeal"]["preview"]["checks"]
    (fallbacks,) = [each for each in checks if each["code"] == "FALLBACKS"]
    assert (fallbacks["passed"], fallbacks["sentence"]) == (passed, found)
