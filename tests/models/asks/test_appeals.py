"""Writing an appeal, releasing and stopping it."""

from collections.abc import Iterator
from typing import Any

import pytest

from models.asks import links
from models.asks.actions import release_appeal, save_appeal, stop_appeal, take_waves
from models.asks.ask_facts import read_ask_facts
from models.asks.errors import FieldUnknown
from models.asks.letters import render_html, render_text
from models.asks.tables import Appeal, AppealState, Ask, AskStatus, Delivery, DeliveryState
from models.kernel import clock
from models.kernel.actor import stranger, system_actor
from models.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account
from models.people.tables import Person
from tests.factories import jobs_of, make_account, make_organizer
from tests.models.asks.appeals import NOON, TEXTS, make_appeal, make_running, make_wanted
from tests.models.asks.stage import make_task


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    links.configure("https://campaign.example")
    with clock.freeze(NOON):
        yield


async def test_a_draft_can_be_changed_and_asks_nobody(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 2)
    draft = await make_appeal(organizer, task)
    texts = {"pl": {"subject": "Pomóż!", "body": "Hej"}}
    changed = await save_appeal(organizer, appeal_id=draft.id, texts=texts, per_wave=5, wait_hours=24)
    assert (changed.id, changed.texts, changed.per_wave, changed.wait_hours) == (draft.id, texts, 5, 24)
    assert await take_waves(system_actor(account.id)) == 0
    assert await Ask.filter(account_id=account.id).count() == 0


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"texts": {"en": {"subject": "{nope}", "body": "x"}}}, FieldUnknown, "en.subject"),
        ({"per_wave": 0}, Invalid, "perWave"),
        ({"per_wave": 501}, Invalid, "perWave"),
        ({"wait_hours": 11}, Invalid, "waitHours"),
        ({"wait_hours": 169}, Invalid, "waitHours"),
        ({"wait_hours": 25, "urgent": True}, Invalid, "waitHours"),
    ],
)
async def test_what_cannot_be_is_refused(
    account: Account, changes: dict[str, Any], error: type[DomainError], field: str
) -> None:
    organizer, task, _, _ = await make_wanted(account, 1)
    with pytest.raises(error) as refused:
        await make_appeal(organizer, task, **changes)
    assert refused.value.field == field
    assert await Appeal.filter(account_id=account.id).count() == 0


async def test_only_organizers_of_the_region_write_release_and_stop(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 1)
    elsewhere = await make_organizer(account, "US/CA/")
    foreign = await make_organizer(await make_account())
    with pytest.raises(SignInRequired):
        await make_appeal(stranger(account.id), task)
    with pytest.raises(NotAllowed):
        await make_appeal(elsewhere, task)
    with pytest.raises(NotFound):
        await make_appeal(foreign, task)
    draft = await make_appeal(organizer, task)
    for other in (elsewhere, foreign, stranger(account.id)):
        for verb in (release_appeal, stop_appeal):
            with pytest.raises(NotFound):
                await verb(other, draft.id)
        if other.person_id is not None:
            with pytest.raises(NotFound):
                await save_appeal(other, appeal_id=draft.id, texts=TEXTS, per_wave=1, wait_hours=24)
    assert (await Appeal.get(account_id=account.id)).state is AppealState.DRAFT


async def test_an_appeal_is_released_once_and_one_of_a_task_at_a_time(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 1)
    other = await make_appeal(organizer, task)
    released = await make_running(organizer, task)
    assert (released.state, released.released_at, released.next_wave_at) == (AppealState.RUNNING, NOON, NOON)
    for draft in (released, other):
        with pytest.raises(Conflict):
            await release_appeal(organizer, draft.id)
    with pytest.raises(Conflict):
        await save_appeal(organizer, appeal_id=released.id, texts=TEXTS, per_wave=1, wait_hours=24)
    assert (await Appeal.get(account_id=account.id, id=other.id)).state is AppealState.DRAFT
    assert [name for name, _ in await jobs_of(account)].count("asks.wave") == 1


async def test_stopping_takes_back_what_is_not_sent(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 3)
    appeal = await make_running(organizer, task)
    assert await take_waves(system_actor(account.id)) == 2
    await Ask.filter(account_id=account.id, id=(await first_ask(account)).id).update(status=AskStatus.SENT)
    stopped, recalled = await stop_appeal(organizer, appeal.id)
    assert (stopped.state, stopped.ended_at, stopped.next_wave_at, recalled) == (AppealState.STOPPED, NOON, None, 1)
    assert await Ask.filter(account_id=account.id, status=AskStatus.RECALLED).count() == 1
    assert await stop_appeal(organizer, appeal.id) == (stopped, 0)


async def test_stopping_without_taking_back_lets_go_out_what_was_chosen(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 3)
    appeal = await make_running(organizer, task)
    await take_waves(system_actor(account.id))
    stopped, recalled = await stop_appeal(organizer, appeal.id, recall=False)
    assert (stopped.state, recalled) == (AppealState.STOPPED, 0)
    assert await Delivery.filter(account_id=account.id, state=DeliveryState.PENDING).count() == 2
    assert await take_waves(system_actor(account.id)) == 0


async def test_a_reader_gets_the_text_in_their_language_with_their_own_facts(account: Account) -> None:
    organizer, task, _, people = await make_wanted(account, 1)
    texts = TEXTS | {"ar": {"subject": "مرحبا {first_name|صديق}", "body": "{place|المنزل} <b>"}}
    await Person.filter(account_id=account.id, id=people[0].id).update(language="ar", first_name="Lea")
    await make_running(organizer, task, texts=texts)
    await take_waves(system_actor(account.id))
    delivery = await Delivery.get(account_id=account.id)
    person = await Person.get(account_id=account.id, id=people[0].id)
    letter = (await read_ask_facts(account.id, [delivery], {person.id: person})).letter(delivery, person)
    assert letter is not None
    assert letter.subject == "مرحبا Lea"
    assert "\u2068Chelsea\u2069 <b>" in render_text(letter)
    assert "<bdi>Chelsea</bdi> &lt;b&gt;" in render_html(letter)
    assert "Saturday doors" in render_text(letter)


async def test_a_called_off_task_stops_its_appeal(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 1)
    appeal = await make_running(organizer, task)
    task.status = type(task.status)("cancelled")
    await task.save(update_fields=["status"])
    assert await take_waves(system_actor(account.id)) == 0
    assert (await Appeal.get(account_id=account.id, id=appeal.id)).state is AppealState.STOPPED


async def test_nobody_appeals_for_a_task_that_is_not_there(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/")
    with pytest.raises(NotFound):
        await make_appeal(organizer, await make_task(await make_account()))


async def first_ask(account: Account) -> Ask:
    ask = await Ask.filter(account_id=account.id).order_by("id").first()
    assert ask is not None
    return ask
