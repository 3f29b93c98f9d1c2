"""A card that nobody works climbs within its day; who lets three go by rests; and whoever wants calls alone gets no letters."""

from datetime import timedelta

import pytest

from models.asks.actions import deliver_due, offer_asking, pass_on_cards, record_card, recount_attention, stop_purpose
from models.asks.cards import cards_in_hand, rests_from_asking
from models.asks.decided import my_decisions
from models.asks.errors import CardGone
from models.asks.rules.decisions import Decision
from models.asks.tables import Ask, AskCard, AskRoute, AskStatus, Attention, CardResult, Delivery, DeliveryState
from models.kernel import clock
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from models.people.actions import revoke_consent
from models.people.tables import Channel, Person, Purpose
from tests.factories import actor_for, make_consent, make_organizer
from tests.models.asks.carding import DAY, NOON, ask_for, make_asker, make_friend, the_card
from tests.models.asks.stage import agree
from tests.models.community.stage import make_team

HOUR = timedelta(hours=1)


async def make_organizing_asker(account: Account) -> Actor:
    organizer = await make_organizer(account, "US/NY/")
    await offer_asking(organizer, offer=True)
    return organizer


async def pass_on(account: Account) -> int:
    return await pass_on_cards(system_actor(account.id))


async def want_calls_alone(person: Person) -> None:
    await agree(person, granted=False)
    await make_consent(person, Purpose.PARTICIPATION, Channel.APP)


async def decisions(person: Person) -> list[Decision]:
    return [each.decision for each in (await my_decisions(actor_for(person))).rows]


async def test_a_card_climbs_and_its_message_waits_no_longer_for_it(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker, friend = await make_asker(account, team), await make_friend(account, team)
        organizer = await make_organizing_asker(account)
        await ask_for(account, friend)
        first = await the_card(asker)
        # Twelve hours would be midnight: theirs until the morning.
        assert first.leased_until == NOON + 20 * HOUR
        assert await pass_on(account) == 0
    with clock.freeze(NOON + 20 * HOUR):
        assert [await pass_on(account) for _ in range(2)] == [1, 0]
        second = await the_card(organizer)
        assert (second.route, second.leased_until) == (AskRoute.ORGANIZER, NOON + DAY)
        assert (await Delivery.get(account_id=account.id)).due_at == NOON + DAY
        assert await cards_in_hand(asker) == []
        with pytest.raises(CardGone):
            await record_card(asker, card_id=first.id, result=CardResult.YES)
        await record_card(organizer, card_id=second.id, result=CardResult.NOT_NOW)
        assert (await Ask.get(account_id=account.id)).status is AskStatus.ANSWERED
    with clock.freeze(NOON + DAY):
        assert [await pass_on(account), await deliver_due()] == [0, 0]
        assert await recount_attention(system_actor(account.id)) == 0


async def test_where_nobody_is_next_any_more_the_message_goes_at_once(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        await make_asker(account, team)
        friend, organizer = await make_friend(account, team), await make_organizing_asker(account)
        await ask_for(account, friend)
        await offer_asking(organizer, offer=False)
    with clock.freeze(NOON + 20 * HOUR):
        assert await pass_on(account) == 0
        assert await deliver_due() == 1
        assert (await Ask.get(account_id=account.id)).status is AskStatus.SENT


async def test_three_cards_that_go_by_are_enough_until_they_are_back(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker = await make_asker(account, team)
        await ask_for(account, *[await make_friend(account, team) for _ in range(3)])
        assert await rests_from_asking(asker) is False
    with clock.freeze(NOON + DAY):
        await pass_on(account)
        assert await rests_from_asking(asker) is True
        late = await make_friend(account, team)
        await ask_for(account, late)
        assert (await Ask.get(person_id=late.id)).route is AskRoute.NOBODY
        await offer_asking(asker, offer=True)
        assert await rests_from_asking(asker) is False
        next_one = await make_friend(account, team)
        await ask_for(account, next_one)
        assert (await Ask.get(person_id=next_one.id)).route is AskRoute.TEAMMATE


async def test_one_result_makes_good_what_went_by_before(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker = await make_asker(account, team)
        await ask_for(account, *[await make_friend(account, team) for _ in range(3)])
        card = await AskCard.filter(account_id=account.id).first()
        assert card is not None
        with clock.freeze(NOON + DAY - HOUR):
            await record_card(asker, card_id=card.id, result=CardResult.NOT_REACHED)
    with clock.freeze(NOON + DAY):
        await pass_on(account)
        assert await rests_from_asking(asker) is False


async def test_whoever_wants_calls_alone_is_called_and_never_written_to(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker, friend = await make_asker(account, team), await make_friend(account, team)
        await want_calls_alone(friend)
        await ask_for(account, friend)
        (shown,) = await cards_in_hand(asker)
        assert (shown.person.id, shown.person.phone) == (friend.id, "+12125550100")
        assert await decisions(friend) == [Decision.TO_TEAMMATE]
    with clock.freeze(NOON + DAY):
        await pass_on(account)
        await deliver_due()
        assert (await Delivery.get(account_id=account.id)).state is DeliveryState.RECALLED
        assert (await Attention.get(person_id=friend.id)).waiting == 0


async def test_where_nobody_calls_they_are_not_asked_and_read_why(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        friend, unproven = await make_friend(account, team), await make_friend(account, team, phone=None)
        for person in (friend, unproven):
            await want_calls_alone(person)
        await ask_for(account, friend, unproven)
        assert await decisions(friend) == [Decision.NO_CALLER]
        assert await decisions(unproven) == [Decision.NO_CONSENT]
        assert not await Ask.exists(account_id=account.id)


async def test_when_all_who_call_have_three_they_are_not_asked_after_all(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        await make_asker(account, team)
        await ask_for(account, *[await make_friend(account, team) for _ in range(3)])
        friend = await make_friend(account, team)
        await want_calls_alone(friend)
        await ask_for(account, friend)
        ask = await Ask.get(person_id=friend.id)
        assert (ask.status, ask.route) == (AskStatus.RECALLED, AskRoute.NO_CALLER)
        assert (await Attention.get(person_id=friend.id)).waiting == 0
        assert (await Delivery.get(person_id=friend.id)).state is DeliveryState.RECALLED
        assert await decisions(friend) == [Decision.NO_CALLER]


async def test_who_would_rather_be_called_gets_the_card_that_is_left(account: Account) -> None:
    with clock.freeze(NOON):
        organizer = await make_organizing_asker(account)
        others = [await make_friend(account, None, open_to_teammates=False) for _ in range(3)]
        friend = await make_friend(account, None)
        await ask_for(account, *others, friend)
        called = {card.person_id for card in await AskCard.filter(asker_person_id=organizer.person_id)}
        assert friend.id in called
        assert len(called) == 3


async def test_stop_and_no_to_calls_end_a_card_at_once(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker, stopping, shy = (
            await make_asker(account, team),
            await make_friend(account, team),
            await make_friend(account, team),
        )
        await ask_for(account, stopping, shy)
        assert len(await cards_in_hand(asker)) == 2
        await stop_purpose(actor_for(stopping), Purpose.ASKS, source="test")
        await revoke_consent(actor_for(shy), purpose=Purpose.ASKS, channel=Channel.PERSON)
        assert await cards_in_hand(asker) == []
        assert (await Ask.get(person_id=stopping.id)).status is AskStatus.RECALLED
        card = await AskCard.get(person_id=stopping.id)
        with pytest.raises(CardGone):
            await record_card(asker, card_id=card.id, result=CardResult.YES)


async def test_a_no_to_calls_holds_for_leaders_and_organizers_too(account: Account) -> None:
    with clock.freeze(NOON):
        await make_organizing_asker(account)
        friend = await make_friend(account, None, open_to_teammates=False)
        await make_consent(friend, Purpose.ASKS, Channel.PERSON, granted=False)
        await ask_for(account, friend)
        assert not await AskCard.exists(account_id=account.id)
        assert await decisions(friend) == [Decision.NO_NUMBER]
