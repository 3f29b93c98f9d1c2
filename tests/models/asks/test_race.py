"""Many who ask at once, and matchings that change meanwhile: the caps stay exact."""

import asyncio
import sys
from collections import Counter
from uuid import UUID

import pytest

from bench.asks import OVER_CAP
from bench.asks_crowd import make_crowd
from models.asks.actions import choose_asks
from models.asks.candidates import load_declined
from models.asks.rules.choice import Declined
from models.asks.tables import Ask, AskStatus, Delivery
from models.kernel import clock, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.matching.tables import Match
from models.people.tables import Person
from tests.factories import make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task


async def test_campaigns_that_want_the_same_people_at_once_ask_nobody_too_often(committed_account: Account) -> None:
    """Some were asked before: once, a full week, in the quiet days, a full month, beyond the budget; the others never."""
    account_id, tasks = await make_crowd(240, 4, 240)
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


async def test_whom_a_matching_drops_between_choosing_and_asking_is_not_asked(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [await make_willing(account) for _ in range(2)]
    task = await make_task(account)
    await make_matches(task, await make_shift(task), *people)

    async def load_and_drop(account_id: UUID, person_ids: list[UUID]) -> dict[UUID, Declined]:
        await Match.filter(account_id=account_id, person_id=people[0].id).delete()
        return await load_declined(account_id, person_ids)

    monkeypatch.setattr(sys.modules[choose_asks.__module__], "load_declined", load_and_drop)
    assert await choose_asks(system_actor(account.id)) == 1
    assert (await Ask.get(account_id=account.id)).person_id == people[1].id
    assert (await Delivery.get(account_id=account.id)).person_id == people[1].id


async def make_willing(account: Account) -> Person:
    person = await make_person(account)
    await agree(person)
    return person
