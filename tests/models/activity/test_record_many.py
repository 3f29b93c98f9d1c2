"""Taking in many activities at once."""

from datetime import UTC, datetime, timedelta

import pytest

from models.activity import actions
from models.activity.actions import NewActivity
from models.activity.errors import ActivityInvalid
from models.activity.tables import Activity, ActivityKind, Source
from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.errors import NotAllowed, NotFound
from models.kernel.tables import Account, OutboxRow
from models.people.tables import Person
from tests.factories import actor_for, make_account, make_person
from tests.models.activity.ledger_reading import counts, facets, net_ledger

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


def stream(person: Person, size: int) -> list[NewActivity]:
    """So many activities of ten minutes, one every three hours backwards from now."""
    return [
        NewActivity(
            person.ledger_id, f"stream-{number:06}", ActivityKind.DESIGN, 1, 10, NOW - timedelta(hours=3 * number)
        )
        for number in range(size)
    ]


async def test_records_by_copy_what_it_records_by_insert(account: Account) -> None:
    actor = system_actor(account.id)
    other = await make_account()
    batch = stream(await make_person(account), 200)
    twin = [one._replace(ledger_id=person.ledger_id) for person in [await make_person(other)] for one in batch]
    at_once = await actions.record_many(actor, batch, source=Source.REPLAY)
    for start in range(0, 200, 40):
        await actions.record_many(system_actor(other.id), twin[start : start + 40], source=Source.REPLAY)
    assert at_once.added == 200
    assert await net_ledger(account.id) == await net_ledger(other.id)


async def test_what_is_known_is_left_as_it_is(account: Account) -> None:
    actor = system_actor(account.id)
    batch = stream(await make_person(account), 120)
    await actions.record_many(actor, batch[:70], source=Source.REPLAY)
    before = await facets(account.id)
    again = await actions.record_many(
        actor, [one._replace(minutes=99) for one in [*batch[:70], *batch[:70]]], source=Source.REPLAY
    )
    assert (again.added, again.entries, len(again.repeated)) == (0, [], 70)
    assert await facets(account.id) == before
    more = await actions.record_many(actor, [*batch, *batch], source=Source.REPLAY)
    assert (more.added, len(more.repeated)) == (50, 120)
    assert await counts(account.id) == (120, 0, 120)


async def test_jobs_come_in_pages_of_500_entries(account: Account) -> None:
    actor = system_actor(account.id)
    recorded = await actions.record_many(actor, stream(await make_person(account), 1001), source=Source.IMPORT)
    pages = await OutboxRow.filter(account_id=account.id, name="activity.recorded").values_list("payload", flat=True)
    assert sorted(len(page["entry_ids"]) for page in pages) == [1, 500, 500]
    assert {name for page in pages for name in page["entry_ids"]} == {str(entry.id) for entry in recorded.entries}


async def test_a_replay_folds_its_entries_itself(account: Account) -> None:
    person = await make_person(account)
    recorded = await actions.record_many(
        system_actor(account.id), stream(person, 60), source=Source.REPLAY, announce=False
    )
    assert sum(entry.points for entry in recorded.entries) == 600_000
    assert {(entry.ledger_id, entry.region_id) for entry in recorded.entries} == {(person.ledger_id, person.region_id)}
    assert await OutboxRow.filter(account_id=account.id).count() == 0


async def test_remembers_import_source_and_last_activity(account: Account) -> None:
    person, import_id = await make_person(account), ids.new_id()
    await actions.record_many(system_actor(account.id), stream(person, 60), source=Source.IMPORT, import_id=import_id)
    assert await Activity.filter(account_id=account.id, import_id=import_id, source=Source.IMPORT).count() == 60
    assert (await Person.get(account_id=account.id, id=person.id)).last_active_at == NOW
    await Person.filter(account_id=account.id, id=person.id).update(last_active_at=NOW + timedelta(days=1))
    more = [one._replace(client_key=f"again-{one.client_key}") for one in stream(person, 60)]
    await actions.record_many(system_actor(account.id), more, source=Source.IMPORT)
    assert (await Person.get(account_id=account.id, id=person.id)).last_active_at == NOW + timedelta(days=1)


async def test_nothing_of_a_batch_with_a_fault_is_recorded(account: Account) -> None:
    person = await make_person(account)
    stray = await make_person(await make_account())
    batch = stream(person, 3)
    with clock.freeze(NOW):
        with pytest.raises(ActivityInvalid):
            await actions.record_many(
                system_actor(account.id), [*batch, batch[0]._replace(minutes=-1)], source=Source.IMPORT
            )
        with pytest.raises(NotFound):
            await actions.record_many(
                system_actor(account.id), [*batch, batch[0]._replace(ledger_id=stray.ledger_id)], source=Source.IMPORT
            )
        with pytest.raises(NotAllowed):
            await actions.record_many(actor_for(person), batch, source=Source.IMPORT)
    assert await counts(account.id) == (0, 0, 0)


async def test_an_empty_batch_is_no_trouble(account: Account) -> None:
    recorded = await actions.record_many(system_actor(account.id), [], source=Source.IMPORT)
    assert (recorded.added, recorded.repeated, recorded.entries) == (0, set(), [])
