"""One person in twenty is never asked automatically."""

import importlib
from uuid import UUID

import pytest

from models.kernel import ids, work
from models.kernel.tables import Account
from models.people.rules.holdout import is_held_out
from models.people.tables import Person
from tests.factories import make_person
from tests.models.people.stage import ask_to_join

ACCOUNT = UUID(int=1)


def test_the_lot_falls_on_one_in_twenty_of_a_fixed_set() -> None:
    assert sum(is_held_out(ACCOUNT, UUID(int=number)) for number in range(100_000)) == 4_993


def test_another_account_draws_other_lots() -> None:
    first, second = (
        {number for number in range(10_000) if is_held_out(UUID(int=account), UUID(int=number))} for account in (1, 2)
    )
    assert len(first & second) < len(first) / 5


@pytest.mark.usefixtures("geography")
@pytest.mark.parametrize("held_out", [True, False])
async def test_signing_up_draws_the_lot(account: Account, monkeypatch: pytest.MonkeyPatch, *, held_out: bool) -> None:
    pseudonym = next(
        each for each in (UUID(int=number) for number in range(1000)) if is_held_out(account.id, each) is held_out
    )
    monkeypatch.setattr(ids, "new_pseudonym", lambda: pseudonym)
    await ask_to_join(account)
    assert (await Person.get(account_id=account.id)).holdout is held_out


async def test_the_migration_draws_the_same_lots(account: Account) -> None:
    for number in range(60):
        await make_person(account, ledger_id=UUID(int=number))
    migration = importlib.import_module("models.migrations.0019_holdout_drawn").Migration
    for statement in migration.operations[0].sql:
        await work.execute(statement)
    drawn = {person.ledger_id.int for person in await Person.filter(account_id=account.id, holdout=True)}
    assert drawn == {number for number in range(60) if is_held_out(account.id, UUID(int=number))}
