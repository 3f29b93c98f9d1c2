"""Judging activities."""

from datetime import timedelta

import pytest

from models.activity import actions, queries
from models.activity.errors import AlreadyJudged
from models.activity.queries import LoggedActivity
from models.activity.tables import ActivityKind, ActivityReview, LedgerEntry, ReviewReason, Verdict
from models.kernel import clock, ids
from models.kernel.actor import Actor, Role, system_actor
from models.kernel.errors import NotAllowed, NotFound
from models.kernel.tables import Account
from models.people.tables import Membership, Person
from tests.factories import actor_for, make_account, make_organizer, make_person
from tests.models.activity.conftest import NOW
from tests.models.activity.ledger_reading import counts, facets


async def judge(actor: Actor, logged: LoggedActivity, verdict: Verdict, hours: int = 1) -> LoggedActivity:
    with clock.freeze(NOW + timedelta(hours=hours)):
        return await actions.review_activity(
            actor, activity_id=logged.id, verdict=verdict, reason_code=ReviewReason.TALKED_IT_OVER
        )


async def test_corroboration_ends_the_waiting(account: Account, logged: LoggedActivity) -> None:
    organizer = await make_organizer(account, "US/NY/061/")
    judged = await judge(organizer, logged, Verdict.CORROBORATED)
    assert (judged.provisional, judged.points) == (False, 60_000)
    review = await ActivityReview.get(account_id=account.id)
    assert (review.by_ledger_id, review.revision, review.reason_code) == (organizer.ledger_id, 0, "talked_it_over")


async def test_corroborating_what_looked_like_a_slip_brings_the_other_half(account: Account, maker: Person) -> None:
    with clock.freeze(NOW):
        slip = await actions.log_activity(
            actor_for(maker), client_key="key-00000002", kind=ActivityKind.CANVASS, quantity=400, minutes=60
        )
    assert slip.points == 30_000
    assert (await judge(await make_organizer(account), slip, Verdict.CORROBORATED)).points == 60_000


async def test_reversal_and_restoration_append(account: Account, logged: LoggedActivity) -> None:
    organizer = await make_organizer(account)
    gone = await judge(organizer, logged, Verdict.REVERSED)
    assert (gone.reversed, gone.points) == (True, 0)
    back = await judge(organizer, logged, Verdict.RESTORED, hours=2)
    assert (back.reversed, back.points, back.provisional) == (False, 60_000, True)
    entries = await LedgerEntry.filter(account_id=account.id).order_by("recorded_at")
    assert [(one.points, one.reason) for one in entries] == [
        (60_000, "scored"),
        (-60_000, "reversed"),
        (60_000, "reversed"),
    ]


async def test_the_latest_verdict_counts_even_if_the_clock_stands_still(
    account: Account, logged: LoggedActivity
) -> None:
    organizer = await make_organizer(account)
    for verdict in (Verdict.CORROBORATED, Verdict.REVERSED, Verdict.RESTORED, Verdict.CORROBORATED, Verdict.REVERSED):
        judged = await judge(organizer, logged, verdict)
    assert (judged.reversed, judged.points) == (True, 0)
    rows = await ActivityReview.filter(account_id=account.id).order_by("number").values_list("number", "verdict")
    assert [number for number, _ in rows] == [1, 2, 3, 4, 5]
    assert rows[-1][1] == Verdict.REVERSED


async def test_verdicts_that_change_nothing_are_refused(account: Account, logged: LoggedActivity) -> None:
    organizer = await make_organizer(account)
    with pytest.raises(AlreadyJudged):
        await judge(organizer, logged, Verdict.RESTORED)
    await judge(organizer, logged, Verdict.CORROBORATED)
    with pytest.raises(AlreadyJudged):
        await judge(organizer, logged, Verdict.CORROBORATED, hours=2)
    await judge(organizer, logged, Verdict.REVERSED, hours=3)
    before = await counts(account.id)
    with pytest.raises(AlreadyJudged):
        await judge(organizer, logged, Verdict.REVERSED, hours=4)
    assert await counts(account.id) == before


async def test_nobody_judges_their_own_work(account: Account, maker: Person, logged: LoggedActivity) -> None:
    await Membership.create(
        id=ids.new_id(), account_id=account.id, person_id=maker.id, role=Role.ADMIN, created_at=clock.now()
    )
    organizer = await make_organizer(account)
    self_made = Actor(account.id, maker.id, maker.ledger_id, organizer.scopes)
    with pytest.raises(NotAllowed):
        await judge(self_made, logged, Verdict.CORROBORATED)
    assert await ActivityReview.filter(account_id=account.id).count() == 0


async def test_others_learn_nothing_and_makers_may_not(account: Account, maker: Person, logged: LoggedActivity) -> None:
    for actor in (
        actor_for(await make_person(account)),
        await make_organizer(account, "US/CA/"),
        await make_organizer(await make_account()),
    ):
        with pytest.raises(NotFound):
            await judge(actor, logged, Verdict.REVERSED)
    with pytest.raises(NotAllowed):
        await judge(actor_for(maker), logged, Verdict.CORROBORATED)
    with pytest.raises(NotAllowed):
        await judge(await make_organizer(account, role=Role.ANALYST), logged, Verdict.CORROBORATED)
    assert await counts(account.id) == (1, 0, 1)


async def test_the_work_of_an_erased_person_can_still_be_judged_by_the_whole_accounts_organizers(
    account: Account, maker: Person, logged: LoggedActivity
) -> None:
    await Person.filter(account_id=account.id, id=maker.id).delete()
    with pytest.raises(NotFound):
        await judge(await make_organizer(account, "US/"), logged, Verdict.REVERSED)
    assert (await judge(await make_organizer(account), logged, Verdict.REVERSED)).points == 0


async def test_many_at_once(account: Account, maker: Person) -> None:
    keys = []
    for number in range(3):
        with clock.freeze(NOW):
            one = await actions.log_activity(
                actor_for(maker),
                client_key=f"key-0000000{number}",
                kind=ActivityKind.DESIGN,
                quantity=1,
                minutes=30,
            )
        keys.append((one.ledger_id, one.client_key))
    with clock.freeze(NOW + timedelta(hours=1)):
        await actions.review_many(
            system_actor(account.id),
            keys=keys[:2],
            verdict=Verdict.REVERSED,
            reason_code=ReviewReason.COUNTED_TWICE,
        )
    assert [(row[1], row[-1]) for row in await facets(account.id)] == [("key-00000002", 30_000)]
    page = await queries.my_activities(actor_for(maker))
    assert {one.client_key: one.reversed for one in page.rows} == {
        "key-00000000": True,
        "key-00000001": True,
        "key-00000002": False,
    }
