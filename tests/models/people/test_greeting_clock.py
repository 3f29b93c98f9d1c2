"""Newcomers get the nearest willing greeter, and climb to leader, organizer and region by the clock, each step once."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from models.kernel import clock, ids, work
from models.kernel.actor import Role, system_actor
from models.kernel.errors import Conflict, NotAllowed, NotFound
from models.kernel.tables import Account
from models.people import actions
from models.people.actions.confirm_person import confirm_person
from models.people.rules.greeting import GreetingResult, GreetingStage, GreetingStepKind
from models.people.tables import Channel, GreetingLease, GreetingStep, Membership, Person, PersonKind, Purpose, Team
from tests.factories import actor_for, make_organizer, make_person

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=40)
HOUR = timedelta(hours=1)
STEPS = GreetingStepKind


async def _greeter(account: Account, **changes: object) -> Person:
    values: dict[str, object] = {
        "willing": ["greeting"],
        "birth_year": 1980,
        "confirmed_at": LONG_AGO,
        "greeted_at": LONG_AGO,
        "last_active_at": LONG_AGO,
    }
    return await make_person(account, **values | changes)


async def _newcomer(account: Account, **changes: object) -> Person:
    person = await make_person(account, kind=PersonKind.UNCONFIRMED, **changes)
    async with work.unit_of_work(system_actor(account.id)):
        return await confirm_person(system_actor(account.id), person)


async def _look(account: Account, after: timedelta = timedelta(0)) -> list[UUID]:
    with clock.freeze(NOW + after):
        return await actions.escalate_greetings(system_actor(account.id))


async def _lease(person: Person) -> GreetingLease:
    return await GreetingLease.get(account_id=person.account_id, person_id=person.id)


async def _history(person: Person) -> list[tuple[GreetingStepKind, UUID | None]]:
    steps = GreetingStep.filter(account_id=person.account_id, person_id=person.id).order_by("number")
    return [(step.kind, step.greeter_person_id) for step in await steps]


async def _leader_of(person: Person) -> Person:
    leader = await make_person(
        await Account.get(id=person.account_id), team_id=person.team_id, region_path="US/NY/061/"
    )
    await Membership.create(
        id=ids.new_id(),
        account_id=person.account_id,
        person_id=leader.id,
        role=Role.TEAM_LEADER,
        region_path="US/NY/061/",
        team_id=person.team_id,
        created_at=NOW,
    )
    return leader


async def test_it_climbs_from_the_greeter_to_the_whole_account(account: Account) -> None:
    with clock.freeze(NOW):
        greeter = await _greeter(account)
        newcomer = await _newcomer(account)
        leader = await _leader_of(newcomer)
        await Membership.filter(person_id=leader.id).update(created_at=NOW)
        county = await make_organizer(account, "US/NY/061/", confirmed_at=NOW)
        state = await make_organizer(account, "US/NY/")
        top = await make_organizer(account, "", role=Role.ADMIN)
        await make_organizer(account, "US/CA/")
    await Person.filter(id=leader.id).update(paused_until=NOW + HOUR)
    assert await _look(account) == [greeter.id]
    assert await _look(account, 23 * HOUR) == []
    assert await _look(account, 24 * HOUR) == [leader.id]
    assert await _look(account, 24 * HOUR) == []
    assert await _look(account, 48 * HOUR) == [county.person_id]
    assert await _look(account, 72 * HOUR) == [state.person_id]
    lease = await _lease(newcomer)
    assert (lease.stage, lease.scope_path, lease.due_at) == (GreetingStage.REGION, "US/NY/", NOW + 72 * HOUR)
    assert await _look(account, 96 * HOUR) == [top.person_id]
    assert await _look(account, 120 * HOUR) == []
    assert await _look(account, 500 * HOUR) == []
    assert await _history(newcomer) == [
        (STEPS.STARTED, None),
        (STEPS.GIVEN, greeter.id),
        (STEPS.ESCALATED, leader.id),
        (STEPS.ESCALATED, county.person_id),
        (STEPS.ESCALATED, state.person_id),
        (STEPS.ESCALATED, top.person_id),
        (STEPS.NOBODY_LEFT, top.person_id),
    ]
    steps = GreetingStep.filter(person_id=newcomer.id).order_by("number")
    assert [step.at - NOW for step in await steps] == [hours * HOUR for hours in (0, 0, 24, 48, 72, 96, 120)]


async def test_the_nearest_greeter_with_room_who_has_been_here_for_a_while(account: Account) -> None:
    with clock.freeze(NOW):
        far = await _greeter(account, latitude=40.90)
        near = await _greeter(account, latitude=40.76)
        await _greeter(account, birth_year=None)
        await _greeter(account, confirmed_at=NOW - timedelta(days=2))
        await _greeter(account, greeted_at=None)
        await _greeter(account, willing=["canvass"])
        await _greeter(account, paused_until=NOW + HOUR)
        elsewhere = await _greeter(account, region_path="US/CA/037/", latitude=34.0, longitude=-118.2)
        many = [await _newcomer(account, created_at=NOW + timedelta(seconds=each)) for each in range(21)]
    assert len(await _look(account)) == 21
    owners = [(await _lease(each)).greeter_person_id for each in many]
    assert (owners.count(near.id), owners.count(far.id), owners.count(elsewhere.id)) == (10, 10, 1)


async def test_ones_own_language_comes_before_the_shorter_way(account: Account) -> None:
    with clock.freeze(NOW):
        await _greeter(account)
        polish = await _greeter(account, language="pl", latitude=40.90)
        await _newcomer(account, language="pl")
    assert await _look(account) == [polish.id]


async def test_minors_are_greeted_by_organizers(account: Account) -> None:
    with clock.freeze(NOW):
        await _greeter(account)
        organizer = await make_organizer(account, "US/NY/")
        newcomer = await _newcomer(account, birth_year=2010)
    assert await _look(account) == [organizer.person_id]
    assert (await _lease(newcomer)).stage is GreetingStage.ORGANIZER


async def test_who_was_reached_is_out_of_it_and_a_try_renews(account: Account) -> None:
    with clock.freeze(NOW):
        greeter = actor_for(await _greeter(account))
        organizer = await make_organizer(account, "US/")
        reached, tried = await _newcomer(account), await _newcomer(account)
        await actions.escalate_greetings(system_actor(account.id))
    with clock.freeze(NOW + 20 * HOUR):
        await actions.record_greeting(greeter, person_id=reached.id, result=GreetingResult.REACHED)
        await actions.record_greeting(greeter, person_id=tried.id, result=GreetingResult.LEFT_MESSAGE)
        with pytest.raises(NotFound):
            await actions.record_greeting(greeter, person_id=reached.id, result=GreetingResult.REACHED)
    assert await _look(account, 67 * HOUR) == []
    assert await _look(account, 68 * HOUR) == [organizer.person_id]
    assert (await _lease(tried)).greeter_person_id == organizer.person_id
    closed = await _lease(reached)
    assert (closed.closed_at, closed.escalates_at, closed.attempts) == (NOW + 20 * HOUR, None, 1)
    assert (await Person.get(id=reached.id)).greeted_at == NOW + 20 * HOUR
    assert await _history(reached) == [
        (STEPS.STARTED, None),
        (STEPS.GIVEN, greeter.person_id),
        (STEPS.RECORDED, greeter.person_id),
    ]


async def test_a_tap_can_be_taken_back_for_ten_minutes(account: Account) -> None:
    with clock.freeze(NOW):
        greeter = actor_for(await _greeter(account))
        newcomer = await _newcomer(account)
        await actions.escalate_greetings(system_actor(account.id))
        with pytest.raises(Conflict):
            await actions.undo_greeting(greeter, person_id=newcomer.id)
        before = await _lease(newcomer)
        await actions.record_greeting(greeter, person_id=newcomer.id, result=GreetingResult.REACHED)
    with clock.freeze(NOW + timedelta(minutes=9)):
        with pytest.raises(NotFound):
            await actions.undo_greeting(actor_for(await _greeter(account)), person_id=newcomer.id)
        await actions.undo_greeting(greeter, person_id=newcomer.id)
        after = await _lease(newcomer)
        assert (await Person.get(id=newcomer.id)).greeted_at is None
        same = (
            "greeter_person_id",
            "due_at",
            "escalates_at",
            "leased_until",
            "result",
            "attempts",
            "closed_at",
            "stage",
        )
        assert {name: getattr(after, name) for name in same} == {name: getattr(before, name) for name in same}
        await actions.record_greeting(greeter, person_id=newcomer.id, result=GreetingResult.REFUSED)
    with clock.freeze(NOW + timedelta(minutes=19)), pytest.raises(Conflict):
        await actions.undo_greeting(greeter, person_id=newcomer.id)
    assert (await _lease(newcomer)).result is GreetingResult.REFUSED


async def test_who_gives_back_or_pauses_or_is_erased_is_replaced(account: Account) -> None:
    with clock.freeze(NOW):
        first = await _greeter(account)
        newcomer = await _newcomer(account)
        assert await actions.escalate_greetings(system_actor(account.id)) == [first.id]
        second = await _greeter(account, latitude=40.9)
        third = await _greeter(account, latitude=41.0)
        assert await actions.return_greeting_batch(actor_for(first)) == 1
    assert await _look(account) == [second.id]
    await Person.filter(id=second.id).update(paused_until=NOW + timedelta(days=9))
    assert await _look(account, 2 * HOUR) == [third.id]
    with clock.freeze(NOW + 2 * HOUR):
        await actions.erase_person(actor_for(third), confirm_email=third.email)
    assert (await _lease(newcomer)).greeter_person_id is None
    organizer = await make_organizer(account, "US/")
    assert await _look(account, 4 * HOUR) == [organizer.person_id]
    assert (await _history(newcomer))[1:] == [
        (STEPS.GIVEN, first.id),
        (STEPS.RETURNED, None),
        (STEPS.GIVEN, second.id),
        (STEPS.GIVEN, None),
        (STEPS.GIVEN, organizer.person_id),
    ]


async def test_a_newcomer_says_that_nobody_came(account: Account) -> None:
    with clock.freeze(NOW):
        await _greeter(account)
        newcomer = await _newcomer(account)
        await actions.escalate_greetings(system_actor(account.id))
    with clock.freeze(NOW + 71 * HOUR), pytest.raises(Conflict):
        await actions.miss_greeting(actor_for(newcomer))
    with clock.freeze(NOW + 73 * HOUR):
        await actions.miss_greeting(actor_for(newcomer))
        await actions.miss_greeting(actor_for(newcomer))
        organizer = await make_organizer(account, "US/")
    assert await _look(account, 73 * HOUR) == [organizer.person_id]
    kinds = [kind for kind, _ in await _history(newcomer)]
    assert kinds == [STEPS.STARTED, STEPS.GIVEN, STEPS.MISSED, STEPS.ESCALATED]
    with pytest.raises(NotFound):
        await actions.miss_greeting(organizer)


async def test_nobody_is_called_who_takes_part_no_longer(account: Account) -> None:
    with clock.freeze(NOW):
        await _greeter(account)
        newcomer = await _newcomer(account)
        await actions.revoke_consent(actor_for(newcomer), purpose=Purpose.PARTICIPATION, channel=Channel.APP)
    assert await _look(account) == []
    lease = await _lease(newcomer)
    assert (lease.closed_at, lease.greeter_person_id, lease.result) == (NOW, None, None)


async def test_an_organizer_who_greets_stops_the_clock(account: Account) -> None:
    with clock.freeze(NOW):
        await _greeter(account)
        newcomer = await _newcomer(account)
        await actions.escalate_greetings(system_actor(account.id))
        organizer = await make_organizer(account, "US/")
        await actions.greet_person(organizer, person_id=newcomer.id)
    lease = await _lease(newcomer)
    assert (lease.result, lease.closed_at, lease.greeter_person_id) == (
        GreetingResult.REACHED,
        NOW,
        organizer.person_id,
    )


async def test_only_the_system_moves_the_clock(account: Account) -> None:
    with pytest.raises(NotAllowed):
        await actions.escalate_greetings(await make_organizer(account))


async def test_where_nobody_can_be_found_we_look_again(account: Account) -> None:
    with clock.freeze(NOW):
        newcomer = await _newcomer(account)
    assert await _look(account) == []
    assert await _look(account, HOUR / 2) == []
    organizer = await make_organizer(account, "US/")
    assert await _look(account, HOUR) == [organizer.person_id]
    assert [kind for kind, _ in await _history(newcomer)] == [STEPS.STARTED, STEPS.GIVEN]


async def test_workers_that_look_at_once_take_each_step_once(committed_account: Account) -> None:
    with clock.freeze(NOW):
        greeters = [await _greeter(committed_account) for _ in range(3)]
        people = [await _newcomer(committed_account) for _ in range(24)]
        await make_organizer(committed_account, "US/")
    for after in (timedelta(0), 24 * HOUR):
        found = await asyncio.gather(*(_look(committed_account, after) for _ in range(4)))
        assert sum(map(len, found)) == 24
    leases = [await _lease(person) for person in people]
    assert [lease.steps for lease in leases] == [3] * 24
    assert await Team.filter(account_id=committed_account.id).count() == 2
    for greeter in greeters:
        given = GreetingStep.filter(greeter_person_id=greeter.id, kind=STEPS.GIVEN)
        assert await given.count() == 8
