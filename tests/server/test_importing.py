"""Files from the command line: dry run, import, undo; the lines tell a person what happened."""

from pathlib import Path

import pytest

from models.activity.tables import Activity
from models.kernel.errors import Invalid, NotFound
from models.kernel.tables import Account
from models.people.tables import Import, Person, PersonKind
from server.importing import import_file, undo_import
from tests.factories import make_person

PEOPLE = "First Name;Last Name;E-Mail;ZIP\nAda;Lovelace;ada@example.org;10001\nGrace;Hopper;grace@example.org;1000x\n"
WORK = "Email,Activity,Minutes,Date\nada@example.org,phone_bank,30,2026-11-20\n"


def report(_step: str, _done: int, _total: int | None) -> None:
    """Nobody watches."""


def write(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


async def test_a_dry_run_tells_everything_and_keeps_nothing(geography: None, account: Account, tmp_path: Path) -> None:
    path = write(tmp_path, PEOPLE)
    lines = await import_file("people", path, mapping={}, dry_run=True, account=account.slug, report=report)
    assert "  email: E-Mail" in lines
    assert any(line.startswith("Row 3, ZIP “1000x”:") for line in lines)
    assert lines[-1] == "Nothing was kept: this was a dry run."
    assert not await Person.exists(account_id=account.id)


async def test_people_come_in_as_contacts_and_go_again(geography: None, account: Account, tmp_path: Path) -> None:
    path = write(tmp_path, PEOPLE)
    await import_file("people", path, mapping={}, dry_run=False, account=account.slug, report=report)
    assert await Person.filter(account_id=account.id, kind=PersonKind.CONTACT, first_name="Ada").count() == 1
    added = await Person.filter(account_id=account.id).count()
    done = await Import.get(account_id=account.id)
    line = await undo_import(done.id, account=account.slug, report=report)
    assert line == f"{added} people are gone again; 0 have come in since and stay."
    assert not await Person.exists(account_id=account.id)


async def test_work_is_credited_to_those_who_are_here(geography: None, account: Account, tmp_path: Path) -> None:
    person = await make_person(account, email="ada@example.org")
    path = write(tmp_path, WORK)
    await import_file("activities", path, mapping={}, dry_run=False, account=account.slug, report=report)
    activity = await Activity.get(account_id=account.id)
    assert (activity.ledger_id, activity.kind, activity.minutes) == (person.ledger_id, "phone_bank", 30)
    done = await Import.get(account_id=account.id)
    assert await undo_import(done.id, account=account.slug, report=report) == "1 activities count no longer."


async def test_a_missing_file_and_a_missing_account_are_said_so(account: Account, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="cannot be read: No such file"):
        await import_file(
            "people", tmp_path / "none.csv", mapping={}, dry_run=True, account=account.slug, report=report
        )
    with pytest.raises(NotFound, match="“nobody”"):
        await import_file("people", write(tmp_path, PEOPLE), mapping={}, dry_run=True, account="nobody", report=report)
