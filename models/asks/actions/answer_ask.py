"""Answer an ask: one tap, once. A no is data (`rules.md` A12)."""

from dataclasses import dataclass
from uuid import UUID

from models.asks import links
from models.asks.actions.recall_asks import recall_asks_of_person
from models.asks.errors import AskClosed
from models.asks.tables import Ask, AskAnswer, AskStatus
from models.kernel import audit, clock, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound, SignInRequired
from models.people.actions import revoke_consent
from models.people.tables import Channel, Person, Purpose
from models.tasks.actions import sign_up_for_shift
from models.tasks.tables import Assignment, Shift, Task

_TAKE = """
    UPDATE asks SET status = 'answered', answer = $3, answered_at = $4
    WHERE account_id = $1 AND id = $2 AND status IN ('chosen', 'sent') AND answered_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer led to: the ask as it is now, and for a yes the place that was taken (or the waiting list)."""

    ask: Ask
    assignment: Assignment | None


async def answer_ask(
    actor: Actor, answer: AskAnswer, *, token: str | None = None, ask_id: UUID | None = None
) -> Answered:
    """
    Take the answer to an ask, by the signed token of its message (needs no sign-in) or by its id (one's own).

    A yes takes a place at once (or joins the waiting list of a full shift). Raises LinkUnknown, NotFound,
    SignInRequired, AskClosed, and what signing up for a shift raises; then nothing has changed.
    """
    ask = await _find_ask(actor, token, ask_id)
    person = await Person.get_or_none(account_id=ask.account_id, id=ask.person_id)
    if person is None:
        raise NotFound("This ask")
    answering = Actor(ask.account_id, person.id, person.ledger_id, language=person.language)
    async with work.unit_of_work(answering):
        await _ensure_open(ask)
        if not await work.execute(_TAKE, ask.account_id, ask.id, answer.value, clock.now()):
            raise AskClosed(ask.answer)
        assignment = await _act_on(answering, ask, answer)
        await audit.record(answering, "ask.answer", "ask", ask.id)
    return Answered(await Ask.get(account_id=ask.account_id, id=ask.id), assignment)


async def _find_ask(actor: Actor, token: str | None, ask_id: UUID | None) -> Ask:
    if token is not None:
        account_id, ask_id = links.read(links.ASK, token)
        ask = await Ask.get_or_none(account_id=account_id, id=ask_id)
    elif actor.person_id is None:
        raise SignInRequired
    else:
        ask = await Ask.get_or_none(account_id=actor.account_id, id=ask_id, person_id=actor.person_id)
    if ask is None:
        raise NotFound("This ask")
    return ask


async def _ensure_open(ask: Ask) -> None:
    shift = await Shift.get(account_id=ask.account_id, id=ask.shift_id)
    if ask.answer or ask.status not in (AskStatus.CHOSEN, AskStatus.SENT) or shift.starts_at <= clock.now():
        raise AskClosed(ask.answer)


async def _act_on(actor: Actor, ask: Ask, answer: AskAnswer) -> Assignment | None:
    match answer:
        case AskAnswer.YES:
            return await sign_up_for_shift(actor, shift_id=ask.shift_id, join_waiting_list=True)
        case AskAnswer.TOO_FAR:
            await _stay_nearer(actor, ask)
        case AskAnswer.NOT_MY_THING:
            await _drop_kind(actor, ask)
        case AskAnswer.NEVER:
            await revoke_consent(actor, purpose=Purpose.ASKS, channel=Channel.EMAIL)
            await recall_asks_of_person(actor, ask.person_id)
    return None


async def _stay_nearer(actor: Actor, ask: Ask) -> None:
    """From now on nothing as far away as this."""
    distances = [reason["km"] for reason in ask.reasons if "km" in reason]
    if not distances:
        return
    await work.execute(
        """
        UPDATE people SET maximum_distance_km = LEAST(COALESCE(maximum_distance_km, 32767), GREATEST(1, $3::int))
        WHERE account_id = $1 AND id = $2
        """,
        ask.account_id,
        ask.person_id,
        int(min(distances)) - 1,
    )
    await _match_anew(actor, ask)


async def _drop_kind(actor: Actor, ask: Ask) -> None:
    """This kind of work is not among what the person is willing to do any more."""
    task = await Task.get(account_id=ask.account_id, id=ask.task_id)
    await work.execute(
        "UPDATE people SET willing = array_remove(willing, $3) WHERE account_id = $1 AND id = $2",
        ask.account_id,
        ask.person_id,
        task.kind.value,
    )
    await _match_anew(actor, ask)


async def _match_anew(actor: Actor, ask: Ask) -> None:
    await outbox.enqueue("matching.people_changed", account_id=actor.account_id, person_ids=[ask.person_id])
