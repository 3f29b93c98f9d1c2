"""Newcomers in the hands of one greeter: ten at most, for seven days, nobody twice."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from models.kernel import clock
from models.kernel.actor import Actor, Role, Scope, stranger
from models.kernel.errors import NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account, AuditEntry
from models.people.actions import record_greeting, return_greeting_batch, take_greeting_batch
from models.people.queries import greeting_batch
from models.people.rules.greeting import GreetingResult
from models.people.tables import GreetingLease, Person, PersonKind, Team
from tests.factories import actor_for, make_account, make_organizer, make_person

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)


async def _newcomers(account: Account, number: int, **changes: object) -> list[Person]:
    return [
        await make_person(account, created_at=clock.now() - timedelta(hours=number - each), **changes)
        for each in range(number)
    ]


async def _greeter(account: Account, path: str = "US/NY/") -> Actor:
    return await make_organizer(account, path, greeted_at=clock.now())


async def _hands(actor: Actor) -> list[UUID]:
    batch = await greeting_batch(actor)
    assert batch is not None
    return [each.person.id for each in batch.greetings]


async def test_a_batch_is_ten_of_those_who_wait_longest(account: Account) -> None:
    people = await _newcomers(account, 12)
    greeter = await _greeter(account)
    before = await greeting_batch(greeter)
    assert before is not None
    assert (before.greetings, before.waiting, before.can_take) == ([], 12, 10)
    assert await take_greeting_batch(greeter) == 10
    assert await _hands(greeter) == [person.id for person in people[:10]]
    assert await take_greeting_batch(greeter) == 0
    other = await _greeter(account)
    assert await take_greeting_batch(other) == 2
    assert await _hands(other) == [person.id for person in people[10:]]
    assert await AuditEntry.filter(account_id=account.id, verb="greeting.take").count() == 12


async def test_only_those_whom_one_may_greet(account: Account) -> None:
    team = await Team.create(
        id=UUID(int=5),
        account_id=account.id,
        name="East",
        region_id=UUID(int=6),
        region_path="US/NY/061/",
        created_at=clock.now(),
    )
    (mine,) = await _newcomers(account, 1, team_id=team.id)
    (near,) = await _newcomers(account, 1)
    await _newcomers(account, 1, region_path="US/CA/037/")
    await _newcomers(account, 1, greeted_at=clock.now())
    await _newcomers(account, 1, kind=PersonKind.CONTACT)
    await _newcomers(await make_account(), 1)
    leader = actor_for(
        await make_person(account, greeted_at=clock.now()), Scope(Role.TEAM_LEADER, "US/NY/061/", team.id)
    )
    assert await take_greeting_batch(leader) == 1
    assert await _hands(leader) == [mine.id]
    organizer = await _greeter(account)
    assert await take_greeting_batch(organizer) == 1
    assert await _hands(organizer) == [near.id]


async def test_after_seven_days_others_can_take_them(account: Account) -> None:
    with clock.freeze(NOW):
        (person,) = await _newcomers(account, 1)
        first, second = await _greeter(account), await _greeter(account)
        await take_greeting_batch(first)
        await record_greeting(first, person_id=person.id, result=GreetingResult.LEFT_MESSAGE)
    with clock.freeze(NOW + timedelta(days=7, seconds=-1)):
        assert await take_greeting_batch(second) == 0
        assert await _hands(first) == [person.id]
    with clock.freeze(NOW + timedelta(days=7)):
        assert await take_greeting_batch(second) == 1
        assert (await _hands(first), await _hands(second)) == ([], [person.id])
        with pytest.raises(NotFound):
            await record_greeting(first, person_id=person.id, result=GreetingResult.REACHED)
        lease = await GreetingLease.get(account_id=account.id)
        assert (lease.result, lease.attempts, lease.greeter_person_id) == (None, 1, second.person_id)
    assert (await Person.get(account_id=account.id, id=person.id)).greeted_at is None


@pytest.mark.parametrize(
    ("result", "greeted", "left"),
    [
        (GreetingResult.REACHED, True, 0),
        (GreetingResult.LEFT_MESSAGE, False, 1),
        (GreetingResult.NOT_REACHED, False, 1),
        (GreetingResult.WRONG_NUMBER, False, 0),
        (GreetingResult.REFUSED, False, 0),
    ],
)
async def test_what_a_result_does(account: Account, result: GreetingResult, greeted: bool, left: int) -> None:
    with clock.freeze(NOW):
        (person,) = await _newcomers(account, 1)
        greeter = await _greeter(account)
        await take_greeting_batch(greeter)
        await record_greeting(greeter, person_id=person.id, result=result)
        assert len(await _hands(greeter)) == left
        row = await Person.get(account_id=account.id, id=person.id)
        assert row.greeted_at == (NOW if greeted else None)
    with clock.freeze(NOW + timedelta(days=8)):
        assert await take_greeting_batch(await _greeter(account)) == left


async def test_who_gives_back_lets_others_take(account: Account) -> None:
    await _newcomers(account, 3)
    first, second = await _greeter(account), await _greeter(account)
    await take_greeting_batch(first)
    assert await return_greeting_batch(first) == 3
    assert await _hands(first) == []
    assert await take_greeting_batch(second) == 3
    assert await return_greeting_batch(first) == 0
    assert len(await _hands(second)) == 3


async def test_who_may_not_greet(account: Account) -> None:
    (person,) = await _newcomers(account, 1)
    volunteer = actor_for(await make_person(account))
    analyst = await make_organizer(account, role=Role.ANALYST)
    for actor, error in ((volunteer, NotAllowed), (analyst, NotAllowed), (stranger(account.id), SignInRequired)):
        with pytest.raises(error):
            await take_greeting_batch(actor)
        assert await greeting_batch(actor) is None
    with pytest.raises(NotFound):
        await record_greeting(await _greeter(account), person_id=person.id, result=GreetingResult.REACHED)
    assert await GreetingLease.filter(account_id=account.id).count() == 0


async def test_greeters_who_take_at_once_share_nobody(committed_account: Account) -> None:
    await _newcomers(committed_account, 25)
    greeters = [await _greeter(committed_account) for _ in range(4)]
    twice = [*greeters, *greeters]
    taken = await asyncio.gather(*(take_greeting_batch(greeter) for greeter in twice))
    hands = [await _hands(greeter) for greeter in greeters]
    together = [person for hand in hands for person in hand]
    assert len(together) == len(set(together)) == sum(taken)
    assert max(map(len, hands)) <= 10
    again = [await take_greeting_batch(greeter) for greeter in greeters]
    assert sum(taken) + sum(again) == 25
