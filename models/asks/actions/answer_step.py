"""What an answer means to an ask that is no shift (`rules.md` A12): a yes leads on, a no is data."""

from models.activity.tables import ActivityKind
from models.asks.actions.stop_purpose import stop_purpose
from models.asks.rules.next_steps import Subject
from models.asks.tables import Ask, AskAnswer, AskKind
from models.kernel import work
from models.kernel.actor import Actor
from models.people.tables import Purpose

_WILLING = """
    UPDATE people SET willing = array_append(array_remove(willing, $3), $3), unwilling = array_remove(unwilling, $3)
    WHERE account_id = $1 AND id = $2
"""
_DISMISS = """
    UPDATE people SET dismissed_questions = array_append(array_remove(dismissed_questions, $3), $3)
    WHERE account_id = $1 AND id = $2
"""
_NOT_ASKED_AGAIN = frozenset({AskAnswer.TOO_FAR, AskAnswer.NOT_MY_THING})


async def act_on_step(actor: Actor, ask: Ask, answer: AskAnswer) -> None:
    """
    What follows besides what is kept of the answer, in the current unit of work; `actor`: they themselves.

    Who would host likes house parties; what somebody would rather not say, the site does not ask either.
    """
    which = ask.account_id, ask.person_id
    if answer is AskAnswer.NEVER:
        await stop_purpose(actor, Purpose.ASKS, source="letter")
    elif answer is AskAnswer.YES and ask.subject == Subject.HOST:
        await work.execute(_WILLING, *which, ActivityKind.HOUSE_PARTY.value)
    elif answer in _NOT_ASKED_AGAIN and ask.kind is AskKind.PROFILE:
        await work.execute(_DISMISS, *which, ask.subject)
