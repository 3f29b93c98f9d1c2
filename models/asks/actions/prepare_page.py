"""A page of deliveries becomes messages that are ready to be sent; what is not to go out becomes its result at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from models.asks import channels
from models.asks.actions.record_delivery import LEASE, Outcome, Result, reserved_at
from models.asks.ask_facts import AskFacts, read_ask_facts
from models.asks.channels import OutgoingMessage
from models.asks.delivery_letters import COMPOSERS, address_on, message_of
from models.asks.letters import Letter
from models.asks.rules.backoff import MOST_ATTEMPTS, pause_after
from models.asks.rules.hours import is_quiet, next_allowed
from models.asks.tables import Delivery, DeliveryState, MessagePurpose
from models.asks.way_out import with_way_out
from models.asks.ways import Ways, read_ways
from models.kernel import outbox, work
from models.kernel.actor import system_actor
from models.people.queries import person_by_ids
from models.people.tables import Person

ASK = "ask"
AWAITED = {MessagePurpose.SIGN_IN, MessagePurpose.PROOF}
RECALLED = Outcome(DeliveryState.RECALLED)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message that is ready, and what it was made from."""

    delivery: Delivery
    message: OutgoingMessage
    letter: Letter


@dataclass(slots=True)
class Page:
    """What is to be sent, and what became of the rest. `settling`: the job that settles its asks if this process dies."""

    ready: list[Prepared] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    settling: list[UUID] = field(default_factory=list)

    def end(self, delivery: Delivery, outcome: Outcome) -> None:
        """It is not sent now."""
        self.results.append(Result(delivery, delivery.attempt, outcome))


async def prepare_page(account_id: UUID, deliveries: Sequence[Delivery]) -> Page:
    """Messages of an account: what they say and by which way they go is read and written for all of them at once."""
    page, person_ids = Page(), {delivery.person_id for delivery in deliveries}
    async with work.unit_of_work(system_actor(account_id)):
        people, ways = await person_by_ids(account_id, person_ids), await read_ways(account_id, person_ids)
        wanted = [each for each in deliveries if _goes_out_now(page, each, people.get(each.person_id), ways)]
        asks = [delivery for delivery in wanted if delivery.template == ASK]
        facts = await read_ask_facts(account_id, asks, people) if asks else None
        if any(delivery.ask_id for delivery in deliveries):
            page.settling.append(await _settle_later(account_id, deliveries))
    for delivery in wanted:
        await _prepare(page, delivery, people[delivery.person_id], facts)
        await asyncio.sleep(0)  # the lane that sends has its turn in between
    return page


async def _settle_later(account_id: UUID, deliveries: Sequence[Delivery]) -> UUID:
    """A job for when all leases of the page are over: what its asks have cost is counted even if this process dies first."""
    later = max(reserved_at(delivery) for delivery in deliveries) + 2 * LEASE
    ask_ids = [delivery.ask_id for delivery in deliveries if delivery.ask_id]
    return await outbox.enqueue("asks.settle", account_id=account_id, due_at=later, ask_ids=ask_ids)


def _goes_out_now(page: Page, delivery: Delivery, person: Person | None, ways: Ways) -> bool:
    """Whether a message has a reader who may be written to at this hour, and a way: the best one that is open is its own."""
    if person is None:
        page.end(delivery, RECALLED)
        return False
    if _is_untimely(delivery, person):
        morning = next_allowed(reserved_at(delivery), person.time_zone)
        page.end(delivery, Outcome(DeliveryState.PENDING, due_at=morning))
        return False
    open_ways = ways.to(delivery, person)
    if _may_have_arrived(delivery):
        open_ways = [way for way in open_ways if way is delivery.channel]
    if not open_ways:
        page.end(delivery, RECALLED)
        return False
    delivery.channel = open_ways[0]
    return True


def _may_have_arrived(delivery: Delivery) -> bool:
    """Whether it was handed over under a key, perhaps in vain: then it goes no other way. Without keys it would be parked."""
    way = channels.open_channels().get(delivery.channel)
    return delivery.attempt > 0 and way is not None and way.honours_keys


def _is_untimely(delivery: Delivery, person: Person) -> bool:
    """Due by day, but found at night: after retries, or when no worker ran. Who asks for a code waits for it at any hour."""
    return delivery.purpose not in AWAITED and is_quiet(reserved_at(delivery), person.time_zone)


async def _prepare(page: Page, delivery: Delivery, person: Person, facts: AskFacts | None) -> None:
    try:
        letter = await _compose(delivery, person, facts)
        if letter is None:
            page.end(delivery, RECALLED)
        else:
            letter = with_way_out(letter, delivery)
            page.ready.append(Prepared(delivery, message_of(delivery, letter, person), letter))
    except Exception as bug:  # one letter that cannot be written must not hold up the others
        log.exception("delivery.not_composed", delivery_id=str(delivery.id))
        page.end(delivery, _not_composed(delivery, bug))


async def _compose(delivery: Delivery, person: Person, facts: AskFacts | None) -> Letter | None:
    if address_on(delivery.channel, person) is None:
        return None
    if delivery.template == ASK:
        return facts.letter(delivery, person) if facts else None
    async with work.unit_of_work(system_actor(delivery.account_id)):
        return await COMPOSERS[delivery.template](delivery, person)


def _not_composed(delivery: Delivery, bug: Exception) -> Outcome:
    """That was an attempt, too."""
    if delivery.attempt + 1 >= MOST_ATTEMPTS:
        return Outcome(DeliveryState.DEAD, error=repr(bug), counts=1)
    again = reserved_at(delivery) + pause_after(delivery.attempt + 1)
    return Outcome(DeliveryState.PENDING, error=repr(bug), due_at=again, counts=1)
