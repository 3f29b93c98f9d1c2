"""What the asks of a page depend on, read at once at the moment of sending: so that each is true and still wanted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from models.asks.ask_letters import occasion_of, write_ask
from models.asks.attention_accounts import spent_people
from models.asks.letter_facts import ReaderFacts, read_reader_facts
from models.asks.letters import Letter
from models.asks.manner_words import USUAL, Manner
from models.asks.manners import Drawn, settle_manners
from models.asks.tables import Appeal, Ask, AskStatus, Delivery
from models.kernel import clock
from models.people.queries import people_with_consent
from models.people.tables import Channel, Person, Purpose
from models.tasks.actions.find_busy import find_clashes
from models.tasks.actions.find_lacking import find_lacking
from models.tasks.tables import Assignment, Shift, Task, TaskStatus

Place = tuple[UUID, UUID]
"""A shift and a person."""


@dataclass(frozen=True, slots=True)
class AskFacts:
    """
    Asks, their shifts, tasks and appeals by id. `agreed`: who agrees to be asked on which channel. `kept_away`: who has
    decided about which shift by themselves meanwhile, took another one at that time, may not do it, or, after somebody else
    was to ask them, was asked too much to be asked now. `manners`: of asks whose words are not the usual ones.
    """

    asks: Mapping[UUID, Ask]
    shifts: Mapping[UUID, Shift]
    tasks: Mapping[UUID, Task]
    appeals: Mapping[UUID, Appeal]
    agreed: Collection[tuple[Channel, UUID]]
    kept_away: Collection[Place]
    readers: ReaderFacts
    manners: Mapping[UUID, Manner]

    def letter(self, delivery: Delivery, person: Person) -> Letter | None:
        """The ask, if it still stands, its shift wants people, the person agrees to be asked, is free and may do it."""
        ask = self.asks.get(delivery.ask_id) if delivery.ask_id else None
        if ask is None or ask.status is not AskStatus.CHOSEN or ask.answer is not None:
            return None
        if ask.shift_id is None or ask.task_id is None:
            return None
        shift, task = self.shifts[ask.shift_id], self.tasks[ask.task_id]
        if not is_wanted(task, shift) or is_paused(person) or (delivery.channel, person.id) not in self.agreed:
            return None
        if (shift.id, person.id) in self.kept_away:
            return None
        appeal = self.appeals.get(ask.appeal_id) if ask.appeal_id else None
        written = self.readers.write(appeal, person, occasion_of(task, shift)) if appeal else None
        last, reader = self.readers.last_work(person), self.readers.reader(person)
        return write_ask(ask, task, shift, person, last, reader, written, self.manners.get(ask.id, USUAL))


async def read_ask_facts(account_id: UUID, deliveries: Sequence[Delivery], people: Mapping[UUID, Person]) -> AskFacts:
    """For deliveries of one account that are asks; `people` by id, theirs among them."""
    asks = await Ask.filter(account_id=account_id, id__in=[each.ask_id for each in deliveries])
    found = await Shift.filter(account_id=account_id, id__in={ask.shift_id for ask in asks})
    shifts = {shift.id: shift for shift in found}
    tasks = {task.id: task for task in await Task.filter(account_id=account_id, id__in={ask.task_id for ask in asks})}
    appeals = await _appeals(account_id, asks)
    asked = [people[person_id] for person_id in {delivery.person_id for delivery in deliveries}]
    return AskFacts(
        asks={ask.id: ask for ask in asks},
        shifts=shifts,
        tasks=tasks,
        appeals={appeal.id: appeal for appeal in appeals},
        agreed=await _agreed(account_id, deliveries),
        kept_away=await _kept_away(account_id, asks, found, tasks),
        readers=await read_reader_facts(account_id, asked, appeals),
        manners=await settle_manners(
            account_id,
            [Drawn(ask, shifts[ask.shift_id], tasks[ask.task_id]) for ask in asks if ask.shift_id and ask.task_id],
            people,
        ),
    )


def is_wanted(task: Task, shift: Shift) -> bool:
    """Whether more people are wanted for a shift that takes place and has not begun."""
    return takes_place(task, shift) and shift.free_places > 0 and shift.starts_at > clock.now()


def takes_place(task: Task, shift: Shift) -> bool:
    """Whether neither the task nor the shift is called off."""
    return task.status is TaskStatus.OPEN and shift.cancelled_at is None


def is_paused(person: Person) -> bool:
    """Whether somebody wants to be left alone for a while."""
    return person.paused_until is not None and person.paused_until > clock.now()


async def _appeals(account_id: UUID, asks: Sequence[Ask]) -> list[Appeal]:
    appeal_ids = {ask.appeal_id for ask in asks if ask.appeal_id}
    return await Appeal.filter(account_id=account_id, id__in=appeal_ids) if appeal_ids else []


async def _agreed(account_id: UUID, deliveries: Sequence[Delivery]) -> set[tuple[Channel, UUID]]:
    agreed: set[tuple[Channel, UUID]] = set()
    for channel in {delivery.channel for delivery in deliveries}:
        asked = [delivery.person_id for delivery in deliveries if delivery.channel is channel]
        found = await people_with_consent(account_id, asked, Purpose.ASKS, channel)
        agreed |= {(channel, person_id) for person_id in found}
    return agreed


async def _kept_away(
    account_id: UUID, asks: Sequence[Ask], shifts: Sequence[Shift], tasks: Mapping[UUID, Task]
) -> set[Place]:
    places = [(ask.shift_id, ask.person_id) for ask in asks if ask.shift_id]
    spent = await spent_people(account_id, [ask.person_id for ask in asks if ask.route])
    return (
        await _decided(account_id, places)
        | await find_clashes(account_id, places)
        | await _unqualified(places, shifts, tasks)
        | {(ask.shift_id, ask.person_id) for ask in asks if ask.shift_id and ask.route and ask.person_id in spent}
    )


async def _decided(account_id: UUID, places: Sequence[Place]) -> set[Place]:
    shift_ids, person_ids = {place[0] for place in places}, {place[1] for place in places}
    found = Assignment.filter(account_id=account_id, shift_id__in=shift_ids, person_id__in=person_ids)
    return {(shift_id, person_id) for shift_id, person_id in await found.values_list("shift_id", "person_id")}


async def _unqualified(places: Sequence[Place], shifts: Sequence[Shift], tasks: Mapping[UUID, Task]) -> set[Place]:
    unqualified: set[Place] = set()
    for shift in shifts:
        asked = [person_id for shift_id, person_id in places if shift_id == shift.id]
        lacking = await find_lacking(tasks[shift.task_id], shift, asked)
        unqualified |= {(shift.id, person_id) for person_id in lacking}
    return unqualified
