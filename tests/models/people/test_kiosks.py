"""Links for screens: one region, no person, until they end."""

from datetime import timedelta

import pytest

from models.kernel import clock, ids
from models.kernel.errors import NotAllowed
from models.kernel.tables import Account
from models.people import actions, queries
from models.people.rules.kiosks import permission_for, region_code_of
from models.people.tables import Session
from tests.factories import actor_for, make_account, make_organizer, make_person, make_region


@pytest.fixture
async def account(db: None) -> Account:
    await make_region("US-NY")
    return await make_account()


async def test_a_link_opens_one_region_and_signs_nobody_in(account: Account) -> None:
    organizer = await make_organizer(account)
    link = await actions.create_kiosk_link(organizer, name="Town hall", region_id=ids.id_for("region:US-NY"), days=30)
    assert await queries.kiosk_region(account.id, link.token) == "US-NY"
    assert await queries.actor_of_token(link.token) is None
    assert link.token not in str(vars(await Session.get(id=link.session.id)))
    other = await make_account(slug="other")
    assert await queries.kiosk_region(other.id, link.token) is None


async def test_a_link_ends_when_it_is_ended_or_its_days_are_over(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = await make_organizer(account)
    region_id = ids.id_for("region:US-NY")
    one, other = [await actions.create_kiosk_link(actor, name="A", region_id=region_id, days=1) for _ in range(2)]
    await actions.revoke_session(actor, session_id=one.session.id)
    assert await queries.kiosk_region(account.id, one.token) is None
    assert await queries.kiosk_region(account.id, other.token) == "US-NY"
    later = clock.now() + timedelta(days=1, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert await queries.kiosk_region(account.id, other.token) is None


async def test_volunteers_make_no_links(account: Account) -> None:
    with pytest.raises(NotAllowed):
        await actions.create_kiosk_link(
            actor_for(await make_person(account)), name="A", region_id=ids.id_for("region:US-NY"), days=1
        )
    assert await Session.all().count() == 0


def test_other_permissions_show_nothing() -> None:
    assert region_code_of([permission_for("US-NY")]) == "US-NY"
    assert region_code_of(["read", "organize"]) is None
