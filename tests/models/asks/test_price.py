"""What attention costs rises with what is spent of it; urgent cover alone asks whatever it costs."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.asks.actions import choose_asks, recount_attention
from models.asks.candidates import load_candidates, load_openings
from models.asks.decided import my_decisions
from models.asks.rules.decisions import Decision
from models.asks.rules.price import FIRST, price_of_attention
from models.asks.tables import Ask, AskAnswer, AskKind, AskStatus, Attention
from models.asks.urgent_cover import for_urgent_cover
from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.matching.tables import Match
from models.people.tables import Person
from models.tasks.tables import Task
from tests.factories import actor_for, make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)
DAY = timedelta(days=1)


def test_the_first_ask_is_cheap_and_the_last_one_dear() -> None:
    prices = price_of_attention(np.array([0.0, 0.5, 1.0, 2.0, 3.0]))
    assert [round(price, 5) for price in prices.tolist()] == [0.005, 0.01275, 0.02153, 0.04275, 0.07001]


@given(st.floats(0, 4), st.floats(0, 4))
def test_whoever_has_more_left_is_never_dearer(one: float, other: float) -> None:
    low, high = price_of_attention(np.array([min(one, other), max(one, other)])).tolist()
    assert FIRST <= low <= high


async def make_worn(account: Account) -> tuple[Person, Task]:
    """Somebody who was asked three times and answered once, and a task that they suit a little."""
    person = await make_person(account)
    await agree(person)
    past = await make_shift(await make_task(account))
    for number, answer in enumerate((None, None, AskAnswer.NOT_NOW)):
        at = NOON - (8 + 5 * number) * DAY
        await Ask.create(
            id=ids.new_id(), account_id=account.id, person_id=person.id, kind=AskKind.SHIFT, task_id=past.task_id,
            shift_id=past.id, reasons=[], score=1.0, status=AskStatus.ANSWERED if answer else AskStatus.SENT, answer=answer,
            answered_at=at if answer else None, chosen_on=at.date(), chosen_at=at, sent_at=at,
        )  # fmt: skip
    task = await make_task(account)
    await make_matches(task, await make_shift(task, starts_at=NOON + 6 * DAY), person)
    with clock.freeze(NOON):
        await recount_attention(system_actor(account.id))
    return person, task


async def set_score(person: Person, score: float) -> None:
    await Match.filter(account_id=person.account_id, person_id=person.id).update(score=score)


@pytest.mark.parametrize(("score", "asked"), [(0.055, 0), (0.056, 1)])
async def test_whom_it_would_cost_more_than_it_brings_is_not_asked(account: Account, score: float, asked: int) -> None:
    person, _ = await make_worn(account)
    await set_score(person, score)
    assert (await Attention.get(account_id=account.id, person_id=person.id)).spent == 2.5
    with clock.freeze(NOON):
        assert await choose_asks(system_actor(account.id)) == asked
        decided = [each.decision for each in (await my_decisions(actor_for(person))).rows]
    assert decided == [Decision.ASKED if asked else Decision.NOT_WORTH]
    assert await Ask.filter(account_id=account.id, status=AskStatus.CHOSEN).count() == asked


async def test_urgent_cover_asks_whatever_it_costs(account: Account) -> None:
    person, task = await make_worn(account)
    await set_score(person, 0.001)
    with clock.freeze(NOON):
        usual = await load_candidates(account.id, await load_openings(account.id, task.id))
        urgent = await for_urgent_cover(account.id, task.kind, usual)
    assert usual.decisions.tolist() == [Decision.NOT_WORTH]
    assert urgent.decisions.tolist() == [Decision.ASKED]


async def test_what_is_spent_comes_back_by_night(account: Account) -> None:
    person, _ = await make_worn(account)
    with clock.freeze(NOON + 13 * DAY):
        assert await recount_attention(system_actor(account.id)) == 0
    assert (await Attention.get(account_id=account.id, person_id=person.id)).spent == 2.0
