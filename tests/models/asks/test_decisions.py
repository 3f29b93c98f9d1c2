"""What rounds of asking decided is kept, can be replayed, and answers why."""

from datetime import UTC, datetime, timedelta

import pytest

from models.asks.actions import choose_asks, forget_rounds
from models.asks.decided import decisions_about, my_decisions
from models.asks.decision_pages import choose_again
from models.asks.rules.decisions import Decision
from models.asks.tables import Ask, AskDecisionPage, AskRound
from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.errors import NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account
from models.people.actions import erase_person
from models.people.tables import Person
from tests.factories import actor_for, make_organizer, make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)


async def make_willing(account: Account, **changes: object) -> Person:
    person = await make_person(account, **changes)
    await agree(person)
    return person


async def decided(person: Person) -> list[Decision]:
    return [each.decision for each in (await my_decisions(actor_for(person))).rows]


async def test_each_person_learns_why_they_were_asked_or_not(account: Account) -> None:
    asked, paused, enough = [await make_willing(account) for _ in range(3)]
    held_out, silent = await make_willing(account, holdout=True), await make_person(account)
    unmatched = await make_willing(account)
    await Person.filter(id=paused.id).update(paused_until=NOON + timedelta(hours=30, minutes=1))
    task = await make_task(account)
    shift = await make_shift(task, starts_at=NOON + timedelta(days=6), capacity=1)
    await make_matches(task, shift, asked, paused, held_out, silent, enough)
    with clock.freeze(NOON):
        assert await choose_asks(system_actor(account.id), most=1) == 1
        assert await decided(asked) == [Decision.ASKED]
        assert await decided(paused) == [Decision.PAUSED]
        assert await decided(enough) == [Decision.ENOUGH_ASKED]
        assert await decided(held_out) == [Decision.HOLDOUT]
        assert await decided(silent) == [Decision.NO_CONSENT]
        assert await decided(unmatched) == []
        (until,) = (await my_decisions(actor_for(paused))).rows
    assert (until.until, until.task_id, until.shift_id) == (NOON + timedelta(hours=31), task.id, shift.id)
    assert (await Ask.get(account_id=account.id)).round_id == until.round_id


async def test_of_two_tasks_the_better_one_is_asked_and_the_next_round_waits(account: Account) -> None:
    person = await make_willing(account)
    for urgency in (0, 3):
        task = await make_task(account, urgency=urgency)
        await make_matches(task, await make_shift(task), person)
    assert await choose_asks(system_actor(account.id)) == 1
    assert sorted(await decided(person)) == [Decision.ASKED, Decision.OTHER_ASK]
    assert await choose_asks(system_actor(account.id)) == 0
    assert (await decided(person))[:2] == [Decision.WAITING, Decision.WAITING]


async def test_decisions_come_in_pages_newest_first(account: Account) -> None:
    person, seen, after = await make_willing(account), [], None
    for _ in range(2):
        task = await make_task(account)
        await make_matches(task, await make_shift(task, starts_at=NOON + timedelta(days=9)), person)
    for hour in range(3):
        with clock.freeze(NOON + timedelta(hours=hour)):
            await choose_asks(system_actor(account.id))
    with clock.freeze(NOON + timedelta(hours=3)):
        whole = (await my_decisions(actor_for(person))).rows
        for _ in range(6):
            page = await my_decisions(actor_for(person), first=1, after=after)
            seen, after = seen + page.rows, page.cursors[0]
    assert (seen, len(whole), page.has_next) == (whole, 6, False)
    assert [each.decided_at for each in whole[::2]] == [NOON + timedelta(hours=hour) for hour in (2, 1, 0)]


async def test_a_round_is_chosen_again_from_what_was_kept(account: Account) -> None:
    people = [await make_willing(account) for _ in range(12)]
    for capacity, urgency in ((1, 1), (1, 1), (2, 3)):
        task = await make_task(account, urgency=urgency)
        await make_matches(task, await make_shift(task, capacity=capacity), *people)
    assert await choose_asks(system_actor(account.id), most=9) == 9
    kept, again = await choose_again(account.id, (await AskRound.get(account_id=account.id)).id)
    assert kept.tolist() == again.tolist()
    assert sorted(kept.tolist()) == [0] * 9 + [Decision.ENOUGH_ASKED] * 9 + [Decision.OTHER_ASK] * 18
    await AskRound.filter(account_id=account.id).update(most=8)
    kept, again = await choose_again(account.id, (await AskRound.get(account_id=account.id)).id)
    assert (kept != again).sum() == 3  # whom the ninth ask went to


async def test_pages_hold_a_thousand_people_each(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.asks.decision_pages.PAGE", 2)
    people = [await make_willing(account) for _ in range(5)]
    for _ in range(2):
        task = await make_task(account)
        await make_matches(task, await make_shift(task), *people)
    await choose_asks(system_actor(account.id))
    pages = await AskDecisionPage.filter(account_id=account.id).order_by("first_ledger_id")
    assert [len(page.ledger_ids) for page in pages] == [64, 64, 32]
    assert [sorted(await decided(person)) for person in people] == [[0, Decision.OTHER_ASK]] * 5


async def test_who_was_chosen_and_not_asked_was_overtaken(account: Account) -> None:
    person = await make_willing(account)
    task = await make_task(account)
    await make_matches(task, await make_shift(task), person)
    await choose_asks(system_actor(account.id))
    await Ask.filter(account_id=account.id).update(round_id=None)
    assert await decided(person) == [Decision.OVERTAKEN]


async def test_organizers_read_it_of_people_of_their_region_only(account: Account) -> None:
    person = await make_willing(account)
    task = await make_task(account)
    await make_matches(task, await make_shift(task), person)
    organizer = await make_organizer(account, "US/NY/")
    await choose_asks(organizer, task_id=task.id)
    (row,) = (await decisions_about(organizer, person.id)).rows
    assert (row.decision, row.asked_by) == (Decision.ASKED, organizer.person_id)
    for actor in (await make_organizer(account, "US/CA/"), actor_for(person)):
        with pytest.raises(NotFound):
            await decisions_about(actor, person.id)
    with pytest.raises(SignInRequired):
        await my_decisions(system_actor(account.id))


async def test_after_a_month_nothing_is_left(account: Account) -> None:
    person = await make_willing(account)
    task = await make_task(account)
    await make_matches(task, await make_shift(task), person)
    await choose_asks(system_actor(account.id))
    with pytest.raises(NotAllowed):
        await forget_rounds(actor_for(person))
    with clock.freeze(clock.now() + timedelta(days=29.9)):
        assert await forget_rounds(system_actor(account.id)) == 0
    with clock.freeze(clock.now() + timedelta(days=30.1)):
        assert await decided(person) == []
        assert await forget_rounds(system_actor(account.id)) == 1
    assert not await AskDecisionPage.exists(account_id=account.id)


async def test_after_an_erasure_nothing_leads_to_the_person(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/")
    person = await make_willing(account)
    task = await make_task(account)
    await make_matches(task, await make_shift(task), person)
    await choose_asks(organizer, task_id=task.id)
    for erased in (person.id, organizer.person_id):
        mine = await Person.get(id=erased)
        await erase_person(actor_for(mine), confirm_email=mine.email)
    kept = await AskRound.get(account_id=account.id)
    page = await AskDecisionPage.get(account_id=account.id)
    assert kept.asked_by is None
    assert page.ledger_ids == person.ledger_id.bytes
    assert not await Person.exists(ledger_id=person.ledger_id)
