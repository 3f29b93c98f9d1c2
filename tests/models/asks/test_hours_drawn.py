"""How somebody is asked is drawn by what past asks taught; the chance, what was open and the seed are logged."""

from datetime import UTC, datetime, timedelta
from itertools import product

import numpy as np
import pytest

from models.asks.actions import choose_asks, learn_policy
from models.asks.learning.arms import circumstances
from models.asks.learning.dimensions import AskDimension, mask_of
from models.asks.learning.drawing import Policy
from models.asks.live_policy import live_chances
from models.asks.tables import Ask, AskKind, AskRound, AskStatus, Delivery
from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people.tables import Person
from tests.factories import make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)
HOUR = AskDimension.HOUR


async def make_past_asks(
    account: Account,
    number: int,
    status: AskStatus = AskStatus.SENT,
    open_: tuple[AskDimension, ...] = (HOUR,),
    each: int = 80,
) -> None:
    """So many asks within 80 days, `each` to one person, none of which was answered, by people who are not asked any more."""
    task = await make_task(account)
    shift, people = await make_shift(task), [await make_person(account) for _ in range(number // each + 1)]
    days = [(person, NOON - timedelta(days=3 + day)) for person, day in product(people, range(each))][:number]
    asks = [
        Ask(
            id=ids.new_id(), account_id=account.id, person_id=person.id, kind=AskKind.SHIFT, task_id=task.id,
            shift_id=shift.id, reasons=[], score=0.5, status=status, chosen_on=then.date(), chosen_at=then,
            sent_at=then if status is AskStatus.SENT else None, possible_arms=mask_of(open_),
        )
        for person, then in days
    ]  # fmt: skip
    await Ask.bulk_create(asks)


async def test_each_ask_logs_its_hour_its_chance_and_what_was_possible(account: Account) -> None:
    await make_past_asks(account, 200)
    with clock.freeze(NOON):
        await learn_policy(system_actor(account.id))
    task, people = await make_task(account), [await make_person(account) for _ in range(30)]
    for person in people:
        await agree(person)
    await make_matches(task, await make_shift(task, capacity=30, starts_at=NOON + timedelta(days=6)), *people)
    with clock.freeze(NOON):
        assert await choose_asks(system_actor(account.id)) == 30
    policy = Policy(await live_chances(account.id), (await AskRound.get(account_id=account.id)).seed)
    pseudonyms = {person.id: person.ledger_id for person in await Person.filter(account_id=account.id)}
    due = {row.ask_id: row.due_at for row in await Delivery.filter(account_id=account.id)}
    for ask in await Ask.filter(account_id=account.id, status=AskStatus.CHOSEN):
        circumstance = circumstances(np.array([ask.chance]), on_weekend=True)  # it is a Sunday
        drawn = policy.draw(pseudonyms[ask.person_id].bytes, np.array([HOUR.bit]), circumstance)
        assert drawn.probability[0] in (pytest.approx(0.9), pytest.approx(0.1))
        assert (ask.arm, ask.probability) == (drawn.arms[0], drawn.probability[0])
        assert ask.possible_arms == mask_of(
            (HOUR, AskDimension.SIZE)
        )  # it is a long canvass; nobody knows yet if that matters
        assert (ask.arm_chances, ask.missed_arms) == (100, 0)
        assert due[ask.id] == NOON + timedelta(hours=6 * ask.arm)
