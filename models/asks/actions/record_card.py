"""What became of asking somebody personally: one tap, once (`rules.md` A8, A12)."""

from dataclasses import dataclass
from uuid import UUID

from models.asks.actions.answer_ask import act_on, take_answer
from models.asks.actions.stop_purpose import as_themselves
from models.asks.errors import CardGone
from models.asks.folding import fold_asks
from models.asks.rules.hours import next_allowed
from models.asks.tables import Ask, AskAnswer, AskCard, CardResult
from models.kernel import audit, database_clock, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.people.actions import suppress_address
from models.people.policy import ensure_in_person
from models.people.tables import Channel, Person, SuppressionReason
from models.tasks.tables import Assignment

UNREACHED = frozenset({CardResult.NOT_REACHED, CardResult.WRONG_NUMBER})

_LOCK_ASK = "SELECT id FROM asks WHERE account_id = $1 AND id = $2 AND status = 'chosen' FOR NO KEY UPDATE"
_TAKE = """
    UPDATE ask_cards SET result = $3, recorded_at = $4
    WHERE account_id = $1 AND id = $2 AND result IS NULL AND leased_until > $4
"""
# Either the card is worked or the message goes out: whoever changes the message's row first has it.
_HOLD_BACK = "UPDATE deliveries SET state = 'recalled' WHERE account_id = $1 AND ask_id = $2 AND state = 'pending'"
_LET_GO = """
    UPDATE deliveries SET due_at = least(due_at, $3) WHERE account_id = $1 AND ask_id = $2 AND state = 'pending'
"""
_IS_HERE = "UPDATE personal_askers SET lapses = 0 WHERE account_id = $1 AND person_id = $2 AND lapses > 0"
_ASKED = "UPDATE asks SET status = 'sent', sent_at = $3 WHERE account_id = $1 AND id = $2"


@dataclass(frozen=True, slots=True)
class Carded:
    """The card as it is now, and for a yes the place that was taken (or the waiting list)."""

    card: AskCard
    assignment: Assignment | None


async def record_card(actor: Actor, *, card_id: UUID, result: CardResult) -> Carded:
    """
    Note what became of the actor's own card. An answer counts as if they had given it to our message, which stays unsent:
    the ask has cost attention once. Whom the actor did not reach gets the message now, if it is still right.

    Raises NotFound for a card of somebody else's, CardGone when its time is over or the ask answered or taken back, what
    signing up for a shift raises (then nothing has changed), NotAllowed, SignInRequired.
    """
    asker_id = ensure_in_person(actor)
    card = await AskCard.get_or_none(account_id=actor.account_id, id=card_id, asker_person_id=asker_id)
    if card is None:
        raise NotFound("This card")
    person = await Person.get(account_id=actor.account_id, id=card.person_id)
    async with work.unit_of_work(actor):
        now = await database_clock.now()
        locked = await work.fetch(_LOCK_ASK, card.account_id, card.ask_id)
        if not locked or not await work.execute(_TAKE, card.account_id, card.id, result.value, now):
            raise CardGone
        assignment = None
        if result in UNREACHED:
            await _let_message_go(card, person, result)
        else:
            assignment = await _answer(card, person, AskAnswer(result.value))
        await audit.record(actor, "ask_card.record", "ask", card.ask_id, about=person.id, result=result.value)
        await fold_asks(card.account_id, [card.person_id], [(await _ask(card)).shift_id])
        await work.execute(_IS_HERE, card.account_id, asker_id)
    return Carded(await AskCard.get(account_id=card.account_id, id=card.id), assignment)


async def _answer(card: AskCard, person: Person, answer: AskAnswer) -> Assignment | None:
    if not await work.execute(_HOLD_BACK, card.account_id, card.ask_id):
        raise CardGone
    await work.execute(_ASKED, card.account_id, card.ask_id, await database_clock.now())
    ask = await _ask(card)
    if not await take_answer(ask, answer):
        raise CardGone
    return await act_on(as_themselves(person), ask, person, answer, join_waiting_list=True)


async def _let_message_go(card: AskCard, person: Person, result: CardResult) -> None:
    if result is CardResult.WRONG_NUMBER:
        await suppress_address(person, Channel.SMS, SuppressionReason.BOUNCED, "wrong number")
    due_at = next_allowed(await database_clock.now(), person.time_zone)
    await work.execute(_LET_GO, card.account_id, card.ask_id, due_at)
    await outbox.enqueue("asks.deliver", account_id=card.account_id, due_at=due_at)


async def _ask(card: AskCard) -> Ask:
    return await Ask.get(account_id=card.account_id, id=card.ask_id)
