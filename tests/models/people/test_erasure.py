"""Download and erasure: everything of one's own can be taken along, and nothing of it stays behind."""

from datetime import date
from typing import Any

import orjson
import pytest

from models.asks.tables import Ask, AskKind, AskStatus, Delivery, MailboxMessage, MessagePurpose
from models.kernel import audit, clock, ids, outbox, work
from models.kernel.actor import Actor, Role, stranger
from models.kernel.errors import Invalid, NotAllowed, NotFound, SignInRequired
from models.kernel.keys import ACCOUNT_TABLES, PERSON_MENTIONS, PERSON_TABLES
from models.kernel.tables import Account
from models.people import actions
from models.people.queries import export_person
from models.people.tables import Channel, ErasureCertificate, Person, Team
from models.skills.queries import skill_id
from models.tasks.tables import Assignment, AssignmentState
from tests.factories import actor_for, make_organizer, make_person
from tests.models.asks.stage import make_shift, make_task
from tests.models.people.stage import join, make_work

pytestmark = pytest.mark.usefixtures("geography", "skills")

STRINGS = ("zebulon", "quagmire", "zq@example.org", "+12125550199", "the night owl", "rumpelstiltskin")


async def columns_named_for_people() -> set[tuple[str, str]]:
    """Every column of the database by which a row may point to a person."""
    rows = await work.fetch(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() "
        "AND (column_name LIKE '%person%' OR column_name IN ('organizer_id', 'host_id') "
        "OR column_name LIKE '%\\_by' AND data_type = 'uuid')"
    )
    return {(row["table_name"], row["column_name"]) for row in rows}


async def test_every_column_that_names_a_person_is_on_the_kernel_s_list(account: Account) -> None:
    listed = {(table, "person_id") for table in PERSON_TABLES} | set(PERSON_MENTIONS)
    assert await columns_named_for_people() == listed
    assert set(PERSON_TABLES) <= set(ACCOUNT_TABLES)


async def everything_in_the_database() -> str:
    """All rows of all tables, as text."""
    tables = await work.fetch("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    reference = {"skills", "skill_words", "place_names", "postal_codes", "cities", "regions", "region_names"}
    texts = []
    for table in {row["tablename"] for row in tables} - reference - {"postal_code_districts"}:
        rows = await work.fetch(f"SELECT t::text AS text FROM {table} AS t")
        texts += [row["text"] for row in rows]
    return "\n".join(texts).lower()


async def live_a_life(account: Account) -> tuple[Person, Actor]:
    """Somebody who left a trace in every table that can hold one."""
    person = await join(account, "zq@example.org", first_name="Zebulon")
    actor = actor_for(person)
    await actions.update_me(
        actor,
        {
            "last_name": "Quagmire",
            "alias": "The Night Owl",
            "phone": "212-555-0199",
            "skill_ids": [skill_id("cooking")],
        },
    )
    person = await Person.get(account_id=account.id, id=person.id)
    organizer = await make_organizer(account, "", Role.ADMIN)
    await actions.grant_membership(organizer, person_id=person.id, role=Role.ORGANIZER)
    await actions.create_api_token(
        actor_for(person, *organizer.scopes), name="Rumpelstiltskin", permissions=["read"], days=1
    )
    await make_work(person)
    task = await make_task(account, host_person_id=person.id, created_by=person.id)
    shift = await make_shift(task)
    now, owned = clock.now(), {"account_id": account.id, "person_id": person.id}
    await Assignment.create(
        id=ids.new_id(),
        shift_id=shift.id,
        state=AssignmentState.CONFIRMED,
        queued_at=now,
        updated_at=now,
        feedback="Rumpelstiltskin",
        **owned,
    )
    ask = await Ask.create(
        id=ids.new_id(),
        kind=AskKind.SHIFT,
        task_id=task.id,
        shift_id=shift.id,
        reasons=[{"code": "near", "name": "Zebulon"}],
        score=1,
        status=AskStatus.SENT,
        chosen_on=date(2026, 11, 22),
        chosen_at=now,
        asked_by=organizer.person_id,
        **owned,
    )
    other = await make_person(account)
    await Ask.create(
        id=ids.new_id(),
        account_id=account.id,
        person_id=other.id,
        kind=AskKind.SHIFT,
        task_id=task.id,
        shift_id=shift.id,
        reasons=[],
        score=1,
        status=AskStatus.SENT,
        chosen_on=date(2026, 11, 22),
        chosen_at=now,
        asked_by=person.id,
    )
    await Delivery.create(
        id=ids.new_id(),
        purpose=MessagePurpose.ASK,
        channel=Channel.EMAIL,
        ask_id=ask.id,
        template="ask",
        parameters={},
        due_at=now,
        created_at=now,
        body="Dear Zebulon",
        **owned,
    )
    for number, owner in enumerate((person.id, None)):
        await MailboxMessage.create(
            id=ids.new_id(),
            account_id=account.id,
            person_id=owner,
            to_address="ZQ@example.org",
            subject="Hi Zebulon",
            text="",
            html="",
            message_id=str(number),
            received_at=now,
        )
    await actions.request_sign_in(stranger(account.id), email="zq@example.org")
    async with work.unit_of_work(actor):
        await audit.record(actor, "test.note", "person", person.id, note="rumpelstiltskin")
        await outbox.enqueue("test.one", account_id=account.id, person_id=person.id)
        await outbox.enqueue("test.page", account_id=account.id, person_ids=[other.id, person.id])
    return person, actor_for(person)


async def sums(account: Account) -> list[Any]:
    """What the ledger adds up to."""
    row = await work.fetch_row(
        "SELECT count(*), sum(quantity), sum(minutes), count(DISTINCT ledger_id) FROM activities WHERE account_id = $1",
        account.id,
    )
    return list(row or ())


async def test_after_erasure_nothing_says_who_it_was_and_sums_stay(account: Account) -> None:
    person, actor = await live_a_life(account)
    before, sums_before = await everything_in_the_database(), await sums(account)
    assert [string for string in STRINGS if string not in before] == []
    hooks: list[tuple[object, object]] = []

    async def hook(account_id: object, person_id: object) -> None:
        hooks.append((account_id, person_id))

    certificate = await actions.erase_person(actor, confirm_email=" ZQ@example.org", before=[hook])

    after = await everything_in_the_database()
    assert [string for string in STRINGS if string in after] == []
    assert await sums(account) == sums_before
    assert hooks == [(account.id, person.id)]
    assert certificate.counts["people"] == 1
    assert certificate.counts["assignments"] == 1
    assert (await Team.get(account_id=account.id)).member_count == 0
    pages = await work.fetch("SELECT payload FROM outbox_rows WHERE account_id = $1 AND name = 'test.page'", account.id)
    assert [len(orjson.loads(page["payload"])["person_ids"]) for page in pages] == [1]
    assert await work.fetch("SELECT 1 FROM outbox_rows WHERE account_id = $1 AND name = 'test.one'", account.id) == []


async def test_erasing_needs_one_s_own_address(account: Account) -> None:
    person = await make_person(account, email="ada@example.org")
    for typed in (None, "", "bob@example.org"):
        with pytest.raises(Invalid):
            await actions.erase_person(actor_for(person), confirm_email=typed)
    with pytest.raises(SignInRequired):
        await actions.erase_person(stranger(account.id), confirm_email="ada@example.org")
    assert await Person.exists(account_id=account.id, id=person.id)
    assert not await ErasureCertificate.exists(account_id=account.id)


async def test_administrators_erase_others_within_their_region(account: Account) -> None:
    person = await make_person(account)
    with pytest.raises(NotAllowed):
        await actions.erase_person(await make_organizer(account, "US/NY/"), person_id=person.id)
    with pytest.raises(NotFound):
        await actions.erase_person(await make_organizer(account, "PL/", Role.ADMIN), person_id=person.id)
    assert await Person.exists(account_id=account.id, id=person.id)
    await actions.erase_person(await make_organizer(account, "US/", Role.ADMIN), person_id=person.id)
    assert not await Person.exists(account_id=account.id, id=person.id)


async def test_who_comes_back_is_somebody_new(account: Account) -> None:
    person = await join(account)
    await actions.erase_person(actor_for(person), confirm_email="ada@example.org")
    again = await join(account)
    assert again.id != person.id
    assert again.ledger_id != person.ledger_id


async def test_a_download_holds_everything_and_no_secret(account: Account) -> None:
    person, actor = await live_a_life(account)
    data = await export_person(actor)
    text = orjson.dumps(data).decode()
    assert data["profile"]["first_name"] == "Zebulon"
    assert data["profile"]["phone"] == "+12125550199"
    assert [row["evidence"] for row in data["skills"]] == ["declared"]
    assert {row["purpose"] for row in data["consents"]} == {"participation", "asks"}
    assert len(data["memberships"]) == 1
    assert {row["kind"] for row in data["sessions"]} == {"browser", "api_token"}
    assert any(row["detail"] == {"note": "rumpelstiltskin"} for row in data["history"])
    assert [row["minutes"] for row in data["activities"]] == [60]
    assert [row["body"] for row in data["deliveries"]] == ["Dear Zebulon"]
    assert [row["feedback"] for row in data["assignments"]] == ["Rumpelstiltskin"]
    assert "hash" not in text
    assert str(person.account_id) not in text
