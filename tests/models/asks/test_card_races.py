"""Two at once: one tap counts, a card or its message but never both, and three cards a day whoever gives them."""

import asyncio
from datetime import timedelta

from models.asks.actions import choose_asks, deliver_due, record_card, recount_attention
from models.asks.errors import CardGone
from models.asks.tables import Ask, AskCard, AskRoute, AskStatus, CardResult, Delivery, MailboxMessage
from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.tasks.tables import Assignment
from tests.models.asks.carding import DAY, NOON, ask_for, make_asker, make_friend, the_card
from tests.models.asks.stage import make_matches, make_shift, make_task
from tests.models.community.stage import make_team


async def test_of_two_taps_one_counts(committed_account: Account) -> None:
    account = committed_account
    with clock.freeze(NOON):
        team = await make_team(account)
        asker, friend = await make_asker(account, team), await make_friend(account, team)
        await ask_for(account, friend)
        card = await the_card(asker)
        taps = [record_card(asker, card_id=card.id, result=result) for result in (CardResult.YES, CardResult.NOT_NOW)]
        done = await asyncio.gather(*taps, return_exceptions=True)
        assert [isinstance(each, CardGone) for each in done].count(True) == 1
        recorded = (await AskCard.get(id=card.id)).result
        assert (await Ask.get(id=card.ask_id)).answer == recorded
        places = await Assignment.filter(person_id=friend.id, state="confirmed").count()
        assert places == (1 if recorded is CardResult.YES else 0)
        assert await recount_attention(system_actor(account.id)) == 0


async def test_a_card_or_its_message_never_both(committed_account: Account) -> None:
    account = committed_account
    with clock.freeze(NOON):
        team = await make_team(account)
        askers = [await make_asker(account, team) for _ in range(2)]
        friends = [await make_friend(account, team) for _ in range(6)]
        await ask_for(account, *friends)
        cards = await AskCard.filter(account_id=account.id)
        assert len(cards) == 6
        # The message comes due while the card is still in hand: clocks of two processes differ by as much.
        await Delivery.filter(account_id=account.id).update(due_at=NOON - timedelta(seconds=1))
        by_id = {asker.person_id: asker for asker in askers}
        taps = [record_card(by_id[card.asker_person_id], card_id=card.id, result=CardResult.NOT_NOW) for card in cards]
        done = await asyncio.gather(*taps, deliver_due(), return_exceptions=True)
        await deliver_due()
    for card, result in zip(cards, done, strict=False):
        letters = await MailboxMessage.filter(person_id=card.person_id).count()
        ask = await Ask.get(id=card.ask_id)
        assert letters == (1 if isinstance(result, CardGone) else 0)
        assert ask.status is (AskStatus.SENT if letters else AskStatus.ANSWERED)
    with clock.freeze(NOON):
        assert await recount_attention(system_actor(account.id)) == 0


async def test_two_rounds_at_once_give_nobody_more_than_three(committed_account: Account) -> None:
    account = committed_account
    with clock.freeze(NOON):
        team = await make_team(account)
        asker = await make_asker(account, team)
        tasks = []
        for _ in range(3):
            task = await make_task(account)
            shift = await make_shift(task, starts_at=NOON + 6 * DAY, capacity=20)
            await make_matches(task, shift, *[await make_friend(account, team) for _ in range(4)])
            tasks.append(task)
        rounds = [choose_asks(system_actor(account.id), task_id=task.id) for task in tasks]
        assert await asyncio.gather(*rounds) == [4, 4, 4]
    assert await AskCard.filter(asker_person_id=asker.person_id).count() == 3
    assert await Ask.filter(account_id=account.id, route=AskRoute.BUSY).count() == 9
