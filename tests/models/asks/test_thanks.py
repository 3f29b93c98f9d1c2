"""Unannounced thanks: by lot among those who earned them, once, in a name that was lent."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from models.activity.actions import log_activity
from models.activity.tables import ActivityKind
from models.asks.actions import deliver_due, sign_thanks, thank_newcomers
from models.asks.rules.lottery import AFTERWARDS, is_drawn
from models.asks.tables import Delivery, DeliveryState, MailboxMessage, NewcomerThanks, ThanksSigner
from models.asks.thanks_report import ThanksReport, thanks_report
from models.kernel import clock, ids
from models.kernel.actor import Actor, stranger, system_actor
from models.kernel.errors import NotAllowed, SignInRequired
from models.kernel.tables import Account
from models.people.tables import Channel, Person, Purpose
from tests.factories import actor_for, make_consent, make_organizer, make_volunteer

NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)


async def agree(person: Person) -> None:
    await make_consent(person, Purpose.ASKS, Channel.EMAIL, at=NOW - timedelta(days=9))


async def work_once(person: Person, at: datetime) -> None:
    with clock.freeze(at):
        await log_activity(
            actor_for(person),
            client_key=f"{uuid4()}",
            kind=ActivityKind.COOKING,
            quantity=3,
            minutes=45,
            started_at=at,
        )


def lucky_id(account: Account, wanted: bool) -> UUID:
    """An id on which the lot falls, or does not."""
    return next(each for each in iter(ids.new_id, None) if is_drawn(account.id, each) is wanted)


async def newcomer(account: Account, *, lucky: bool, **changes: object) -> Person:
    """Somebody who came ten days ago, agreed to mail, and cooked once."""
    values = {"id": lucky_id(account, lucky), "created_at": NOW - timedelta(days=10)} | changes
    person = await make_volunteer(account, **values)
    await agree(person)
    await work_once(person, NOW - timedelta(days=2))
    return person


async def signer(account: Account, region_path: str = "US/NY/", name: str = "Rosa") -> Actor:
    actor = await make_organizer(
        account, region_path, first_name=name, last_name="Diaz", created_at=NOW.replace(year=2020)
    )
    await sign_thanks(actor, sign=True)
    return actor


async def draw(account: Account) -> int:
    with clock.freeze(NOW):
        return await thank_newcomers(system_actor(account.id))


async def test_half_are_thanked_and_all_are_noted(account: Account) -> None:
    rosa = await signer(account)
    winner, other = await newcomer(account, lucky=True), await newcomer(account, lucky=False)
    assert await draw(account) == 1
    assert await draw(account) == 0
    noted = {row.person_id: (row.drawn, row.chance, row.signed_by) for row in await NewcomerThanks.all()}
    assert noted == {winner.id: (True, 0.5, rosa.person_id), other.id: (False, 0.5, None)}
    with clock.freeze(NOW + timedelta(hours=1)):
        assert await deliver_due() == 1
    (letter,) = await MailboxMessage.filter(account_id=account.id)
    assert (letter.person_id, letter.subject) == (winner.id, "Thank you, Ada")
    assert "Rosa D." in letter.text
    assert "45 minutes" in letter.text


async def test_who_has_not_earned_it_or_is_no_newcomer_is_not_drawn(account: Account) -> None:
    await signer(account)
    idle = await make_volunteer(account, created_at=NOW - timedelta(days=5))
    await agree(idle)
    await newcomer(account, lucky=True, created_at=NOW - timedelta(days=31))
    await newcomer(account, lucky=True, holdout=True)
    await newcomer(account, lucky=True, region_path="US/TX/201/")
    silent = await make_volunteer(account, id=lucky_id(account, True), created_at=NOW - timedelta(days=5))
    await work_once(silent, NOW - timedelta(days=1))
    assert await draw(account) == 0
    assert not await NewcomerThanks.exists(account_id=account.id)


async def test_the_nearest_name_signs_and_nobody_thanks_themself(account: Account) -> None:
    await signer(account, "US/")
    near = await signer(account, "US/NY/061/", "Bo")
    person = await newcomer(account, lucky=True)
    await draw(account)
    assert (await NewcomerThanks.get(person_id=person.id)).signed_by == near.person_id


async def test_a_name_that_is_taken_back_signs_nothing_any_more(account: Account) -> None:
    rosa = await signer(account)
    await newcomer(account, lucky=True)
    assert await draw(account) == 1
    await sign_thanks(rosa, sign=False)
    assert not await ThanksSigner.exists(account_id=account.id)
    with clock.freeze(NOW + timedelta(hours=1)):
        await deliver_due()
    assert not await MailboxMessage.exists(account_id=account.id)
    assert (await Delivery.get(account_id=account.id)).state is DeliveryState.RECALLED


@pytest.mark.parametrize("problem", [NotAllowed, SignInRequired])
async def test_only_organizers_sign(account: Account, problem: type[Exception]) -> None:
    actor = actor_for(await make_volunteer(account)) if problem is NotAllowed else stranger(account.id)
    with pytest.raises(problem):
        await sign_thanks(actor, sign=True)
    with pytest.raises(problem):
        await thanks_report(actor)
    assert not await ThanksSigner.exists(account_id=account.id)


async def test_the_report_compares_with_the_holdout(account: Account) -> None:
    rosa = await signer(account)
    people = [await newcomer(account, lucky=number < 6) for number in range(11)]
    await draw(account)
    for person in (*people[:3], people[6]):
        await work_once(person, NOW + timedelta(days=5))
    await work_once(people[7], NOW + AFTERWARDS + timedelta(hours=1))
    with clock.freeze(NOW + AFTERWARDS - timedelta(minutes=1)):
        assert await thanks_report(rosa) == ThanksReport(True, None, None, None, None)
    with clock.freeze(NOW + AFTERWARDS + timedelta(days=1)):
        assert await thanks_report(rosa) == ThanksReport(True, 6, 3, 5, 1)
        elsewhere = await make_organizer(account, "US/TX/")
        assert await thanks_report(elsewhere) == ThanksReport(False, None, None, None, None)


def test_the_lot_falls_on_half_of_them() -> None:
    account_id = ids.new_id()
    drawn = sum(is_drawn(account_id, uuid4()) for _ in range(4000))
    assert 1800 < drawn < 2200
