"""New versions of the formula."""

import copy
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Any

import orjson
import pytest

from models.activity import actions, queries
from models.activity.errors import FormulaInvalid
from models.activity.tables import ActivityKind, Formula, LedgerEntry
from models.kernel import clock
from models.kernel.actor import Role, stranger, system_actor
from models.kernel.errors import NotAllowed, SignInRequired
from models.kernel.tables import Account
from tests.factories import actor_for, make_organizer, make_person

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
VALID = date(2026, 3, 6)


def body(points: int = 2000) -> dict[str, Any]:
    """Version 1, with other points for canvassing."""
    changed: dict[str, Any] = copy.deepcopy(
        orjson.loads(files("models.activity").joinpath("formulas", "version_1.json").read_bytes())
    )
    changed["kinds"]["canvass"]["points"] = points
    return changed


async def test_a_new_version_scores_the_dates_from_then_on(account: Account) -> None:
    admin = await make_organizer(account, role=Role.ADMIN)
    actor = actor_for(await make_person(account))
    with clock.freeze(NOW):
        formula = await actions.publish_formula(admin, body=body(), valid_from=VALID)
    assert formula.version == 2
    with clock.freeze(NOW + timedelta(days=3)):
        for number in range(4):
            await actions.log_activity(
                actor,
                client_key=f"key-0000000{number}",
                kind=ActivityKind.CANVASS,
                quantity=1,
                minutes=10,
                started_at=NOW + timedelta(days=number),
            )
        span = {"first": NOW.date(), "last": NOW.date() + timedelta(days=3)}
        assert await actions.recompute(system_actor(account.id), **span) == []
    entries = await LedgerEntry.filter(account_id=account.id).order_by("client_key")
    assert [(entry.points, entry.formula_version) for entry in entries] == [
        (10_000, 1),
        (10_000, 1),
        (20_000, 2),
        (20_000, 2),
    ]
    assert (await queries.formula_on(account.id, VALID - timedelta(days=1))).version == 1
    assert (await queries.formula_on(account.id, VALID)).version == 2


@pytest.mark.parametrize("days", [-400, 0, 1])
async def test_days_that_have_begun_anywhere_keep_their_formula(account: Account, days: int) -> None:
    admin = await make_organizer(account, role=Role.ADMIN)
    with clock.freeze(NOW), pytest.raises(FormulaInvalid) as refusal:
        await actions.publish_formula(admin, body=body(), valid_from=NOW.date() + timedelta(days=days))
    assert refusal.value.path == "valid_from"
    assert await Formula.filter(account_id=account.id).count() == 0


async def test_versions_follow_each_other(account: Account) -> None:
    admin = await make_organizer(account, role=Role.ADMIN)
    with clock.freeze(NOW):
        await actions.publish_formula(admin, body=body(), valid_from=VALID + timedelta(days=30))
        with pytest.raises(FormulaInvalid):
            await actions.publish_formula(admin, body=body(3000), valid_from=VALID)
        third = await actions.publish_formula(admin, body=body(3000), valid_from=VALID + timedelta(days=30))
    assert third.version == 3
    assert (await queries.formula_on(account.id, VALID + timedelta(days=30))).version == 3


async def test_a_broken_body_is_refused(account: Account) -> None:
    admin = await make_organizer(account, role=Role.ADMIN)
    with clock.freeze(NOW), pytest.raises(FormulaInvalid):
        await actions.publish_formula(admin, body={"kinds": {}}, valid_from=VALID)
    assert await Formula.filter(account_id=account.id).count() == 0


async def test_only_administrators_of_the_whole_account_publish(account: Account) -> None:
    for actor in (await make_organizer(account), await make_organizer(account, "US/", Role.ADMIN)):
        with pytest.raises(NotAllowed):
            await actions.publish_formula(actor, body=body(), valid_from=VALID)
    with pytest.raises(SignInRequired):
        await actions.publish_formula(stranger(account.id), body=body(), valid_from=VALID)
    assert await Formula.filter(account_id=account.id).count() == 0


async def test_recomputation_finds_and_mends_what_is_wrong(account: Account) -> None:
    actor, system = actor_for(await make_person(account)), system_actor(account.id)
    with clock.freeze(NOW):
        await actions.log_activity(actor, client_key="key-00000001", kind=ActivityKind.DESIGN, quantity=1, minutes=40)
        await LedgerEntry.filter(account_id=account.id).update(points=39_000)
        span = {"first": NOW.date(), "last": NOW.date()}
        (found,) = await actions.recompute(system, **span)
        assert (found.client_key, found.points) == ("key-00000001", 1_000)
        assert await LedgerEntry.filter(account_id=account.id).count() == 1
        (mended,) = await actions.recompute(system, **span, mend=True)
        assert mended == found
        assert await actions.recompute(system, **span) == []
    reasons = await LedgerEntry.filter(account_id=account.id).values_list("points", "reason")
    assert sorted(reasons) == [(1_000, "recomputed"), (39_000, "scored")]
    with pytest.raises(NotAllowed):
        await actions.recompute(actor, **span)
