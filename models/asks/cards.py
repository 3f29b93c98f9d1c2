"""The people whom somebody is to ask personally: cards that they have in hand, with what they could say."""

from dataclasses import dataclass
from uuid import UUID

from models.activity.queries import last_contributions
from models.activity.words import name_of_kind
from models.asks.composing import LastWork
from models.asks.personal_calls import SAID_OF_CALLS
from models.asks.rules.routing import MOST_CARDS, MOST_LAPSES
from models.asks.tables import Ask, AskCard, AskStatus, PersonalAsker
from models.kernel import database_clock, work
from models.kernel.actor import Actor
from models.people.policy import ensure_signed_in
from models.people.tables import Person
from models.tasks.tables import Shift, Task

MOST = 2 * MOST_CARDS
"""As many as one can have in hand: those of today and of yesterday."""

_IN_HAND = f"""
    SELECT c.id FROM ask_cards c
    JOIN asks a ON a.account_id = c.account_id AND a.id = c.ask_id
    JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
    JOIN tasks t ON t.account_id = a.account_id AND t.id = a.task_id
    JOIN people p ON p.account_id = a.account_id AND p.id = a.person_id
    WHERE c.account_id = $1 AND c.asker_person_id = $2 AND c.leased_until > $3 AND c.result IS NULL AND a.status = $4
      AND s.cancelled_at IS NULL AND t.status = 'open' AND coalesce({SAID_OF_CALLS}, c.route <> 'teammate')
    ORDER BY c.leased_until, c.id LIMIT $5
"""


@dataclass(frozen=True, slots=True)
class CardInHand:
    """A card, whom and what it is about, and what they did last."""

    card: AskCard
    ask: Ask
    person: Person
    task: Task
    shift: Shift
    last: LastWork | None


async def offers_asking(actor: Actor) -> bool:
    """Whether the actor offered to ask people personally. Raises SignInRequired."""
    return await PersonalAsker.exists(account_id=actor.account_id, person_id=ensure_signed_in(actor))


async def rests_from_asking(actor: Actor) -> bool:
    """Whether the actor offered to ask people, but let cards go by and is given none until they are back. Raises SignInRequired."""
    person_id = ensure_signed_in(actor)
    return await PersonalAsker.exists(account_id=actor.account_id, person_id=person_id, lapses__gte=MOST_LAPSES)


async def cards_in_hand(actor: Actor) -> list[CardInHand]:
    """The actor's cards, those first whose time is over soonest. Raises SignInRequired."""
    rows = await card_ids_of(actor.account_id, ensure_signed_in(actor))
    cards = {card.id: card for card in await AskCard.filter(account_id=actor.account_id, id__in=rows)}
    return [await _with_all(cards[card_id]) for card_id in rows]


async def card_ids_of(account_id: UUID, person_id: UUID) -> list[UUID]:
    """The ids of somebody's cards, in the same order."""
    now = await database_clock.now()
    rows = await work.fetch(_IN_HAND, account_id, person_id, now, AskStatus.CHOSEN.value, MOST)
    return [row["id"] for row in rows]


async def _with_all(card: AskCard) -> CardInHand:
    ask = await Ask.get(account_id=card.account_id, id=card.ask_id)
    person = await Person.get(account_id=card.account_id, id=card.person_id)
    task = await Task.get(account_id=card.account_id, id=ask.task_id)
    shift = await Shift.get(account_id=card.account_id, id=ask.shift_id)
    found = (await last_contributions(person.account_id, [person.ledger_id])).get(person.ledger_id)
    last = LastWork(name_of_kind(found.kind, person.language), found.minutes) if found else None
    return CardInHand(card, ask, person, task, shift, last)
