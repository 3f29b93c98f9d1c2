"""Waves: the best few, a wait, the next; until it is filled, too late or stopped. Each exactly once."""

import asyncio
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from models.asks import links
from models.asks.actions import choose_asks, record_card, take_waves
from models.asks.actions import take_wave as take_one_wave
from models.asks.actions.ask_people import ask_people
from models.asks.appeal_progress import AskTally, progress_by_shift, progress_of
from models.asks.appeal_progress import waves_of as progress_waves_of
from models.asks.decided import my_decisions
from models.asks.rules.decisions import Decision
from models.asks.tables import (
    Appeal,
    AppealState,
    AppealWave,
    Ask,
    AskAnswer,
    AskCard,
    AskRound,
    AskStatus,
    CardResult,
    Delivery,
)
from models.kernel import clock
from models.kernel.actor import Actor, system_actor
from models.kernel.errors import NotAllowed
from models.kernel.tables import Account
from models.people.tables import Channel, Consent, Membership, Person, Purpose
from models.tasks.tables import Shift
from tests.factories import actor_for, make_consent, make_person
from tests.models.asks.appeals import HOUR, NOON, make_running, make_wanted
from tests.models.asks.carding import make_asker, the_card
from tests.models.asks.stage import agree, change_asks, make_matches
from tests.models.community.stage import make_team


@pytest.fixture(autouse=True)
def _address() -> None:
    links.configure("https://campaign.example")


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.freeze(NOON):
        yield


async def waves_of(account: Account, hours: float) -> int:
    with clock.freeze(NOON + hours * HOUR):
        return await take_waves(system_actor(account.id))


async def test_the_best_are_asked_then_the_next_after_the_wait(account: Account) -> None:
    organizer, task, _, people = await make_wanted(account, 5)
    appeal = await make_running(organizer, task)
    assert [await waves_of(account, hours) for hours in (0, 1, 47.9, 48, 50, 96, 144)] == [2, 0, 0, 2, 0, 1, 0]
    order = [ask.person_id for ask in await Ask.filter(account_id=account.id).order_by("chosen_at", "-score")]
    assert order == [person.id for person in people]
    waves = await AppealWave.filter(account_id=account.id, appeal_id=appeal.id).order_by("number")
    assert [(wave.number, wave.asked, wave.at) for wave in waves] == [
        (1, 2, NOON),
        (2, 2, NOON + 48 * HOUR),
        (3, 1, NOON + 96 * HOUR),
    ]
    asks = await Ask.filter(account_id=account.id)
    assert {(ask.appeal_id, ask.asked_by) for ask in asks} == {(appeal.id, organizer.person_id)}


async def test_a_wave_that_finds_nobody_looks_again_within_the_hour(account: Account) -> None:
    organizer, task, shift, _ = await make_wanted(account, 0)
    appeal = await make_running(organizer, task)
    assert await waves_of(account, 0) == 0
    late = await make_person(account)
    await agree(late)
    await make_matches(task, shift, late)
    assert [await waves_of(account, hours) for hours in (0.9, 1, 2, 48)] == [0, 1, 0, 0]
    wave = await AppealWave.get(account_id=account.id, appeal_id=appeal.id)
    assert (wave.number, wave.asked, wave.at) == (1, 1, NOON + HOUR)


async def test_every_decision_of_a_wave_is_kept(account: Account) -> None:
    organizer, task, _, people = await make_wanted(account, 3)
    await make_running(organizer, task)
    await waves_of(account, 0)
    told = [(await my_decisions(actor_for(person))).rows[0].decision for person in people]
    assert told == [Decision.ASKED, Decision.ASKED, Decision.ENOUGH_ASKED]
    assert (await AppealWave.get(account_id=account.id)).round_id == (await AskRound.get(account_id=account.id)).id


async def test_no_more_are_invited_than_are_expected_to_fill_the_places(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 9, capacity=1)
    await make_running(organizer, task, per_wave=9)
    assert await waves_of(account, 0) == 5  # 5 × 0.3 × 0.8 is the first to reach 1


async def test_whoever_was_silent_for_the_wait_holds_up_nobody(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 9, capacity=1)
    await make_running(organizer, task, per_wave=5, wait_hours=24)
    assert [await waves_of(account, 0), await waves_of(account, 24)] == [5, 4]


async def test_a_full_shift_ends_it_and_takes_back_what_is_not_sent(account: Account) -> None:
    organizer, task, shift, _ = await make_wanted(account, 5, capacity=1)
    appeal = await make_running(organizer, task)
    await waves_of(account, 0)
    await Shift.filter(account_id=account.id, id=shift.id).update(confirmed=1, expected=1.0)
    assert await waves_of(account, 1) == 0
    ended = await Appeal.get(account_id=account.id, id=appeal.id)
    assert (ended.state, ended.ended_at, ended.next_wave_at) == (AppealState.FILLED, NOON + HOUR, None)
    assert await Ask.filter(account_id=account.id, status=AskStatus.RECALLED).count() == 2


async def test_three_days_before_the_shift_it_is_too_late(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 9, days=6)
    appeal = await make_running(organizer, task)
    assert [await waves_of(account, hours) for hours in (0, 48, 72, 73)] == [2, 2, 0, 0]
    assert (await Appeal.get(account_id=account.id, id=appeal.id)).state is AppealState.TOO_LATE


async def test_whoever_organizes_there_no_more_asks_nobody(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 2)
    await make_running(organizer, task)
    await Membership.filter(account_id=account.id, person_id=organizer.person_id).update(ended_at=NOON)
    assert await waves_of(account, 0) == 0
    assert (await Appeal.get(account_id=account.id)).state is AppealState.STOPPED


async def test_the_rounds_of_the_day_leave_its_task_to_it(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 5)
    await make_running(organizer, task)
    assert await choose_asks(system_actor(account.id)) == 0
    await waves_of(account, 0)
    await Appeal.filter(account_id=account.id).update(state=AppealState.STOPPED)
    assert await choose_asks(system_actor(account.id)) == 3


async def test_those_who_said_no_are_replaced_at_the_next_wave(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 9, capacity=1)
    await make_running(organizer, task, per_wave=5)
    await waves_of(account, 0)
    await change_asks(account, status=AskStatus.ANSWERED, answer=AskAnswer.NOT_NOW, answered_at=NOON)
    assert await waves_of(account, 48) == 4


async def test_people_beyond_their_caps_are_left_out(account: Account) -> None:
    organizer, task, _, people = await make_wanted(account, 3)
    await make_running(organizer, task)
    await waves_of(account, 0)
    await Appeal.filter(account_id=account.id).update(next_wave_at=NOON + HOUR)
    assert await waves_of(account, 1) == 1
    assert await Ask.filter(account_id=account.id, person_id=people[0].id).count() == 1


async def test_two_ticks_at_once_make_one_wave(committed_account: Account) -> None:
    account = committed_account
    organizer, task, _, _ = await make_wanted(account, 12)
    await make_running(organizer, task)
    counts = await asyncio.gather(*(take_waves(system_actor(account.id)) for _ in range(4)))
    assert sorted(counts) == [0, 0, 0, 2]
    assert await Ask.filter(account_id=account.id).count() == await Delivery.filter(account_id=account.id).count() == 2
    assert [wave.number for wave in await AppealWave.filter(account_id=account.id)] == [1]


async def test_a_wave_killed_half_way_has_asked_nobody_and_goes_on(
    committed_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = committed_account
    organizer, task, _, _ = await make_wanted(account, 3)
    await make_running(organizer, task)

    async def ask_and_die(*arguments: Any) -> int:
        assert await ask_people(*arguments) == 2
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(sys.modules[take_one_wave.__module__], "ask_people", ask_and_die)
        with pytest.raises(KeyboardInterrupt):
            await take_waves(system_actor(account.id))
    assert (
        await Ask.filter(account_id=account.id).count() == await AppealWave.filter(account_id=account.id).count() == 0
    )
    assert await take_waves(system_actor(account.id)) == 2
    assert await Ask.filter(account_id=account.id).count() == 2


async def test_only_the_system_looks(account: Account) -> None:
    organizer, task, _, _ = await make_wanted(account, 1)
    await make_running(organizer, task)
    with pytest.raises(NotAllowed):
        await take_waves(organizer)
    assert await Ask.filter(account_id=account.id).count() == 0


@pytest.mark.parametrize("urgent", [True, False])
async def test_whom_somebody_is_to_call_does_not_count_as_asked_before_the_call(account: Account, urgent: bool) -> None:
    organizer, task, shift, (_, friend) = await make_wanted(account, 2)
    asker = await make_callable(friend, account, by_call_alone=True)
    appeal = await make_running(organizer, task, urgent=urgent, wait_hours=12)
    await waves_of(account, 0)
    foreseen = AskTally(asked=1, to_be_called=1, unsent=1)
    assert await progress_of(appeal) == foreseen
    assert [each.tally for each in await progress_waves_of(appeal)] == [foreseen]
    assert await progress_by_shift(appeal) == {shift.id: foreseen}
    (decided,) = (await my_decisions(actor_for(friend))).rows
    assert decided.decision is Decision.TO_TEAMMATE
    await record_card(asker, card_id=(await the_card(asker)).id, result=CardResult.NOT_NOW)
    assert await progress_of(appeal) == AskTally(asked=2, unsent=1, no=1)


async def test_when_it_is_urgent_whoever_can_be_written_to_waits_for_no_call(account: Account) -> None:
    organizer, task, _, (_, friend) = await make_wanted(account, 2)
    await make_callable(friend, account, by_call_alone=False)
    appeal = await make_running(organizer, task, urgent=True, wait_hours=12)
    await waves_of(account, 0)
    assert await progress_of(appeal) == AskTally(asked=2, unsent=2)
    assert await AskCard.all().count() == 0


async def make_callable(friend: Person, account: Account, *, by_call_alone: bool) -> Actor:
    """Somebody of a team in which somebody calls, who wants that, and perhaps nothing else; gives who calls."""
    team = await make_team(account)
    asker = await make_asker(account, team)
    await Person.filter(id=friend.id).update(team_id=team.id, phone="+12125550100", phone_proven_at=NOON)
    if by_call_alone:
        await Consent.filter(person_id=friend.id, purpose=Purpose.ASKS).delete()
    await make_consent(friend, Purpose.ASKS, Channel.PERSON)
    return asker
