"""Who asks for too much in a while waits; without Redis reading goes on, and signing in does not."""

from collections.abc import Iterator
from typing import Any

import pytest

from api.execution import Answer, Endpoint, Request
from api.rate_limits import LEAST_CHARGE, RateLimits, Rates
from models.kernel import redis_connection
from models.kernel.actor import Actor, Role, Scope
from models.kernel.ids import new_id
from models.kernel.tables import Account
from tests.api.asking import an_account, context_for
from tests.api.kettles import kettle_schema

READ = "{ account { name } }"
DOOR = "mutation { doorTry }"
ADDRESS = "203.0.113.7"


@pytest.fixture
def account_in_memory(open_connections: None) -> Account:
    """An account with counters of its own."""
    return an_account()


@pytest.fixture
def no_redis() -> Iterator[None]:
    """Redis does not answer: nobody listens there."""
    kept = list(redis_connection._connections)
    redis_connection._connections.clear()
    redis_connection.connect("redis://127.0.0.1:1")
    yield
    redis_connection._connections[:] = kept


def _endpoint(**rates: int) -> Endpoint:
    return Endpoint(kettle_schema, rate_limits=RateLimits(Rates(**rates)))


async def _ask(endpoint: Endpoint, account: Account, source: str = READ, **who: Any) -> Answer:
    actor = Actor(account.id, person_id=who.get("person_id"))
    return await endpoint.run(Request(source), context_for(account, actor, address=who.get("address", "")))


def _ensure_told_to_wait(answer: Answer) -> None:
    assert (answer.status, answer.executed) == (429, False)
    (error,) = answer.errors
    assert error["extensions"]["code"] == "RATE_LIMITED"
    assert answer.retry_after == error["extensions"]["retryAfter"]
    assert answer.retry_after is not None
    assert 1 <= answer.retry_after <= 600


@pytest.mark.parametrize(
    ("rate", "who"),
    [("address", {"address": ADDRESS}), ("person", {"person_id": new_id()}), ("account", {})],
)
async def test_each_counter_fills(account_in_memory: Account, rate: str, who: dict[str, Any]) -> None:
    endpoint = _endpoint(**{rate: 5 * len(READ) + 2 + 2 * LEAST_CHARGE})
    answers = [
        await _ask(endpoint, account_in_memory, **who | {"address": f"{who.get('address', '')}"}) for _ in range(4)
    ]
    assert [answer.executed for answer in answers] == [True, True, True, False]
    _ensure_told_to_wait(answers[-1])


async def test_others_are_not_held_up(account_in_memory: Account) -> None:
    endpoint = _endpoint(address=150, person=150)
    first, second = new_id(), new_id()
    assert (await _ask(endpoint, account_in_memory, person_id=first, address=ADDRESS)).executed
    assert not (await _ask(endpoint, account_in_memory, "{ dear few { name } }", person_id=first)).executed
    assert (await _ask(endpoint, account_in_memory, person_id=second, address="203.0.113.8")).executed


async def test_what_costs_more_counts_more(account_in_memory: Account) -> None:
    endpoint = _endpoint(account=3_300)
    dear = "{ kettles(first: 100) { edges { node { name litres lentTo owner { name } } } } }"
    answers = [await _ask(endpoint, account_in_memory, dear) for _ in range(5)]
    assert [answer.executed for answer in answers] == [True, True, True, True, False]
    assert not (await _ask(endpoint, account_in_memory, "{ teapot }")).executed


async def test_documents_that_are_not_valid_count_too(account_in_memory: Account) -> None:
    endpoint = _endpoint(account=500)
    answers = [await _ask(endpoint, account_in_memory, "{ teapot }") for _ in range(3)]
    assert [answer.status for answer in answers] == [400, 400, 429]


async def test_a_guarded_door_takes_few_attempts(account_in_memory: Account) -> None:
    endpoint = _endpoint(door_by_address=2, door_by_account=4)
    tried = [await _ask(endpoint, account_in_memory, DOOR, address=ADDRESS) for _ in range(3)]
    assert [answer.executed for answer in tried] == [True, True, False]
    _ensure_told_to_wait(tried[-1])
    elsewhere = [await _ask(endpoint, account_in_memory, DOOR, address=f"203.0.113.{i}") for i in range(3)]
    assert [answer.executed for answer in elsewhere] == [True, True, False]
    assert (await _ask(endpoint, account_in_memory, address=ADDRESS)).executed


async def test_a_door_that_is_tried_twice_in_one_request_counts_twice(account_in_memory: Account) -> None:
    endpoint = _endpoint(door_by_account=4)
    staff = Actor(account_in_memory.id, person_id=new_id(), scopes=(Scope(Role.ORGANIZER),))
    thrice = Request("mutation { a: doorTry b: doorTry c: doorTry }")
    answers = [await endpoint.run(thrice, context_for(account_in_memory, staff)) for _ in range(2)]
    assert [answer.executed for answer in answers] == [True, False]
    _ensure_told_to_wait(answers[-1])


async def test_addresses_of_one_network_are_one(account_in_memory: Account) -> None:
    endpoint = _endpoint(door_by_address=1)
    assert (await _ask(endpoint, account_in_memory, DOOR, address="2001:db8:1:2::3")).executed
    assert not (await _ask(endpoint, account_in_memory, DOOR, address="2001:db8:1:2:ffff::4")).executed
    assert (await _ask(endpoint, account_in_memory, DOOR, address="2001:db8:1:3::3")).executed


async def test_without_redis_reading_is_open_and_the_door_is_shut(account_in_memory: Account, no_redis: None) -> None:
    endpoint = _endpoint(account=1)
    assert (await _ask(endpoint, account_in_memory)).executed
    shut = await _ask(endpoint, account_in_memory, DOOR, address=ADDRESS)
    assert (shut.status, shut.executed) == (503, False)
    assert shut.errors[0]["extensions"] == {"code": "UNAVAILABLE"}
    assert (await _ask(endpoint, account_in_memory)).executed


async def test_counters_name_nobody(account_in_memory: Account) -> None:
    person = new_id()
    await _ask(_endpoint(), account_in_memory, person_id=person, address=ADDRESS)
    names = [str(name) async for name in redis_connection.redis().scan_iter("rate*")]
    assert names
    assert not any(secret in name for name in names for secret in (ADDRESS, str(person), person.hex))
