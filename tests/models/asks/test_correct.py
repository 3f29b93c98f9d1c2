"""A reason of an ask is corrected: it is a no, and more."""

import pytest

from models.asks.actions.answer_ask import answer_ask
from models.asks.actions.correct_ask import correct_ask
from models.asks.errors import AskClosed
from models.asks.tables import AskAnswer, AskStatus
from models.kernel.actor import stranger
from models.kernel.errors import NotFound
from models.kernel.tables import Account
from models.matching.rules.corrections import Correction
from models.matching.tables import Match
from models.people.tables import Person
from tests.factories import actor_for, make_person
from tests.models.asks.test_answer import make_asked


@pytest.mark.parametrize(
    ("correction", "answer"),
    [
        (Correction.TOO_FAR, AskAnswer.TOO_FAR),
        (Correction.NOT_THIS_WORK, AskAnswer.NOT_MY_THING),
        (Correction.NOT_THEN, AskAnswer.NOT_NOW),
    ],
)
async def test_a_correction_is_a_no_and_the_match_goes(
    account: Account, correction: Correction, answer: AskAnswer
) -> None:
    asked = await make_asked(account)
    ask = await correct_ask(stranger(account.id), correction, token=asked.token)
    assert (ask.status, ask.answer) == (AskStatus.ANSWERED, answer)
    assert await Match.filter(account_id=account.id).count() == 0
    person = (await asked.reload())[1]
    assert person.version == asked.person.version + 1


async def test_a_skill_that_nobody_has_leaves_the_profile_as_it_is(account: Account) -> None:
    asked = await make_asked(account, willing=["canvass"])
    ask = await correct_ask(actor_for(asked.person), Correction.NOT_THIS_SKILL, ask_id=asked.ask.id)
    assert ask.answer is AskAnswer.NOT_MY_THING
    assert (await asked.reload())[1].willing == ["canvass"]


async def test_a_closed_ask_and_somebody_elses_are_refused(account: Account) -> None:
    asked = await make_asked(account)
    with pytest.raises(NotFound):
        await correct_ask(actor_for(await make_person(account)), Correction.TOO_FAR, ask_id=asked.ask.id)
    await answer_ask(stranger(account.id), AskAnswer.ALREADY_DID, token=asked.token)
    with pytest.raises(AskClosed):
        await correct_ask(stranger(account.id), Correction.TOO_FAR, token=asked.token)
    person = await Person.get(account_id=account.id, id=asked.person.id)
    assert person.maximum_distance_km is None
