"""
Correct a reason for which one was asked (`rules.md` A11): it changes the profile and the match, and is an answer.

A letter stays in its reader's mailbox: its reasons can be corrected after the ask was answered or is over, too, each once.
"""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from models.asks.actions.answer_ask import find_ask, take_answer
from models.asks.errors import AlreadyCorrected, LinkTooOld
from models.asks.folding import fold_asks
from models.asks.tables import Ask, AskAnswer
from models.kernel import audit, clock, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.matching.actions import correct_suggestion
from models.matching.rules.corrections import Correction
from models.people.tables import Person

LINKS_WORK = timedelta(days=60)

_ANSWER_OF: Mapping[Correction, AskAnswer] = {
    Correction.TOO_FAR: AskAnswer.TOO_FAR,
    Correction.NOT_THERE: AskAnswer.TOO_FAR,
    Correction.NOT_THIS_WORK: AskAnswer.NOT_MY_THING,
    Correction.NOT_THIS_SKILL: AskAnswer.NOT_MY_THING,
    Correction.NOT_QUALIFIED: AskAnswer.NOT_MY_THING,
}
"""The no that a correction is; else: not now."""
_NOTE = """
UPDATE asks SET corrected = array_append(corrected, $3)
WHERE account_id = $1 AND id = $2 AND NOT corrected @> ARRAY[$3]::text[]
"""


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
    Correct a reason of an ask for a shift, by the signed token of its message (needs no sign-in) or by its id (one's own).

    An ask that is still open is answered with it. Raises LinkUnknown, NotFound, SignInRequired, AlreadyCorrected the
    second time, LinkTooOld after 60 days; then nothing has changed.
    """
    ask = await find_ask(actor, token, ask_id)
    person = await Person.get_or_none(account_id=ask.account_id, id=ask.person_id)
    if person is None or ask.shift_id is None:
        raise NotFound("This ask")
    if ask.chosen_at + LINKS_WORK < clock.now():
        raise LinkTooOld
    answering = Actor(ask.account_id, person.id, person.ledger_id, language=person.language)
    said = " ".join(map(str, filter(None, (correction.value, skill_id, qualification_id))))
    async with work.unit_of_work(answering):
        if not await work.execute(_NOTE, ask.account_id, ask.id, said):
            raise AlreadyCorrected
        answer = _ANSWER_OF.get(correction, AskAnswer.NOT_NOW)
        if await take_answer(ask, answer):
            await audit.record(answering, "ask.answer", "ask", ask.id, about=person.id, answer=answer.value)
        await correct_suggestion(
            answering,
            shift_id=ask.shift_id,
            correction=correction,
            skill_id=skill_id,
            qualification_id=qualification_id,
        )
        await fold_asks(ask.account_id, [ask.person_id], [ask.shift_id])
    return await Ask.get(account_id=ask.account_id, id=ask.id)
