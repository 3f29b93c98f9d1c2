"""The newcomers' board: least time left first, whom one sees; and handing over, whole or not at all."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.kernel import clock, work
from models.kernel.actor import Actor, Role, Scope, stranger, system_actor
from models.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account, AuditEntry
from models.people.actions import hand_over_greeting, record_greeting, take_greeting_batch
from models.people.actions.greeting_steps import start_greeting
from models.people.queries import greeters_for, newcomer_by_id, newcomers_page
from models.people.rules.greeting import GreetingResult, GreetingStage, GreetingStepKind
from models.people.rules.greeting_outlook import GreetingNext
from models.people.tables import GreetingLease, GreetingStep, Person
from tests.factories import actor_for, make_account, make_organizer, make_person

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=40)
HOUR = timedelta(hours=1)


async def _newcomer(account: Account, hours_ago: int, **changes: Any) -> Person:
    person = await make_person(account, confirmed_at=NOW - hours_ago * HOUR, **changes)
    async with work.unit_of_work(system_actor(account.id)):
        await start_greeting(person, started_at=person.confirmed_at)
    return person


async def _greeter(account: Account, **changes: Any) -> Person:
    values = {"willing": ["greeting"], "birth_year": 1980, "confirmed_at": LONG_AGO, "greeted_at": LONG_AGO}
    return await make_person(account, **values | {"last_active_at": LONG_AGO} | changes)


async def _state(person: Person) -> tuple[object, object, int]:
    lease = await GreetingLease.get_or_none(account_id=person.account_id, person_id=person.id)
    steps = await GreetingStep.filter(account_id=person.account_id, person_id=person.id).count()
    return (lease and lease.greeter_person_id, lease and lease.leased_until, steps)


async def test_least_time_left_first_in_pages_and_only_whom_one_sees(account: Account) -> None:
    with clock.freeze(NOW):
        late, soon = await _newcomer(account, 80), await _newcomer(account, 10)
        known_before = await make_person(account)
        await _newcomer(account, 5, region_path="US/CA/037/")
        await _newcomer(account, 5, greeted_at=NOW)
        await _newcomer(await make_account(), 5)
        mine = await make_organizer(account, "US/NY/", greeted_at=NOW)
        page = await newcomers_page(mine, first=2)
        assert ([each.person.id for each in page.rows], page.has_next) == ([late.id, soon.id], True)
        rest = await newcomers_page(mine, first=2, after=page.cursors[-1])
        assert ([each.person.id for each in rest.rows], rest.has_next) == ([known_before.id], False)
        assert rest.rows[0].outlook == (GreetingNext.UNCLAIMED, None)
        elsewhere = await newcomers_page(mine, region_path="US/CA/")
        assert elsewhere.rows == []
        with pytest.raises(NotAllowed):
            await newcomers_page(actor_for(late))
        with pytest.raises(SignInRequired):
            await newcomer_by_id(stranger(account.id), late.id)


async def test_a_line_tells_who_answers_and_what_is_next(account: Account) -> None:
    with clock.freeze(NOW):
        person = await _newcomer(account, 30)
        mine = await make_organizer(account, "US/NY/", greeted_at=NOW, first_name="Rosa", last_name="Parks")
        analyst = await make_organizer(account, "US/", role=Role.ANALYST, greeted_at=NOW)
        before = await newcomer_by_id(analyst, person.id)
        assert before is not None
        assert (before.owner_name, before.owner_role, before.can_hand_over) == (None, None, False)
        assert before.outlook == (GreetingNext.LOOKING, NOW)
        await take_greeting_batch(mine)
        await record_greeting(mine, person_id=person.id, result=GreetingResult.LEFT_MESSAGE)
        after = await newcomer_by_id(mine, person.id)
        assert after is not None
        assert after.lease is not None
        assert (after.owner_name, after.owner_role, after.can_hand_over) == ("Rosa P.", Role.ORGANIZER, True)
        assert (after.lease.attempts, after.lease.stage, after.lease.result) == (
            1,
            GreetingStage.GREETER,
            GreetingResult.LEFT_MESSAGE,
        )
        assert after.outlook == (GreetingNext.CLIMBS, NOW + 48 * HOUR)
        await record_greeting(mine, person_id=person.id, result=GreetingResult.WRONG_NUMBER)
        assert await newcomer_by_id(mine, person.id) is None


async def test_taking_over_and_handing_on(account: Account) -> None:
    with clock.freeze(NOW):
        person = await _newcomer(account, 10)
        first, second = [await make_organizer(account, "US/NY/", greeted_at=NOW) for _ in range(2)]
        greeter = await _greeter(account)
        await take_greeting_batch(first)
        lease = await hand_over_greeting(second, person_id=person.id)
        assert (lease.greeter_person_id, lease.leased_until, lease.due_at) == (
            second.person_id,
            NOW + timedelta(days=7),
            NOW + 62 * HOUR,
        )
        with pytest.raises(NotFound):
            await record_greeting(first, person_id=person.id, result=GreetingResult.REACHED)
        await hand_over_greeting(second, person_id=person.id, to_person_id=greeter.id)
        steps = GreetingStep.filter(account_id=account.id, person_id=person.id).order_by("number")
        assert [(each.kind, each.greeter_person_id) for each in await steps] == [
            (GreetingStepKind.STARTED, None),
            (GreetingStepKind.TAKEN, first.person_id),
            (GreetingStepKind.TAKEN, second.person_id),
            (GreetingStepKind.GIVEN, greeter.id),
        ]
        assert await AuditEntry.filter(account_id=account.id, verb="greeting.hand_over").count() == 2


async def _refused(actor: Actor, person: Person, to: Person | None, error: type[DomainError]) -> None:
    before = await _state(person)
    with pytest.raises(error):
        await hand_over_greeting(actor, person_id=person.id, to_person_id=to.id if to else None)
    assert await _state(person) == before


async def test_refusals_change_nothing(account: Account) -> None:
    with clock.freeze(NOW):
        person, child = await _newcomer(account, 10), await _newcomer(account, 9, birth_year=2012)
        mine = await make_organizer(account, "US/NY/", greeted_at=NOW)
        greeter, new = await _greeter(account), await _greeter(account, confirmed_at=NOW)
        away = await _greeter(account, region_path="US/CA/037/")
        analyst = await make_organizer(account, "US/", role=Role.ANALYST, greeted_at=NOW)
        leader = await make_person(account, greeted_at=NOW)
        known_before = await make_person(account, greeted_at=NOW)
        await hand_over_greeting(mine, person_id=person.id)
        await _refused(mine, person, None, Conflict)
        await _refused(mine, person, away, NotFound)
        await _refused(mine, person, new, Invalid)
        await _refused(mine, child, greeter, Invalid)
        await _refused(mine, known_before, greeter, Conflict)
        await _refused(analyst, person, greeter, NotAllowed)
        await _refused(stranger(account.id), person, greeter, SignInRequired)
        await _refused(actor_for(leader, Scope(Role.TEAM_LEADER, "US/NY/061/", leader.id)), person, None, NotFound)
        await _refused(await make_organizer(account, "US/CA/"), person, None, NotFound)


async def test_ten_are_as_many_as_one_can_have(account: Account) -> None:
    with clock.freeze(NOW):
        people = [await _newcomer(account, 10) for _ in range(11)]
        mine, greeter = await make_organizer(account, "US/NY/", greeted_at=NOW), await _greeter(account)
        for each in people[:10]:
            await hand_over_greeting(mine, person_id=each.id, to_person_id=greeter.id)
        await _refused(mine, people[10], greeter, Conflict)
        found = await greeters_for(mine, people[10])
        assert [(each.person.id, each.role, each.in_hand) for each in found] == [(mine.person_id, Role.ORGANIZER, 0)]


async def test_the_nearest_of_ones_language_are_offered_first(account: Account) -> None:
    with clock.freeze(NOW):
        newcomer = await _newcomer(account, 10, language="pl")
        child = await _newcomer(account, 10, birth_year=2012)
        far = await _greeter(account, language="pl", latitude=40.9)
        near = await _greeter(account, latitude=40.75)
        mine = await make_organizer(account, "US/NY/", greeted_at=NOW, latitude=41.5)
        await _greeter(account, region_path="US/CA/037/")
        offered = [each.person.id for each in await greeters_for(mine, newcomer)]
        assert offered == [far.id, near.id, mine.person_id]
        assert [each.person.id for each in await greeters_for(mine, child)] == [mine.person_id]
