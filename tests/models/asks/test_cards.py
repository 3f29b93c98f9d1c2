"""A card before any message: who gets it, what a result does, and that the ask costs attention once."""

from datetime import timedelta

import pytest

from models.asks.actions import answer_ask, deliver_due, offer_asking, record_card, recount_attention
from models.asks.card_words import words_of_card
from models.asks.cards import cards_in_hand, offers_asking
from models.asks.decided import my_decisions
from models.asks.errors import CardGone
from models.asks.learning.dimensions import AskDimension
from models.asks.past_arms import past_choices
from models.asks.rules.decisions import Decision
from models.asks.tables import (
    Ask,
    AskAnswer,
    AskCard,
    AskRoute,
    AskStatus,
    Attention,
    CardResult,
    Delivery,
    DeliveryState,
    MailboxMessage,
)
from models.kernel import clock, ids, work
from models.kernel.actor import Role, stranger, system_actor
from models.kernel.errors import NotFound, SignInRequired
from models.kernel.tables import Account, AuditEntry
from models.people.queries import has_consent
from models.people.tables import Channel, Membership, Person, Purpose, SuppressedAddress, Team
from models.tasks.tables import Assignment, AssignmentState
from tests.factories import actor_for, make_organizer, make_person
from tests.models.asks.carding import DAY, LONG_AGO, NOON, ask_for, make_asker, make_friend, the_card
from tests.models.community.stage import make_team

QUIET = timedelta(days=3)


async def _state(person: Person) -> tuple[AskStatus, AskAnswer | None, DeliveryState]:
    ask = await Ask.get(person_id=person.id)
    return ask.status, ask.answer, (await Delivery.get(ask_id=ask.id)).state


async def _attention(person: Person) -> tuple[int, object]:
    account = await Attention.get(account_id=person.account_id, person_id=person.id)
    return account.waiting, account.free_at


async def test_a_teammate_gets_a_card_and_the_message_waits_a_day(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker, friend = await make_asker(account, team), await make_friend(account, team)
        stranger_ = await make_friend(account, None)
        await ask_for(account, friend, stranger_)
        card = await the_card(asker)
        assert (card.person_id, card.route, card.leased_until) == (friend.id, AskRoute.TEAMMATE, NOON + DAY)
        due = {row.person_id: row.due_at for row in await Delivery.filter(account_id=account.id)}
        assert due == {friend.id: NOON + DAY, stranger_.id: NOON}
        assert await _attention(friend) == (1, (await Attention.get(person_id=friend.id)).free_at)
        (shown,) = await cards_in_hand(asker)
        assert (shown.person.id, shown.ask.id) == (friend.id, card.ask_id)
        words = words_of_card(shown, "Rosa", miles=False)
        assert words[:2] == ["Hello \u2068Joan\u2069, this is \u2068Rosa\u2069.", "Good that you are with us."]
        assert "Saturday doors" in words[2]
        assert [each.decision for each in (await my_decisions(actor_for(friend))).rows] == [Decision.TO_TEAMMATE]
        assert [each.decision for each in (await my_decisions(actor_for(stranger_))).rows] == [Decision.NOBODY_TO_ASK]
        assert await work.fetch("SELECT FROM outbox_rows WHERE account_id = $1 AND name = 'asks.carded'", account.id)


async def test_a_yes_takes_a_place_and_costs_attention_once(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker, friend = await make_asker(account, team), await make_friend(account, team)
        _, shift = await ask_for(account, friend)
        card = await the_card(asker)
    with clock.freeze(NOON + timedelta(hours=2)):
        recorded = await record_card(asker, card_id=card.id, result=CardResult.YES)
        assert recorded.assignment is not None
        assert (recorded.assignment.person_id, recorded.assignment.shift_id) == (friend.id, shift.id)
        assert await _state(friend) == (AskStatus.ANSWERED, AskAnswer.YES, DeliveryState.RECALLED)
        assert await _attention(friend) == (0, NOON + timedelta(hours=2) + QUIET)
        assert await cards_in_hand(asker) == []
        with pytest.raises(CardGone):
            await record_card(asker, card_id=card.id, result=CardResult.NEVER)
    with clock.freeze(NOON + 2 * DAY):
        await deliver_due()
        assert await recount_attention(system_actor(account.id)) == 0
    assert not await MailboxMessage.exists(account_id=account.id)
    assert await AuditEntry.filter(account_id=account.id, verb="ask_card.record").count() == 1
    with clock.freeze(NOON + 9 * DAY):
        choices, circumstances = await past_choices(account.id, AskDimension.HOUR)
        assert (len(choices.outcome), len(circumstances)) == (0, 0)


@pytest.mark.parametrize("result", [CardResult.NOT_NOW, CardResult.TOO_FAR, CardResult.NOT_MY_THING, CardResult.NEVER])
async def test_a_no_is_the_same_data_as_by_letter(account: Account, result: CardResult) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker, friend = await make_asker(account, team), await make_friend(account, team)
        task, _ = await ask_for(account, friend)
        await record_card(asker, card_id=(await the_card(asker)).id, result=result)
        status, answer, delivery = await _state(friend)
        assert (status, answer, delivery) == (AskStatus.ANSWERED, AskAnswer(result.value), DeliveryState.RECALLED)
        assert (await Attention.get(person_id=friend.id)).declined_task_ids == [task.id]
        changed = await Person.get(id=friend.id)
        assert (changed.maximum_distance_km is not None) is (result is CardResult.TOO_FAR)
        assert changed.unwilling == (["canvass"] if result is CardResult.NOT_MY_THING else [])
        for channel in (Channel.EMAIL, Channel.PERSON):
            agrees = await has_consent(account.id, friend.id, Purpose.ASKS, channel)
            assert agrees is (result is not CardResult.NEVER)


@pytest.mark.parametrize("result", [CardResult.NOT_REACHED, CardResult.WRONG_NUMBER])
async def test_who_was_not_reached_gets_the_message_at_once(account: Account, result: CardResult) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker, friend = await make_asker(account, team), await make_friend(account, team)
        await ask_for(account, friend)
        await record_card(asker, card_id=(await the_card(asker)).id, result=result)
        assert await _attention(friend) == (1, (await Attention.get(person_id=friend.id)).free_at)
        assert await deliver_due() == 1
        assert await _state(friend) == (AskStatus.SENT, None, DeliveryState.SENT)
        assert await _attention(friend) == (0, NOON + QUIET)
        silent = await SuppressedAddress.exists(person_id=friend.id, channel=Channel.SMS)
        assert silent is (result is CardResult.WRONG_NUMBER)


async def test_when_nobody_acts_the_message_goes_out_and_the_card_is_gone(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker, friend = await make_asker(account, team), await make_friend(account, team)
        await ask_for(account, friend)
        card = await the_card(asker)
        assert await deliver_due() == 0
    with clock.freeze(NOON + DAY):
        assert await deliver_due() == 1
        assert await _state(friend) == (AskStatus.SENT, None, DeliveryState.SENT)
        assert await cards_in_hand(asker) == []
        with pytest.raises(CardGone):
            await record_card(asker, card_id=card.id, result=CardResult.NOT_NOW)
        assert await _state(friend) == (AskStatus.SENT, None, DeliveryState.SENT)
        assert (await AskCard.get(id=card.id)).result is None


async def test_what_was_held_back_passes_the_caps_again(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        await make_asker(account, team)
        friend = await make_friend(account, team)
        await ask_for(account, friend)
        await Attention.filter(person_id=friend.id).update(free_at=NOON + 2 * DAY)
    with clock.freeze(NOON + DAY):
        await deliver_due()
        assert await _state(friend) == (AskStatus.RECALLED, None, DeliveryState.RECALLED)
    assert not await MailboxMessage.exists(account_id=account.id)


async def test_who_answers_by_themself_is_nobodys_card_any_more(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker, friend = await make_asker(account, team), await make_friend(account, team)
        await ask_for(account, friend)
        card = await the_card(asker)
        await answer_ask(actor_for(friend), AskAnswer.NOT_NOW, ask_id=card.ask_id)
        assert await cards_in_hand(asker) == []
        with pytest.raises(CardGone):
            await record_card(asker, card_id=card.id, result=CardResult.YES)
        assert not await Assignment.filter(person_id=friend.id, state=AssignmentState.CONFIRMED).exists()


async def _lead(account: Account, team: Team) -> Person:
    leader = await make_person(account)
    await Membership.create(
        id=ids.new_id(), account_id=account.id, person_id=leader.id, role=Role.TEAM_LEADER,
        region_path="US/NY/061/", team_id=team.id, created_at=LONG_AGO,
    )  # fmt: skip
    await offer_asking(actor_for(leader), offer=True)
    return leader


async def test_numbers_are_shown_to_who_may_see_them_only(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        mate = await make_asker(account, team)
        await make_asker(account, team, confirmed_at=NOON)
        await make_asker(account, team, birth_year=None)
        leader, organizer = await _lead(account, team), await make_organizer(account, "US/NY/")
        await offer_asking(organizer, offer=True)
        open_, shy = await make_friend(account, team), await make_friend(account, team, open_to_teammates=False)
        child, lonely = await make_friend(account, team, birth_year=2009), await make_friend(account, None)
        numberless = await make_friend(account, None, phone=None)
        await ask_for(account, open_, shy, child, lonely, numberless)
        given = {card.person_id: (card.route, card.asker_person_id) for card in await AskCard.all()}
        assert given == {
            open_.id: (AskRoute.TEAMMATE, mate.person_id),
            shy.id: (AskRoute.TEAM_LEADER, leader.id),
            child.id: (AskRoute.TEAM_LEADER, leader.id),
            lonely.id: (AskRoute.ORGANIZER, organizer.person_id),
        }
        assert (await Ask.get(person_id=numberless.id)).route is AskRoute.PRIVATE


async def test_three_a_day_across_rounds_and_again_tomorrow(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker = await make_asker(account, team)
        friends = [await make_friend(account, team) for _ in range(5)]
        await ask_for(account, *friends[:2])
        await ask_for(account, *friends[2:])
        routes = [(await Ask.get(person_id=friend.id)).route for friend in friends]
        assert routes == [AskRoute.TEAMMATE] * 3 + [AskRoute.BUSY] * 2
    with clock.freeze(NOON + DAY):
        await ask_for(account, await make_friend(account, team))
        assert await AskCard.filter(asker_person_id=asker.person_id).count() == 4


async def test_where_nobody_offers_nothing_changes(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker, friend = await make_asker(account, team), await make_friend(account, team)
        await offer_asking(asker, offer=False)
        assert await offers_asking(asker) is False
        await ask_for(account, friend)
        assert (await Ask.get(person_id=friend.id)).route is None
        assert (await Delivery.get(account_id=account.id)).due_at == NOON
        with pytest.raises(SignInRequired):
            await offer_asking(stranger(account.id), offer=True)


async def test_another_ones_card_is_unknown(account: Account) -> None:
    with clock.freeze(NOON):
        team = await make_team(account)
        asker, friend = await make_asker(account, team), await make_friend(account, team)
        await ask_for(account, friend)
        card = await the_card(asker)
        other = await make_asker(account, None)
        for actor, error in ((other, NotFound), (actor_for(friend), NotFound), (stranger(account.id), SignInRequired)):
            with pytest.raises(error):
                await record_card(actor, card_id=card.id, result=CardResult.NEVER)
        assert await _state(friend) == (AskStatus.CHOSEN, None, DeliveryState.PENDING)
