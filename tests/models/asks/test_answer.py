"""Each answer does exactly what it says, once."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from models.asks import links
from models.asks.actions.answer_ask import answer_ask
from models.asks.actions.choose_asks import choose_asks
from models.asks.errors import AskClosed, LinkUnknown
from models.asks.queries import ask_by_token
from models.asks.tables import Ask, AskAnswer, AskStatus, Delivery, DeliveryState
from models.kernel import clock, ids
from models.kernel.actor import stranger, system_actor
from models.kernel.errors import NotFound, SignInRequired
from models.kernel.tables import Account, OutboxRow
from models.people.actions import grant_consent
from models.people.queries import has_consent, my_consents
from models.people.rules.consents import UNTIL_STOPPED
from models.people.tables import Channel, Consent, Person, Purpose
from models.tasks.actions import sign_up_for_shift
from models.tasks.errors import ShiftFull, ShiftOverlap, TooYoung
from models.tasks.tables import Assignment, AssignmentState, Shift, SignUpOutcome, Task, TaskStatus
from tests.factories import actor_for, make_person
from tests.models.asks.stage import agree, make_matches, make_shift, make_task


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked for a shift."""

    person: Person
    task: Task
    shift: Shift
    ask: Ask
    token: str

    async def answer(self, answer: AskAnswer) -> Assignment | None:
        """Answer as the message's link does."""
        return (await answer_ask(stranger(self.ask.account_id), answer, token=self.token)).assignment

    async def reload(self) -> tuple[Ask, Person]:
        """The ask and the person as they are now."""
        ask = await Ask.get(account_id=self.ask.account_id, id=self.ask.id)
        return ask, await Person.get(account_id=self.ask.account_id, id=self.person.id)


async def make_asked(account: Account, task: dict[str, Any] | None = None, **changes: Any) -> Asked:
    """A person with an ask for the only shift of a task, 4 km away."""
    person = await make_person(account, **changes)
    await agree(person)
    made = await make_task(account, **{"latitude": 40.78, "longitude": -73.9967} | (task or {}))
    shift = await make_shift(made)
    await make_matches(made, shift, person)
    assert await choose_asks(system_actor(account.id), task_id=made.id) == 1
    ask = await Ask.get(account_id=account.id, person_id=person.id)
    return Asked(person, made, shift, ask, links.sign(links.ASK, account.id, ask.id))


async def test_yes_takes_the_place_at_once(account: Account) -> None:
    asked = await make_asked(account)
    assignment = await asked.answer(AskAnswer.YES)
    assert assignment is not None
    assert (assignment.person_id, assignment.shift_id) == (asked.person.id, asked.shift.id)
    assert assignment.state is AssignmentState.CONFIRMED
    ask, _ = await asked.reload()
    assert (ask.status, ask.answer) == (AskStatus.ANSWERED, AskAnswer.YES)
    assert ask.answered_at is not None
    assert (await Shift.get(account_id=account.id, id=asked.shift.id)).confirmed == 1


async def test_a_yes_that_was_to_be_a_place_is_refused_once_the_shift_is_full_and_can_be_given_again(
    account: Account,
) -> None:
    asked = await make_asked(account)
    await Shift.filter(account_id=account.id, id=asked.shift.id).update(confirmed=2)
    by_link = {"token": asked.token}
    with pytest.raises(ShiftFull):
        await answer_ask(stranger(account.id), AskAnswer.YES, **by_link, join_waiting_list=False)
    ask, _ = await asked.reload()
    assert (ask.status, ask.answer, await Assignment.exists(account_id=account.id)) == (AskStatus.CHOSEN, None, False)
    found = await ask_by_token(stranger(account.id), asked.token)
    assert (found.closed, found.shift.would_be) == (False, SignUpOutcome.WAITLISTED)
    waiting = await asked.answer(AskAnswer.YES)
    assert waiting is not None
    assert waiting.state is AssignmentState.WAITLISTED


async def test_yes_to_a_full_shift_joins_the_waiting_list(account: Account) -> None:
    asked = await make_asked(account)
    await Shift.filter(account_id=account.id, id=asked.shift.id).update(confirmed=2)
    assignment = await asked.answer(AskAnswer.YES)
    assert assignment is not None
    assert assignment.state is AssignmentState.WAITLISTED
    assert (await asked.reload())[0].answer is AskAnswer.YES


@pytest.mark.parametrize("answer", [AskAnswer.NOT_NOW, AskAnswer.ALREADY_DID])
async def test_two_answers_only_stop_the_task(account: Account, answer: AskAnswer) -> None:
    asked = await make_asked(account, willing=["canvass"])
    assert await asked.answer(answer) is None
    ask, person = await asked.reload()
    assert (ask.status, ask.answer) == (AskStatus.ANSWERED, answer)
    assert (person.willing, person.maximum_distance_km) == (["canvass"], None)
    assert await has_consent(account.id, person.id, Purpose.ASKS, Channel.EMAIL)
    assignment = await Assignment.get(account_id=account.id)
    assert (assignment.shift_id, assignment.state) == (asked.shift.id, AssignmentState.DECLINED)


async def test_a_no_leaves_a_place_that_was_taken_meanwhile(account: Account) -> None:
    asked = await make_asked(account)
    await sign_up_for_shift(actor_for(asked.person), shift_id=asked.shift.id)
    await asked.answer(AskAnswer.NOT_NOW)
    assert (await Assignment.get(account_id=account.id)).state is AssignmentState.CONFIRMED


@pytest.mark.parametrize(("before", "after"), [(None, 3), (20, 3), (2, 2)])
async def test_too_far_brings_the_greatest_distance_below_this_one(
    account: Account, before: int | None, after: int
) -> None:
    asked = await make_asked(account, maximum_distance_km=before)
    await asked.answer(AskAnswer.TOO_FAR)
    assert (await asked.reload())[1].maximum_distance_km == after
    assert await OutboxRow.filter(account_id=account.id, name="matching.people_changed").count() == 1


async def test_too_far_next_door_still_leaves_a_kilometre(account: Account) -> None:
    asked = await make_asked(account, {"latitude": 40.7485})
    await asked.answer(AskAnswer.TOO_FAR)
    assert (await asked.reload())[1].maximum_distance_km == 1


async def test_too_far_says_nothing_about_work_from_home(account: Account) -> None:
    asked = await make_asked(account, {"remote": True, "latitude": None, "longitude": None})
    await asked.answer(AskAnswer.TOO_FAR)
    ask, person = await asked.reload()
    assert (ask.answer, person.maximum_distance_km) == (AskAnswer.TOO_FAR, None)


async def test_not_my_thing_takes_this_kind_off_what_one_is_willing_to_do(account: Account) -> None:
    asked = await make_asked(account, willing=["canvass", "cooking"])
    await asked.answer(AskAnswer.NOT_MY_THING)
    assert (await asked.reload())[1].willing == ["cooking"]
    assert await OutboxRow.filter(account_id=account.id, name="matching.people_changed").count() == 1


async def test_never_takes_back_consent_and_everything_unsent(account: Account) -> None:
    asked = await make_asked(account)
    other = await make_asked(account)
    later = await Ask.create(
        **{
            name: getattr(asked.ask, name)
            for name in ("account_id", "person_id", "kind", "task_id", "shift_id", "score")
        },
        id=ids.new_id(),
        reasons=[],
        status=AskStatus.CHOSEN,
        chosen_on=asked.ask.chosen_on + timedelta(days=4),
        chosen_at=clock.now(),
    )
    await Delivery.filter(account_id=account.id, ask_id=asked.ask.id).update(state=DeliveryState.SENT)
    await _queue_delivery(later)
    await asked.answer(AskAnswer.NEVER)
    assert not await has_consent(account.id, asked.person.id, Purpose.ASKS, Channel.EMAIL)
    assert await has_consent(account.id, other.person.id, Purpose.ASKS, Channel.EMAIL)
    asks = {ask.id: ask.status for ask in await Ask.filter(account_id=account.id)}
    assert asks == {asked.ask.id: AskStatus.ANSWERED, later.id: AskStatus.RECALLED, other.ask.id: AskStatus.CHOSEN}
    states = {row.ask_id: row.state for row in await Delivery.filter(account_id=account.id)}
    assert states == {
        asked.ask.id: DeliveryState.SENT,
        later.id: DeliveryState.RECALLED,
        other.ask.id: DeliveryState.PENDING,
    }


async def test_never_holds_on_every_channel(account: Account) -> None:
    asked = await make_asked(account)
    actor = actor_for(asked.person)
    for channel in (Channel.APP, Channel.SMS):
        await grant_consent(actor, purpose=Purpose.ASKS, channel=channel)
    await grant_consent(actor, purpose=Purpose.NEWS, channel=Channel.EMAIL)
    await asked.answer(AskAnswer.NEVER)
    given = {(each.purpose, each.channel) for each in await my_consents(actor) if each.granted}
    untouched = {(each, Channel.EMAIL) for each in UNTIL_STOPPED}
    assert given == {(Purpose.PARTICIPATION, Channel.APP), (Purpose.NEWS, Channel.EMAIL)} | untouched


async def _queue_delivery(ask: Ask) -> None:
    first = await Delivery.filter(account_id=ask.account_id, person_id=ask.person_id).first()
    assert first is not None
    values = {name: getattr(first, name) for name in ("account_id", "person_id", "purpose", "channel", "template")}
    await Delivery.create(
        **values, id=ids.new_id(), ask_id=ask.id, parameters={}, due_at=clock.now(), created_at=clock.now()
    )


async def test_never_is_heard_from_an_old_message_too(account: Account) -> None:
    asked = await make_asked(account)
    await asked.answer(AskAnswer.NOT_NOW)
    await asked.answer(AskAnswer.NEVER)
    assert not await has_consent(account.id, asked.person.id, Purpose.ASKS, Channel.EMAIL)
    assert (await asked.reload())[0].answer is AskAnswer.NOT_NOW
    decisions = await Consent.filter(account_id=account.id).count()
    await asked.answer(AskAnswer.NEVER)
    assert await Consent.filter(account_id=account.id).count() == decisions


async def test_a_second_answer_changes_nothing(account: Account) -> None:
    asked = await make_asked(account)
    await asked.answer(AskAnswer.NOT_NOW)
    before, _ = await asked.reload()
    with pytest.raises(AskClosed) as caught:
        await asked.answer(AskAnswer.YES)
    after, _ = await asked.reload()
    assert caught.value.answer is AskAnswer.NOT_NOW
    assert (after.answer, after.answered_at) == (before.answer, before.answered_at)
    assert (await Assignment.get(account_id=account.id)).state is AssignmentState.DECLINED


async def test_after_the_shift_began_it_is_too_late(account: Account) -> None:
    asked = await make_asked(account)
    with clock.freeze(asked.shift.starts_at), pytest.raises(AskClosed) as caught:
        await asked.answer(AskAnswer.YES)
    assert caught.value.answer is None
    ask, _ = await asked.reload()
    assert ask.status is AskStatus.CHOSEN
    assert ask.answer is None
    assert not await Assignment.exists(account_id=account.id)


async def test_a_cancelled_task_needs_no_answer(account: Account) -> None:
    asked = await make_asked(account)
    await Task.filter(account_id=account.id, id=asked.task.id).update(status=TaskStatus.CANCELLED)
    with pytest.raises(AskClosed):
        await asked.answer(AskAnswer.YES)
    assert (await asked.reload())[0].answer is None


async def test_a_yes_that_cannot_be_leaves_the_ask_open(account: Account) -> None:
    asked = await make_asked(account)
    busy = await make_shift(await make_task(account), starts_at=asked.shift.starts_at)
    await Assignment.create(
        id=ids.new_id(),
        account_id=account.id,
        shift_id=busy.id,
        person_id=asked.person.id,
        state=AssignmentState.CONFIRMED,
        queued_at=clock.now(),
        updated_at=clock.now(),
    )
    with pytest.raises(ShiftOverlap):
        await asked.answer(AskAnswer.YES)
    assert (await asked.reload())[0].status is AskStatus.CHOSEN
    await Task.filter(account_id=account.id, id=asked.task.id).update(minimum_age=18)
    await Assignment.filter(account_id=account.id).delete()
    with pytest.raises(TooYoung):
        await asked.answer(AskAnswer.YES)
    assert (await asked.reload())[0].status is AskStatus.CHOSEN


@pytest.mark.parametrize("change", ["", "x", "forged", "other account", "other purpose"])
async def test_a_forged_link_is_unknown(account: Account, change: str) -> None:
    asked = await make_asked(account)
    tokens = {
        "forged": asked.token[:-1] + ("A" if asked.token[-1] != "A" else "B"),
        "other account": links.sign(links.ASK, ids.new_id(), asked.ask.id)[:22] + asked.token[22:],
        "other purpose": links.sign("calendar", account.id, asked.ask.id),
    }
    with pytest.raises(LinkUnknown):
        await answer_ask(stranger(account.id), AskAnswer.YES, token=tokens.get(change, change))
    assert (await asked.reload())[0].answer is None


async def test_by_its_id_only_ones_own_ask_is_answered(account: Account) -> None:
    asked = await make_asked(account)
    somebody = actor_for(await make_person(account))
    with pytest.raises(NotFound):
        await answer_ask(somebody, AskAnswer.YES, ask_id=asked.ask.id)
    with pytest.raises(SignInRequired):
        await answer_ask(stranger(account.id), AskAnswer.YES, ask_id=asked.ask.id)
    assert (await asked.reload())[0].answer is None
    answered = await answer_ask(actor_for(asked.person), AskAnswer.YES, ask_id=asked.ask.id)
    assert (answered.ask.id, answered.ask.answer) == (asked.ask.id, AskAnswer.YES)


async def test_two_taps_at_once_count_once(committed_account: Account) -> None:
    asked = await make_asked(committed_account)
    results = await asyncio.gather(
        *(asked.answer(answer) for answer in (AskAnswer.YES, AskAnswer.NOT_NOW)), return_exceptions=True
    )
    assert sum(isinstance(result, AskClosed) for result in results) == 1
    ask, _ = await asked.reload()
    (assignment,) = await Assignment.filter(account_id=committed_account.id)
    expected = AssignmentState.CONFIRMED if ask.answer is AskAnswer.YES else AssignmentState.DECLINED
    assert assignment.state is expected
