"""The audit log says nothing about anybody whose key is gone."""

from models.kernel import audit, ids
from models.kernel.tables import Account, AuditEntry
from tests.factories import actor_for, make_person


async def test_an_entry_can_be_read_as_long_as_the_key_exists(account: Account) -> None:
    person = await make_person(account, first_name="Noor")
    subject = ids.new_id()
    await audit.record(actor_for(person), "person.update", "person", subject, first_name="Noor")
    (entry,) = await AuditEntry.filter(account_id=account.id)
    assert (entry.verb, entry.subject_id, entry.actor_person_id) == ("person.update", subject, person.id)
    assert b"Noor" not in (entry.payload or b"")
    assert await audit.read_payload(entry) == {"first_name": "Noor"}
    await audit.destroy_key(account.id, person.id)
    assert await audit.read_payload(entry) is None


async def test_one_person_has_one_key(account: Account) -> None:
    person = await make_person(account)
    for number in range(3):
        await audit.record(actor_for(person), "x", "person", None, number=number)
    entries = await AuditEntry.filter(account_id=account.id).order_by("id")
    assert len({entry.key_id for entry in entries}) == 1
    payloads = [await audit.read_payload(entry) for entry in entries]
    assert payloads == [{"number": 0}, {"number": 1}, {"number": 2}]


async def test_without_a_payload_no_key_is_made(account: Account) -> None:
    await audit.record(actor_for(await make_person(account)), "x", "person", None)
    (entry,) = await AuditEntry.filter(account_id=account.id)
    assert (entry.key_id, entry.payload) == (None, None)
