"""Who is asked for what is no shift, how it reads, and what answers lead to."""

import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bench.asks import OVER_CAP
from models.activity.actions import log_activity
from models.activity.tables import ActivityKind
from models.asks import links
from models.asks.actions import answer_ask, ask_next_steps, choose_asks, deliver_due, recount_attention
from models.asks.decided import my_decisions
from models.asks.queries import open_ask_of
from models.asks.rules.decisions import Decision
from models.asks.rules.next_steps import Subject
from models.asks.step_decisions import choose_steps_again
from models.asks.tables import (
    Ask,
    AskAnswer,
    AskKind,
    AskRound,
    AskStatus,
    Attention,
    Delivery,
    DeliveryState,
    MailboxMessage,
)
from models.kernel import clock, work
from models.kernel.actor import stranger, system_actor
from models.kernel.errors import NotAllowed
from models.kernel.tables import Account
from models.people.tables import Consent, Person, Purpose
from tests.factories import actor_for, make_assignment, make_person, make_qualification
from tests.models.asks.stage import agree, make_matches, make_shift, make_task

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)
DAY = timedelta(days=1)
ANSWERED: dict[str, Any] = {
    "willing": ["canvass"],
    "availability": 1,
    "birth_year": 1980,
    "dismissed_questions": ["skills"],
}
"""A profile that leaves no question open."""


@pytest.fixture(autouse=True)
def reachable() -> None:
    links.configure("https://campaign.example")


async def make_willing(account: Account, **changes: Any) -> Person:
    """A volunteer who may be asked, since 20 days."""
    with clock.freeze(NOON - 20 * DAY):
        person = await make_person(account, **ANSWERED | changes)
        await agree(person)
    return person


async def help_out(person: Person, *days_ago: int) -> None:
    for days in days_ago:
        with clock.freeze(NOON - days * DAY):
            key = f"half-an-hour-{days:03}"
            await log_activity(actor_for(person), client_key=key, kind=ActivityKind.CANVASS, quantity=4, minutes=30)


async def ask(account: Account, days: float = 0) -> list[Ask]:
    """The asks of a round so many days later."""
    known = {row.id for row in await Ask.filter(account_id=account.id)}
    with clock.freeze(NOON + days * DAY):
        count = await ask_next_steps(system_actor(account.id))
    new = [row for row in await Ask.filter(account_id=account.id) if row.id not in known]
    assert len(new) == count
    return new


async def decided(person: Person, days: float = 0) -> list[tuple[Decision, Subject | None]]:
    with clock.freeze(NOON + days * DAY):
        return [(each.decision, each.subject) for each in (await my_decisions(actor_for(person))).rows]


async def letter(account: Account) -> MailboxMessage:
    with clock.freeze(NOON):
        await deliver_due()
    return await MailboxMessage.get(account_id=account.id)


async def test_who_comes_often_is_asked_for_the_next_rung(account: Account) -> None:
    person = await make_willing(account)
    await help_out(person, 5, 9, 13)
    (asked,) = await ask(account)
    assert (asked.kind, asked.subject, asked.task_id, asked.shift_id) == (AskKind.STEP, "bring_friend", None, None)
    assert (asked.person_id, asked.reasons) == (person.id, [{"code": "helped", "times": 3}])
    assert (asked.chance, round(asked.score, 9), asked.possible_arms) == (0.08, 0.043, 0)
    assert await decided(person) == [(Decision.ASKED, Subject.BRING_FRIEND)]
    assert (await Attention.get(account_id=account.id)).waiting == 1
    sent = await letter(account)
    assert "canvassing" in sent.text.lower() or "Canvass" in sent.text
    assert "You have helped 3 times." in sent.text
    assert sent.text.count("?answer=") == 6
    assert (await Attention.get(account_id=account.id)).spent == 1.0


async def test_who_was_silent_is_asked_to_hear_what_is_near_and_never_reads_of_the_gap(account: Account) -> None:
    person, busy = await make_willing(account), await make_willing(account)
    await help_out(person, 70, 75)
    await help_out(busy, 70)
    await make_assignment(await make_shift(await make_task(account), starts_at=NOON + 4 * DAY), busy)
    (asked,) = await ask(account)
    assert (asked.person_id, asked.kind, asked.subject) == (person.id, AskKind.RETURN, "what_is_near")
    sent = await letter(account)
    assert "Thank you for your last contribution" in sent.text
    assert not any(word in sent.text.lower() for word in ("70", "miss", "long time", "weeks", "months"))
    with clock.freeze(NOON + DAY):
        answered = await answer_ask(actor_for(person), AskAnswer.YES, ask_id=asked.id)
    assert answered.leads_to is not None
    assert (answered.leads_to.path, answered.assignment) == ("/tasks", None)
    assert answered.message == "Good, \u2068Ada\u2069! This is what is near you."


async def test_a_question_says_how_many_tasks_need_the_answer(account: Account) -> None:
    licence = await make_qualification(account, name="Bus licence")
    for _ in range(3):
        await make_shift(await make_task(account, qualification_ids=[licence.id]), starts_at=NOON + 5 * DAY)
    person = await make_willing(account)
    (asked,) = await ask(account)
    assert (asked.kind, asked.subject, asked.reasons[0]["number"]) == (AskKind.PROFILE, "qualification", 3)
    sent = await letter(account)
    assert "3 tasks in your region need this: \u2068Bus licence\u2069." in sent.text
    assert "Do you have this: \u2068Bus licence\u2069?" in sent.text
    with clock.freeze(NOON + DAY):
        await answer_ask(actor_for(person), AskAnswer.NOT_MY_THING, ask_id=asked.id)
    assert await ask(account, 95) == []
    assert [each.subject for each in await ask(account, 370)] == []


async def test_a_question_that_was_answered_by_itself_is_not_sent(account: Account) -> None:
    await make_shift(await make_task(account), starts_at=NOON + 5 * DAY)
    person = await make_willing(account, willing=[])
    (asked,) = await ask(account)
    assert asked.subject == "willing"
    await Person.filter(id=person.id).update(willing=["canvass"])
    with clock.freeze(NOON):
        await deliver_due()
    assert await MailboxMessage.filter(account_id=account.id).count() == 0
    assert (await Delivery.get(account_id=account.id)).state is DeliveryState.RECALLED
    assert (await Attention.get(account_id=account.id)).spent == 0


async def test_whom_nothing_is_worth_asking_is_thanked_once_and_it_costs_nothing(account: Account) -> None:
    person = await make_willing(account)
    await help_out(person, 4)
    assert await ask(account) == []
    assert await ask(account, 0.1) == []
    assert await decided(person, 0.1) == [(Decision.NOT_WORTH, None), (Decision.THANKED, None)]
    sent = await letter(account)
    assert (sent.subject, "answer=" in sent.text) == ("Thank you, Ada", False)
    assert (await Delivery.get(account_id=account.id)).purpose.value == "thanks"
    assert await Attention.filter(account_id=account.id, spent__gt=0).count() == 0


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"holdout": True}, Decision.HOLDOUT),
        ({"paused_until": NOON + DAY}, Decision.PAUSED),
        ({"email": None}, Decision.NO_ADDRESS),
    ],
)
async def test_the_same_is_in_the_way_as_for_shifts(account: Account, changes: dict[str, Any], why: Decision) -> None:
    person = await make_willing(account, **changes)
    await help_out(person, 5, 9, 13)
    assert await ask(account) == []
    assert await decided(person) == [(why, None)]
    assert await Delivery.filter(account_id=account.id).count() == 0


async def test_without_consent_nobody_is_asked_or_thanked(account: Account) -> None:
    person = await make_willing(account)
    await help_out(person, 5)
    await agree(person, granted=False)
    assert await ask(account) == []
    assert await decided(person) == [(Decision.NO_CONSENT, None)]
    assert await Delivery.filter(account_id=account.id).count() == 0


async def test_who_was_asked_for_a_shift_is_asked_for_nothing_else(account: Account) -> None:
    person = await make_willing(account)
    await help_out(person, 5, 9, 13)
    task = await make_task(account)
    await make_matches(task, await make_shift(task, starts_at=NOON + 6 * DAY), person)
    with clock.freeze(NOON):
        assert await choose_asks(system_actor(account.id)) == 1
    assert await ask(account) == []
    with clock.freeze(NOON):
        await deliver_due()
    assert await ask(account, 1) == []
    assert [each[0] for each in await decided(person, 1)][:2] == [Decision.QUIET_DAYS, Decision.WAITING]
    assert await Ask.filter(account_id=account.id).count() == 1


async def test_only_so_many_a_day_and_those_first_who_waited_longest(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["models.asks.actions.ask_next_steps"], "most_a_day", lambda _: 2)
    people = [await make_willing(account) for _ in range(4)]
    for number, person in enumerate(people):
        await help_out(person, 5, 9, 13)
        await Person.filter(id=person.id).update(created_at=NOON - (30 + number) * DAY)
    asked = await ask(account)
    assert {each.person_id for each in asked} == {people[2].id, people[3].id}
    assert await decided(people[0]) == [(Decision.OTHERS_TURN, Subject.BRING_FRIEND)]
    assert await ask(account, 0.5) == []
    assert {each.person_id for each in await ask(account, 1.1)} == {people[0].id, people[1].id}
    for kept in await AskRound.filter(account_id=account.id):
        stored, again = await choose_steps_again(account.id, kept.id)
        assert stored.tolist() == again.tolist()


async def test_a_yes_to_host_is_kept_and_never_ends_it_all(account: Account) -> None:
    host, tired = await make_willing(account), await make_willing(account)
    asks = [
        await Ask.create(
            id=person.id, account_id=account.id, person_id=person.id, kind=AskKind.STEP, subject="host", reasons=[],
            score=0.1, status=AskStatus.SENT, chosen_on=date(2026, 11, 22), chosen_at=NOON, sent_at=NOON,
        )
        for person in (host, tired)
    ]  # fmt: skip
    with clock.freeze(NOON + DAY):
        await recount_attention(system_actor(account.id))
        assert (await open_ask_of(actor_for(host))) == asks[0]
        token = links.sign(links.ASK, account.id, asks[0].id)
        yes = await answer_ask(stranger(account.id), AskAnswer.YES, token=token)
        await answer_ask(actor_for(tired), AskAnswer.NEVER, ask_id=asks[1].id)
    assert yes.leads_to is not None
    assert (yes.ask.answer, yes.leads_to.path) == (AskAnswer.YES, "/profile")
    assert (await Person.get(id=host.id)).willing == ["canvass", "house_party"]
    assert (await Person.get(id=tired.id)).willing == ["canvass"]
    latest = await Consent.filter(person_id=tired.id, purpose=Purpose.ASKS).order_by("-at", "-id").first()
    assert latest is not None
    assert not latest.granted
    assert (await Attention.get(account_id=account.id, person_id=host.id)).spent == 0.5


async def test_over_six_weeks_nobody_is_asked_twice_a_day_or_over_a_cap(account: Account) -> None:
    people = [await make_willing(account, **changes) for changes in ({}, {"willing": []}, {"holdout": True})]
    for person in people:
        await help_out(person, 5, 9, 13)
    for day in range(0, 42, 2):
        with clock.freeze(NOON + day * DAY):
            if day % 6 == 0:
                task = await make_task(account)
                await make_matches(task, await make_shift(task, starts_at=clock.now() + 6 * DAY), *people)
            await choose_asks(system_actor(account.id))
            await ask_next_steps(system_actor(account.id))
            await deliver_due()
            assert await work.fetch_value(OVER_CAP, account.id, clock.now()) == 0
    asks = await Ask.filter(account_id=account.id)
    assert len({(each.person_id, each.chosen_on) for each in asks}) == len(asks)
    assert {each.kind for each in asks} >= {AskKind.SHIFT, AskKind.STEP}
    assert {each.person_id for each in asks} == {people[0].id, people[1].id}


async def test_only_the_system_asks_so(account: Account) -> None:
    person = await make_willing(account)
    await help_out(person, 5, 9, 13)
    with pytest.raises(NotAllowed):
        await ask_next_steps(actor_for(person))
    assert await Ask.filter(account_id=account.id).count() == 0
