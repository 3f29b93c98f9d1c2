"""Many who ask at once, and matchings that change meanwhile: the caps stay exact."""

import asyncio
import sys
from collections import Counter
from uuid import UUID

import pytest

from bench.asks import OVER_CAP
from bench.asks_crowd import make_crowd
from models.asks.actions import choose_asks, recount_attention
from models.asks.actions.ask_people import ask_people
from models.asks.candidates import Candidates
from models.asks.invitations import end_sums, lock_wanted
from models.asks.learning.drawing import Policy
from models.asks.rules.choice import Integers
from models.asks.tables import Ask, AskStatus, Attention, Delivery, ShiftInvitations
from models.kernel import clock, work
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from models.matching.tables import Match
from models.people.tables import Person, PersonKind
from tests.factories import make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task

FORGET_UNUSED = """
DELETE FROM attention t WHERE account_id = $1 AND NOT EXISTS (SELECT FROM asks a WHERE a.person_id = t.person_id)
"""


async def test_campaigns_that_want_the_same_people_at_once_ask_nobody_too_often(committed_account: Account) -> None:
    """
    Some were asked before: once, a full week, in the quiet days, a full month, beyond the budget; the others never, and
    have no accounts of attention before they are asked.
    """
    account_id, tasks = await make_crowd(240, 4, 240)
    assert await work.execute(FORGET_UNUSED, account_id) == 90
    counts = await asyncio.gather(*(choose_asks(system_actor(account_id), task_id=task) for task in tasks))
    before = Counter([row.person_id for row in await Ask.filter(account_id=account_id, status=AskStatus.SENT)])
    asked = [row.person_id for row in await Ask.filter(account_id=account_id, status=AskStatus.CHOSEN)]
    assert await work.fetch_value(OVER_CAP, account_id, clock.now()) == 0
    assert sum(counts) == len(asked) == len(set(asked))
    assert Counter(before[person] for person in asked) == {0: 90, 1: 30}


async def test_the_count_of_those_asked_too_often_sees_them(account: Account) -> None:
    account_id, _ = await make_crowd(16, 1, 1)
    await Ask.filter(account_id=account_id, chosen_on__lt=clock.now().date()).update(sent_at=clock.now())
    assert await work.fetch_value(OVER_CAP, account_id, clock.now()) == 6


async def test_after_a_race_all_that_was_kept_is_what_counting_again_gives(committed_account: Account) -> None:
    account_id, tasks = await make_crowd(80, 2, 80)
    await asyncio.gather(*(choose_asks(system_actor(account_id), task_id=task) for task in tasks))
    kept = {row.shift_id: row.brings for row in await ShiftInvitations.filter(account_id=account_id)}
    assert await recount_attention(system_actor(account_id)) == 0
    await end_sums(account_id, list(kept))
    async with work.unit_of_work(system_actor(account_id)):
        await lock_wanted(account_id, list(kept))
    counted = {row.shift_id: row.brings for row in await ShiftInvitations.filter(account_id=account_id)}
    assert len(kept) == 2
    assert kept == pytest.approx(counted)


async def test_counting_again_gives_every_volunteer_an_account(account: Account) -> None:
    people = [await make_willing(account) for _ in range(3)]
    await Person.filter(id=people[2].id).update(kind=PersonKind.CONTACT)
    for _ in range(2):
        assert await recount_attention(system_actor(account.id)) == 0
        assert {row.person_id for row in await Attention.all()} == {people[0].id, people[1].id}


async def test_whom_a_matching_drops_between_choosing_and_asking_is_not_asked(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [await make_willing(account) for _ in range(2)]
    task = await make_task(account)
    await make_matches(task, await make_shift(task), *people)

    async def drop_and_ask(actor: Actor, candidates: Candidates, rows: Integers, round_id: UUID, policy: Policy) -> int:
        await Match.filter(account_id=account.id, person_id=people[0].id).delete()
        return await ask_people(actor, candidates, rows, round_id, policy)

    monkeypatch.setattr(sys.modules[choose_asks.__module__], "ask_people", drop_and_ask)
    assert await choose_asks(system_actor(account.id)) == 1
    assert (await Ask.get(account_id=account.id)).person_id == people[1].id
    assert (await Delivery.get(account_id=account.id)).person_id == people[1].id


async def make_willing(account: Account) -> Person:
    person = await make_person(account)
    await agree(person)
    return person
