"""Correct a reason for which one was asked (`rules.md` A11): it changes the profile and the match, and is an answer."""

from collections.abc import Mapping
from uuid import UUID

from models.asks.actions.answer_ask import find_ask, take_answer
from models.asks.errors import AskClosed
from models.asks.tables import Ask, AskAnswer
from models.kernel import audit, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.matching.actions import correct_suggestion
from models.matching.rules.corrections import Correction
from models.people.tables import Person

_ANSWER_OF: Mapping[Correction, AskAnswer] = {
    Correction.TOO_FAR: AskAnswer.TOO_FAR,
    Correction.NOT_THERE: AskAnswer.TOO_FAR,
    Correction.NOT_THIS_WORK: AskAnswer.NOT_MY_THING,
    Correction.NOT_THIS_SKILL: AskAnswer.NOT_MY_THING,
    Correction.NOT_QUALIFIED: AskAnswer.NOT_MY_THING,
}
"""The no that a correction is; else: not now."""


async def correct_ask(
    actor: Actor,
    correction: Correction,
    *,
    token: str | None = None,
    ask_id: UUID | None = None,
    skill_id: UUID | None = None,
    qualification_id: UUID | None = None,
) -> Ask:
    """
    Correct a reason of an ask, by the signed token of its message (needs no sign-in) or by its id (one's own).

    Raises LinkUnknown, NotFound, SignInRequired, AskClosed; then nothing has changed.
    """
    ask = await find_ask(actor, token, ask_id)
    person = await Person.get_or_none(account_id=ask.account_id, id=ask.person_id)
    if person is None:
        raise NotFound("This ask")
    answering = Actor(ask.account_id, person.id, person.ledger_id, language=person.language)
    answer = _ANSWER_OF.get(correction, AskAnswer.NOT_NOW)
    async with work.unit_of_work(answering):
        if not await take_answer(ask, answer):
            raise AskClosed((await Ask.get(account_id=ask.account_id, id=ask.id)).answer)
        await correct_suggestion(
            answering,
            shift_id=ask.shift_id,
            correction=correction,
            skill_id=skill_id,
            qualification_id=qualification_id,
        )
        await audit.record(answering, "ask.answer", "ask", ask.id, about=person.id, answer=answer.value)
    return await Ask.get(account_id=ask.account_id, id=ask.id)
