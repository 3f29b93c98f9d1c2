"""Answer an ask: one tap, once. A no is data (`rules.md` A12)."""

from dataclasses import dataclass
from math import ceil
from uuid import UUID

from models.asks import links
from models.asks.actions.answer_step import act_on_step
from models.asks.actions.stop_purpose import as_themselves, stop_purpose
from models.asks.ask_letters import occasion_of
from models.asks.errors import AskClosed
from models.asks.folding import fold_asks
from models.asks.own_invitations import where_yes_leads
from models.asks.replies import reply_to
from models.asks.rules.standing import is_open
from models.asks.step_words import Wording, reply_to_step
from models.asks.tables import Ask, AskAnswer, AskKind
from models.kernel import audit, clock, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound, SignInRequired
from models.people.tables import Person, Purpose
from models.regions.rules import distance_km
from models.tasks.actions import decline_shift, sign_up_for_shift
from models.tasks.rules import PLACED
from models.tasks.tables import Assignment, Shift, Task

DECLINING = frozenset({AskAnswer.NOT_NOW, AskAnswer.TOO_FAR, AskAnswer.NOT_MY_THING, AskAnswer.ALREADY_DID})

_TAKE = """
    UPDATE asks SET status = 'answered', answer = $3, answered_at = $4
    WHERE account_id = $1 AND id = $2 AND status IN ('chosen', 'sent') AND answered_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Answered:
    """
    What an answer led to: the ask as it is now, for a yes the place that was taken (or the waiting list), or where it
    leads, and what we say to it in the language of whoever was asked.
    """

    ask: Ask
    assignment: Assignment | None
    message: str
    leads_to: Wording | None = None


async def answer_ask(
    actor: Actor,
    answer: AskAnswer,
    *,
    token: str | None = None,
    ask_id: UUID | None = None,
    join_waiting_list: bool = True,
) -> Answered:
    """
    Take the answer to an ask, by the signed token of its message (needs no sign-in) or by its id (one's own).

    A yes takes a place at once; beyond the bound it joins the waiting list, or without `join_waiting_list` raises
    ShiftFull: then the ask stays open, and can be answered again. “Never” is heard even where the ask itself
    is closed: the oldest message still lets its reader out. Raises LinkUnknown, NotFound, SignInRequired, AskClosed,
    and what signing up for a shift raises; then nothing has changed.
    """
    ask = await find_ask(actor, token, ask_id)
    person = await Person.get_or_none(account_id=ask.account_id, id=ask.person_id)
    if person is None:
        raise NotFound("This ask")
    answering = as_themselves(person)
    async with work.unit_of_work(answering):
        taken = await take_answer(ask, answer)
        if not taken and answer is not AskAnswer.NEVER:
            raise AskClosed((await _reload(ask)).answer)
        assignment = await act_on(answering, ask, person, answer, join_waiting_list=join_waiting_list)
        await audit.record(answering, "ask.answer", "ask", ask.id, about=person.id, answer=answer.value)
        await fold_asks(ask.account_id, [ask.person_id], [ask.shift_id])
    message = await _reply(ask, person, answer, assignment)
    leads_to = where_yes_leads(ask) if answer is AskAnswer.YES and ask.kind is not AskKind.SHIFT else None
    return Answered(await _reload(ask), assignment, message, leads_to)


async def take_answer(ask: Ask, answer: AskAnswer) -> bool:
    """Store the answer, if the ask still waits for one: to be folded (`fold_asks`) at the end of the unit of work."""
    if not is_open(ask, *await asked_for(ask), clock.now()):
        return False
    return bool(await work.execute(_TAKE, ask.account_id, ask.id, answer.value, clock.now()))


async def _reply(ask: Ask, person: Person, answer: AskAnswer, assignment: Assignment | None) -> str:
    task, shift = await asked_for(ask)
    if task is None or shift is None:
        return reply_to_step(ask, answer, person.language, person.first_name)
    placed = assignment is not None and assignment.state in PLACED
    occasion = occasion_of(task, shift)
    return reply_to(answer, person.language, name=person.first_name, occasion=occasion, placed=placed)


async def asked_for(ask: Ask) -> tuple[Task | None, Shift | None]:
    """What it asks for, if that is a shift."""
    if ask.kind is not AskKind.SHIFT:
        return None, None
    return (
        await Task.get(account_id=ask.account_id, id=ask.task_id),
        await Shift.get(account_id=ask.account_id, id=ask.shift_id),
    )


async def _reload(ask: Ask) -> Ask:
    return await Ask.get(account_id=ask.account_id, id=ask.id)


async def find_ask(actor: Actor, token: str | None, ask_id: UUID | None) -> Ask:
    """An ask by its signed token, or one's own by its id. Raises LinkUnknown, NotFound, SignInRequired."""
    if token is not None:
        ask = await Ask.get_or_none(account_id=actor.account_id, id=links.read_own(links.ASK, token, actor.account_id))
    elif actor.person_id is None:
        raise SignInRequired
    else:
        ask = await Ask.get_or_none(account_id=actor.account_id, id=ask_id, person_id=actor.person_id)
    if ask is None:
        raise NotFound("This ask")
    return ask


async def act_on(
    actor: Actor, ask: Ask, person: Person, answer: AskAnswer, *, join_waiting_list: bool
) -> Assignment | None:
    """What an answer means for a person, in the current unit of work; `actor`: they themselves. Gives the place of a yes."""
    if ask.shift_id is None:
        await act_on_step(actor, ask, answer)
        return None
    if answer in DECLINING:
        await _decline(actor, ask, ask.shift_id)
    match answer:
        case AskAnswer.YES:
            return await sign_up_for_shift(actor, shift_id=ask.shift_id, join_waiting_list=join_waiting_list)
        case AskAnswer.TOO_FAR:
            await _stay_nearer(ask, person)
        case AskAnswer.NOT_MY_THING:
            await _drop_kind(ask)
        case AskAnswer.NEVER:
            await stop_purpose(actor, Purpose.ASKS, source="letter")
    return None


async def _decline(actor: Actor, ask: Ask, shift_id: UUID) -> None:
    """The task is not suggested any more, and matching looks anew; a place that was taken otherwise stays."""
    has_place = await Assignment.exists(
        account_id=ask.account_id, shift_id=shift_id, person_id=ask.person_id, state__in=list(PLACED)
    )
    if has_place:
        await outbox.enqueue("matching.people_changed", account_id=actor.account_id, person_ids=[ask.person_id])
    else:
        await decline_shift(actor, shift_id=shift_id)


async def _stay_nearer(ask: Ask, person: Person) -> None:
    """From now on nothing as far away as this (in whole kilometres, at least one)."""
    task = await Task.get(account_id=ask.account_id, id=ask.task_id)
    distance = _distance(person, task)
    if distance is None:
        return
    await work.execute(
        """
        UPDATE people SET maximum_distance_km = LEAST(COALESCE(maximum_distance_km, 32767), GREATEST(1, $3::int))
        WHERE account_id = $1 AND id = $2
        """,
        ask.account_id,
        ask.person_id,
        ceil(distance) - 1,
    )


def _distance(person: Person, task: Task) -> float | None:
    """Kilometres between them; None where one has no place."""
    if task.remote or person.latitude is None or person.longitude is None:
        return None
    if task.latitude is None or task.longitude is None:
        return None
    return distance_km(person.latitude, person.longitude, task.latitude, task.longitude)


async def _drop_kind(ask: Ask) -> None:
    """The person does not want to be asked for this kind of work any more."""
    task = await Task.get(account_id=ask.account_id, id=ask.task_id)
    await work.execute(
        """
        UPDATE people SET willing = array_remove(willing, $3), unwilling = array_append(array_remove(unwilling, $3), $3)
        WHERE account_id = $1 AND id = $2
        """,
        ask.account_id,
        ask.person_id,
        task.kind.value,
    )
