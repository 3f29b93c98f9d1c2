"""A reason of an ask is corrected: it is a no, and more."""

from datetime import timedelta

import pytest

from models.asks.actions.answer_ask import answer_ask
from models.asks.actions.correct_ask import LINKS_WORK, correct_ask
from models.asks.errors import AlreadyCorrected, LinkTooOld, LinkUnknown
from models.asks.tables import Ask, AskAnswer, AskStatus
from models.kernel import clock
from models.kernel.actor import stranger
from models.kernel.errors import NotFound
from models.kernel.tables import Account
from models.matching.rules.corrections import Correction
from models.matching.tables import Match
from models.people.tables import Person
from models.tasks.tables import Assignment, AssignmentState
from tests.factories import actor_for, make_account, make_person
from tests.models.asks.test_answer import Asked, make_asked


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


async def test_forged_links_and_those_of_others_are_refused(account: Account) -> None:
    asked = await make_asked(account)
    with pytest.raises(NotFound):
        await correct_ask(actor_for(await make_person(account)), Correction.TOO_FAR, ask_id=asked.ask.id)
    forged = asked.token[:-4] + ("BBBB" if asked.token.endswith("AAAA") else "AAAA")
    elsewhere = stranger((await make_account()).id)
    for actor, token in ((stranger(account.id), forged), (elsewhere, asked.token)):
        with pytest.raises(LinkUnknown):
            await correct_ask(actor, Correction.TOO_FAR, token=token)
    assert await _unchanged(asked)


async def test_a_letter_can_be_corrected_after_its_answer_too_and_each_reason_once(account: Account) -> None:
    asked = await make_asked(account)
    me = stranger(account.id)
    await answer_ask(me, AskAnswer.YES, token=asked.token)
    ask = await correct_ask(me, Correction.TOO_FAR, token=asked.token)
    assert (ask.answer, ask.corrected) == (AskAnswer.YES, ["too_far"])
    place = await Assignment.get(account_id=account.id, person_id=asked.person.id)
    assert place.state is AssignmentState.CONFIRMED
    before = (await asked.reload())[1]
    assert before.maximum_distance_km == 3
    await Person.filter(account_id=account.id, id=asked.person.id).update(maximum_distance_km=9)
    with pytest.raises(AlreadyCorrected):
        await correct_ask(me, Correction.TOO_FAR, token=asked.token)
    after = (await asked.reload())[1]
    assert (after.maximum_distance_km, after.version) == (9, before.version)
    await correct_ask(me, Correction.NOT_THEN, token=asked.token)
    assert (await asked.reload())[0].corrected == ["too_far", "not_then"]


async def test_after_two_months_a_link_changes_nothing(account: Account) -> None:
    asked = await make_asked(account)
    await Ask.filter(account_id=account.id).update(chosen_at=clock.now() - LINKS_WORK - timedelta(seconds=1))
    with pytest.raises(LinkTooOld):
        await correct_ask(stranger(account.id), Correction.TOO_FAR, token=asked.token)
    assert await _unchanged(asked)


async def _unchanged(asked: Asked) -> bool:
    ask, person = await asked.reload()
    return (ask.answer, ask.corrected, person.version, person.maximum_distance_km) == (None, [], 1, None)
