"""A policy of each dimension is learned from what was carried out, judged off-line, and goes live only if it does no harm."""

import asyncio
from datetime import timedelta

import numpy as np
import pytest

from models.asks.actions import learn_policy
from models.asks.evaluation.gate import judge
from models.asks.evaluation.logged_choices import LoggedChoices
from models.asks.learning.arms import ALL_USUAL, CIRCUMSTANCES, circumstances, features
from models.asks.learning.dimensions import AskDimension
from models.asks.live_policy import live_chances
from models.asks.tables import Ask, AskAnswer, AskPolicy, AskStatus, PolicyVerdict
from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.errors import NotAllowed
from models.kernel.tables import Account
from tests.factories import make_organizer
from tests.models.asks.test_hours_drawn import HOUR, NOON, make_past_asks


def logged(number: int, yes_soon: float, yes_evening: float) -> tuple[LoggedChoices, np.ndarray]:
    """Half of the asks went out at either hour, by lot; each person was asked twice."""
    dice = np.random.default_rng(7)
    arms, circumstance = dice.integers(0, 2, number), dice.integers(0, CIRCUMSTANCES, number)
    said_yes = dice.random(number) < np.where(arms == 0, yes_soon, yes_evening)
    half = np.full(number, 0.5)
    return LoggedChoices(
        ("soon", "evening"), arms, said_yes.astype(np.float64), half, features(circumstance), np.arange(number) // 2
    ), circumstance


def test_the_gate_values_both_by_the_same_rows() -> None:
    found = judge(*logged(8_000, 0.1, 0.3), ALL_USUAL, seed=3)
    assert found.live.value == pytest.approx(0.1, abs=0.015)
    assert found.new.value == pytest.approx(0.298, abs=0.02)  # 99 of 100 in the evening
    assert found.gain.value == pytest.approx(found.new.value - found.live.value)
    assert found.gain.low < found.gain.value < found.gain.high
    assert found.may_go_live


def test_the_gate_keeps_back_what_may_do_harm() -> None:
    everybody_in_the_evening = ((0.0, 1.0),) * CIRCUMSTANCES
    few = judge(*logged(240, 0.28, 0.3), everybody_in_the_evening, seed=3)
    assert few.gain.low < -0.1 * few.live.value
    assert not few.may_go_live
    assert judge(*logged(20_000, 0.1, 0.3), everybody_in_the_evening, seed=3).may_go_live


async def policies(account: Account) -> list[AskPolicy]:
    return await AskPolicy.filter(account_id=account.id).order_by("made_at")


async def answer_every_fourth(account: Account) -> None:
    """By yes."""
    asked = [ask.id for ask in await Ask.filter(account_id=account.id).order_by("sent_at", "id")]
    await Ask.filter(id__in=asked[::4]).update(status=AskStatus.ANSWERED, answer=AskAnswer.YES)


async def test_nothing_is_learned_from_little_or_from_what_was_not_carried_out(account: Account) -> None:
    with clock.freeze(NOON):
        await make_past_asks(account, 199)
        await make_past_asks(account, 40, AskStatus.RECALLED)
        await make_past_asks(account, 40, open_=())
        assert await learn_policy(system_actor(account.id)) == []
        assert await policies(account) == []
        assert await live_chances(account.id) == dict.fromkeys(AskDimension, ALL_USUAL)
        await make_past_asks(account, 1)
        assert [policy.dimension for policy in await learn_policy(system_actor(account.id))] == [HOUR]


async def test_the_first_policy_tries_the_evening_and_says_how_it_was_judged(account: Account) -> None:
    await make_past_asks(account, 400)
    await answer_every_fourth(account)
    with clock.freeze(NOON):
        (policy,) = await learn_policy(system_actor(account.id))
    assert (policy.asks, policy.verdict, policy.live_from) == (400, PolicyVerdict.LIVE, NOON)
    assert policy.judged["live"][0] == pytest.approx(0.25)
    assert policy.report["logged"]["value"] == pytest.approx(0.25)
    circumstance = int(circumstances(np.array(1 / 3), on_weekend=False))
    assert (await live_chances(account.id))[HOUR][circumstance] == pytest.approx((0.9, 0.1))


async def test_one_a_night_and_the_one_before_ends(account: Account) -> None:
    await make_past_asks(account, 300, each=6)
    await answer_every_fourth(account)
    actor = system_actor(account.id)
    for hours, expected in ((0, 1), (11, 1), (24, 2)):
        with clock.freeze(NOON + timedelta(hours=hours)):
            await learn_policy(actor)
        assert len(await policies(account)) == expected
    first, second = await policies(account)
    assert (first.live_until, second.live_until) == (NOON + timedelta(hours=24), None)


async def test_two_who_learn_at_once_keep_one(committed_account: Account) -> None:
    await make_past_asks(committed_account, 300)
    with clock.freeze(NOON):
        found = await asyncio.gather(*(learn_policy(system_actor(committed_account.id)) for _ in range(3)))
    assert sum(len(kept) for kept in found) == 1
    assert len(await policies(committed_account)) == 1


async def test_only_the_system_learns(account: Account) -> None:
    await make_past_asks(account, 300)
    with clock.freeze(NOON), pytest.raises(NotAllowed):
        await learn_policy(await make_organizer(account))
    assert await policies(account) == []
