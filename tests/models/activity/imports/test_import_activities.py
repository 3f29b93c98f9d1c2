"""Taking in other systems' tables of work."""

from datetime import UTC, date, datetime

import pytest

from models.activity import actions, queries
from models.activity.imports import import_activities, undo_import
from models.activity.tables import Activity, ActivityKind, CorrectionReason, Source
from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from models.kernel.tables import Account
from models.people.tables import Import, Person
from tests.factories import actor_for, make_account, make_organizer, make_person
from tests.models.activity.imports.taking_in import NOW, take_in, two_people
from tests.models.activity.ledger_reading import counts, facets

OWN_TABLE = """E-Mail;Datum;Art;Stunden;Türen
ada@example.org;25.03.2026;Canvass;2,5;40
grace@example.org;26.03.2026;Cooking;3;
nobody@example.org;26.03.2026;Cooking;3;
ada@example.org;27.03.2026;Dancing;1;
ada@example.org;gestern;Canvass;1;
"""


async def test_a_file_counts_once_though_somebody_has_moved(account: Account) -> None:
    ada, _ = await two_people(account)
    assert (await take_in(account, OWN_TABLE)).added == 2
    await Person.filter(id=ada.id).update(time_zone="Europe/Warsaw")
    before = await counts(account.id)
    report = await take_in(account, OWN_TABLE)
    assert (report.added, report.known) == (0, 2)
    assert await counts(account.id) == before


@pytest.mark.parametrize(("written", "quantity"), [("1,234", 1234), ("12,345", 12345), ("1,5", 2), ("40", 40)])
async def test_thousands_are_read_where_things_are_counted(account: Account, written: str, quantity: int) -> None:
    await two_people(account)
    table = f"email;date;kind;doors;hours\nada@example.org;2026-03-25;canvass;{written};1,5\n"
    report = await take_in(account, table)
    assert report.problems == []
    activity = await Activity.get(account_id=account.id)
    assert (activity.quantity, activity.minutes) == (quantity, 90)


async def test_advice_is_given_in_the_reader_s_language(account: Account) -> None:
    await two_people(account)
    report = await take_in(account, OWN_TABLE)
    for problem in report.problems:
        assert problem.advice_in("en") == problem.advice
        assert len({problem.advice, problem.advice_in("pl"), problem.advice_in("ar")}) == 3
    assert "pominięt" in report.problems[0].advice_in("pl")


async def test_a_table_of_ones_own_is_understood(account: Account) -> None:
    ada, grace = await two_people(account)
    report = await take_in(account, OWN_TABLE)
    assert (report.rows, report.added, report.known, report.left_out) == (5, 2, 0, 3)
    assert report.mapping == {
        "email": ["E-Mail"],
        "kind": ["Art"],
        "started_at": ["Datum"],
        "hours": ["Stunden"],
        "doors": ["Türen"],
    }
    assert [(problem.row, problem.column, problem.value, problem.left_out) for problem in report.problems] == [
        (4, "E-Mail", "nobody@example.org", True),
        (5, "Art", "Dancing", True),
        (6, "Datum", "gestern", True),
    ]
    first = await Activity.get(account_id=account.id, ledger_id=ada.ledger_id)
    assert (first.kind, first.quantity, first.minutes) == (ActivityKind.CANVASS, 40, 150)
    assert (first.local_date, first.source, first.import_id) == (date(2026, 3, 25), Source.IMPORT, report.import_id)
    second = await Activity.get(account_id=account.id, ledger_id=grace.ledger_id)
    assert (second.kind, second.minutes, second.quantity) == (ActivityKind.COOKING, 180, 0)
    kept = await Import.get(account_id=account.id, id=report.import_id)
    assert (kept.subject, kept.finished_at, kept.counts["added"]) == ("activities", NOW, 2)


async def test_a_dry_run_keeps_nothing(account: Account) -> None:
    await two_people(account)
    report = await take_in(account, OWN_TABLE, dry_run=True)
    assert (report.import_id, report.added, len(report.problems)) == (None, 2, 3)
    assert await counts(account.id) == (0, 0, 0)
    assert await Import.filter(account_id=account.id).count() == 0


async def test_the_same_file_twice_adds_nothing(account: Account) -> None:
    await two_people(account)
    await take_in(account, OWN_TABLE)
    before = await counts(account.id)
    again = await take_in(account, OWN_TABLE)
    assert (again.added, again.known) == (0, 2)
    assert await counts(account.id) == before


async def test_the_same_row_twice_is_work_done_twice(account: Account) -> None:
    await two_people(account)
    row = "ada@example.org,2026-03-25,Rally,60\n"
    text = "email,date,kind,minutes\n" + row * 2
    assert (await take_in(account, text)).added == 2
    assert (await take_in(account, text + row)).added == 1
    assert await Activity.filter(account_id=account.id).count() == 3


async def test_undone_is_withdrawn_and_can_be_taken_in_again(account: Account) -> None:
    ada, _ = await two_people(account)
    report = await take_in(account, OWN_TABLE)
    assert report.import_id
    with clock.freeze(NOW):
        assert await undo_import(system_actor(account.id), import_id=report.import_id) == 2
    assert await facets(account.id) == []
    assert await counts(account.id) == (4, 0, 4)
    assert {row.reason_code for row in await Activity.filter(account_id=account.id, revision=1)} == {"import_undone"}
    with pytest.raises(Conflict):
        await undo_import(system_actor(account.id), import_id=report.import_id)
    again = await take_in(account, OWN_TABLE)
    assert (again.added, again.known) == (2, 0)
    mine = (await queries.my_activities(actor_for(ada))).rows
    assert [(one.points, one.voided, one.revision) for one in mine] == [(150_000, False, 2)]
    assert again.import_id
    with clock.freeze(NOW):
        assert await undo_import(system_actor(account.id), import_id=again.import_id) == 2
    assert await facets(account.id) == []


async def test_undoing_leaves_alone_what_people_withdrew_themselves(account: Account) -> None:
    ada, _ = await two_people(account)
    report = await take_in(account, OWN_TABLE)
    assert report.import_id
    (mine,) = (await queries.my_activities(actor_for(ada))).rows
    with clock.freeze(NOW):
        await actions.correct_activity(
            actor_for(ada), activity_id=mine.id, voided=True, reason_code=CorrectionReason.COUNTED_TWICE
        )
        assert await undo_import(system_actor(account.id), import_id=report.import_id) == 1
    assert (await take_in(account, OWN_TABLE)).added == 1


async def test_an_import_that_was_broken_off_goes_on(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    await two_people(account)
    monkeypatch.setitem(import_activities.__globals__, "BATCH", 1)

    def give_up(done: int, _: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await take_in(account, OWN_TABLE, progress=give_up)
    report = await take_in(account, OWN_TABLE)
    assert (report.added, report.known) == (1, 1)
    assert await Import.filter(account_id=account.id).count() == 1
    assert await Activity.filter(account_id=account.id, import_id=report.import_id).count() == 2


async def test_a_household_that_shares_an_address_is_told_apart_by_names(account: Account) -> None:
    one = await make_person(account, email="home@example.org", first_name="Ann", last_name="Bell")
    two = await make_person(account, email="home@example.org", sign_in_key=None, first_name="Bob", last_name="Bell")
    text = (
        "email,first name,last name,date,kind,minutes\n"
        "home@example.org,Bob,Bell,2026-03-25,Rally,60\n"
        "HOME@Example.org,ann,,2026-03-25,Rally,30\n"
        "home@example.org,,,2026-03-25,Rally,45\n"
        "home@example.org,Carl,Bell,2026-03-25,Rally,50\n"
    )
    report = await take_in(account, text)
    rows = await Activity.filter(account_id=account.id).values_list("ledger_id", "minutes")
    assert sorted(rows, key=lambda row: row[1]) == [(one.ledger_id, 30), (two.ledger_id, 60)]
    assert [(problem.row, problem.advice) for problem in report.problems] == [
        (4, "Several people could be meant. Add the first name, or another e-mail address. The row is left out."),
        (5, "Nobody in your region is known by this. Import people first. The row is left out."),
    ]


async def test_people_are_found_by_phone_too(account: Account) -> None:
    ada = await make_person(account, phone="+12125550143")
    await take_in(account, "phone,date,kind,minutes\n(212) 555-0143,2026-03-25,Rally,60\n")
    assert (await Activity.get(account_id=account.id)).ledger_id == ada.ledger_id


async def test_an_organizer_takes_in_the_work_of_people_in_scope_only(account: Account) -> None:
    await two_people(account)
    await make_person(account, email="west@example.org", region_path="US/CA/037/")
    text = "email,date,kind,minutes\nada@example.org,2026-03-25,Rally,60\nwest@example.org,2026-03-25,Rally,60\n"
    organizer = await make_organizer(account, "US/NY/")
    report = await take_in(account, text, organizer)
    assert (report.added, report.left_out) == (1, 1)
    assert report.problems[0].advice.startswith("Nobody in your region is known by this.")
    whole = await take_in(account, text)
    assert whole.import_id
    assert report.import_id
    with pytest.raises(NotAllowed):
        await undo_import(organizer, import_id=whole.import_id)
    with clock.freeze(NOW):
        assert await undo_import(organizer, import_id=report.import_id) == 1


async def test_volunteers_import_nothing_and_foreign_imports_do_not_exist(account: Account) -> None:
    ada, _ = await two_people(account)
    with pytest.raises(NotAllowed):
        await take_in(account, OWN_TABLE, actor_for(ada))
    report = await take_in(account, OWN_TABLE)
    assert report.import_id
    with pytest.raises(NotAllowed):
        await undo_import(actor_for(ada), import_id=report.import_id)
    for import_id in (report.import_id, ids.new_id()):
        with pytest.raises(NotFound):
            await undo_import(system_actor((await make_account()).id), import_id=import_id)


async def test_columns_can_be_chosen(account: Account) -> None:
    await two_people(account)
    text = "who,when,what,how long\nada@example.org,2026-03-25,Rally,60\n"
    report = await take_in(account, text, choices={"kind": "what", "minutes": "how long"})
    assert (report.added, report.mapping["email"], report.mapping["started_at"]) == (1, ["who"], ["when"])
    with pytest.raises(Invalid):
        await take_in(account, text, choices={"kind": "nothing"})


async def test_what_cannot_be_is_left_out_with_its_reason(account: Account) -> None:
    await two_people(account)
    text = (
        "email,date,kind,minutes\n"
        "ada@example.org,2036-03-25,Rally,60\n"
        "ada@example.org,2026-03-25,Rally,6000\n"
        "ada@example.org,2026-03-25,Rally,many\n"
    )
    report = await take_in(account, text)
    assert report.added == 1
    assert [(problem.row, problem.left_out, problem.advice) for problem in report.problems] == [
        (2, True, "This lies in the future. Log it when it is done."),
        (3, True, "One activity has 0 to 1440 minutes (24 hours). Log longer work day by day."),
        (4, False, "This is no number. The cell is left out."),
    ]


async def test_the_rows_zone_decides_its_day(account: Account) -> None:
    await two_people(account)
    text = "email,start date,kind,minutes,timezone\nada@example.org,2026-03-25 00:30,Rally,60,Asia/Karachi\n"
    await take_in(account, text)
    row = await Activity.get(account_id=account.id)
    assert (row.started_at, row.local_date) == (datetime(2026, 3, 24, 19, 30, tzinfo=UTC), date(2026, 3, 25))
