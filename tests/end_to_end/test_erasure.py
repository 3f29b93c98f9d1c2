"""After an erasure Redis holds nothing of the person either, and every board says what it said before."""

from typing import Any

from api.operations import named_operations
from models.activity.actions import log_activity
from models.activity.tables import ActivityKind
from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.redis_connection import redis
from models.kernel.tables import Account
from models.leaderboards.actions import verify_boards
from models.people.actions import erase_person
from models.people.tables import Person
from tests.api.asking import context_for, data_of
from tests.factories import actor_for
from tests.models.people.stage import BROWSER, come_in
from tests.models.people.test_erasure import everything_in_the_database
from tests.workers.settling import work_everything
from workers import queue

STRINGS = ("zebulon", "zq@example.org")
SIGN_UP = {
    "email": "zq@example.org",
    "firstName": "Zebulon",
    "country": "US",
    "postalCode": "10001",
    "consentParticipation": True,
    "consentAsks": True,
}


async def everything_in_redis() -> dict[str, Any]:
    """Every key with its value, whatever its kind."""
    readers = {
        "string": lambda key: redis().get(key),
        "hash": lambda key: redis().hgetall(key),
        "zset": lambda key: redis().zrange(key, 0, -1, withscores=True),
        "set": lambda key: redis().smembers(key),
        "list": lambda key: redis().lrange(key, 0, -1),
    }
    return {key: await readers[await redis().type(key)](key) async for key in redis().scan_iter()}


async def boards_in_redis() -> dict[str, Any]:
    """The boards alone."""
    return {key: value for key, value in (await everything_in_redis()).items() if key.startswith("board")}


async def test_redis_and_database_forget_and_boards_stay(
    geography: None, committed_account: Account, redis_url: str
) -> None:
    account = committed_account
    await queue.connect(redis_url)
    try:
        context = context_for(account, browser_secret=BROWSER)
        await data_of(named_operations()["SignUp"], context, input=SIGN_UP)
        person = (await come_in(account)).person
        await log_activity(
            actor_for(person),
            client_key=ids.new_id().hex,
            kind=ActivityKind.COOKING,
            quantity=30,
            minutes=90,
            started_at=clock.now(),
            note="Zebulon's soup",
        )
        await work_everything()
        before = await boards_in_redis()
        assert any(value for value in before.values())

        person = await Person.get(account_id=account.id, id=person.id)
        await erase_person(actor_for(person), confirm_email="zq@example.org")
        await work_everything()
    finally:
        await queue.close()

    left = f"{await everything_in_redis()}\n{await everything_in_the_database()}".lower()
    assert [string for string in STRINGS if string in left] == []
    assert str(person.id) not in str(await everything_in_redis())
    assert await boards_in_redis() == before
    assert await verify_boards(system_actor(account.id)) == []
