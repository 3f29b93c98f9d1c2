"""After how long an unanswered ask is forgotten is learned from past asks, and counts for everybody's attention."""

from datetime import datetime, timedelta

import numpy as np

from models.asks.attention_accounts import settle_attention
from models.asks.budget import my_attention
from models.asks.learning.recovery import DEFAULT
from models.asks.past_silence import learn_recovery, recovery_of
from models.asks.rules.attention import Unheard
from models.asks.tables import Ask, AskAnswer, AskKind, AskPolicy, AskStatus, Attention, PolicyVerdict
from models.kernel import clock, ids, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people.tables import Person
from models.tasks.tables import Shift
from tests.factories import actor_for, make_person
from tests.models.asks.stage import make_shift, make_task
from tests.models.asks.test_hours_drawn import NOON


def ask(shift: Shift, person: Person, then: datetime, *, yes: bool = False) -> Ask:
    return Ask(
        id=ids.new_id(), account_id=person.account_id, person_id=person.id, kind=AskKind.SHIFT, task_id=shift.task_id,
        shift_id=shift.id, reasons=[], score=0.5, chosen_on=then.date(), chosen_at=then, sent_at=then,
        status=AskStatus.ANSWERED if yes else AskStatus.SENT, answer=AskAnswer.YES if yes else None,
        answered_at=then if yes else None,
    )  # fmt: skip


def asked_by_turns(shift: Shift, person: Person, dice: np.random.Generator) -> list[Ask]:
    """Twelve asks with breaks of 12 or 25 days; nobody says yes within two weeks of one that they did not answer."""
    asks: list[Ask] = []
    then, silent_at = NOON - timedelta(days=170), NOON - timedelta(days=400)
    while then < NOON - timedelta(days=3):
        asks.append(ask(shift, person, then, yes=bool(then - silent_at > timedelta(days=14) and dice.random() < 0.6)))
        silent_at = silent_at if asks[-1].answer else then
        then += timedelta(days=int(dice.choice([12, 25])))
    return asks


async def remember(account: Account, days: int, made_at: datetime) -> None:
    await AskPolicy.create(
        id=ids.new_id(), account_id=account.id, made_at=made_at, verdict=PolicyVerdict.KEPT_BACK, asks=0, chances=[],
        judged={}, report={}, recovery_days=days,
    )  # fmt: skip


async def test_how_long_people_are_deaf_is_learned_from_their_answers(account: Account) -> None:
    shift, dice = await make_shift(await make_task(account)), np.random.default_rng(3)
    for _ in range(120):
        await Ask.bulk_create(asked_by_turns(shift, await make_person(account), dice))
    with clock.freeze(NOON):
        assert await learn_recovery(account.id) == 14
        await Ask.filter(account_id=account.id, sent_at__lt=NOON - timedelta(days=60)).delete()
        assert await learn_recovery(account.id) == DEFAULT  # too few are left


async def test_what_was_learned_last_decides_whose_attention_is_spent(account: Account) -> None:
    shift, person = await make_shift(await make_task(account)), await make_person(account)
    await Ask.bulk_create([ask(shift, person, NOON - timedelta(days=days)) for days in (8, 12, 16, 20)])

    async def settled() -> tuple[datetime, Unheard | None]:
        async with work.unit_of_work(system_actor(account.id)):
            await settle_attention(account.id, [person.id])
        own = await Attention.get(account_id=account.id, person_id=person.id)
        return own.free_at, own.why

    with clock.freeze(NOON):
        assert await recovery_of(account.id) == timedelta(days=30)
        assert await settled() == (NOON + timedelta(days=10), Unheard.BUDGET_SPENT)
        await remember(account, 45, NOON - timedelta(hours=2))
        assert await settled() == (NOON + timedelta(days=25), Unheard.BUDGET_SPENT)
        await remember(account, 14, NOON - timedelta(hours=1))
        assert (await settled())[0] <= NOON


async def test_people_read_the_budget_that_decides_about_them(account: Account) -> None:
    shift, person = await make_shift(await make_task(account)), await make_person(account)
    await Ask.bulk_create([ask(shift, person, NOON - timedelta(days=days)) for days in (8, 16, 24, 40)])

    async def read() -> tuple[float, int, int, Unheard | None]:
        found = await my_attention(actor_for(person))
        return found.left, found.in_month, len(found.asks), found.why

    with clock.freeze(NOON):
        assert await read() == (1, 3, 3, None)
        await remember(account, 45, NOON - timedelta(hours=2))
        assert await read() == (0, 3, 4, Unheard.BUDGET_SPENT)
        await remember(account, 14, NOON - timedelta(hours=1))
        assert await read() == (3, 3, 3, None)
