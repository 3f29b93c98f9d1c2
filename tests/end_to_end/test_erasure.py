"""After an erasure Redis holds nothing of the person either, and every board says what it said before."""

from typing import Any

from api.operations import named_operations
from models.activity.actions import log_activity
from models.activity.tables import ActivityKind
from models.community.actions import report_post, set_team_goal, write_post
from models.community.tables import ReportReason
from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.redis_connection import redis
from models.kernel.tables import Account
from models.leaderboards.actions import verify_boards
from models.people.actions import ProfileChanges, erase_person, grant_consent, update_me
from models.people.tables import Channel, Person, PublicName, Purpose
from models.recognition.tables import Badge
from models.tasks.tables import AssignmentState
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_assignment, make_person, make_shift, make_task
from tests.models.asks.stage import make_matches
from tests.models.people.stage import BROWSER, come_in
from tests.models.people.test_erasure import everything_in_the_database
from tests.workers.settling import work_everything
from workers import queue

STRINGS = ("zebulon", "zq@example.org", "quagmire")
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


async def live_in_the_newest_domains(account: Account, person: Person) -> None:
    """They talk in their team, report and are reported, have a goal, a public name, words about a shift, a match."""
    actor, neighbour = actor_for(person), await make_person(account, team_id=person.team_id)
    public: ProfileChanges = {"alias": "Zebulon the Great", "public_name": PublicName.ALIAS, "birth_year": 1980}
    await update_me(actor, public | {"last_name": "Quagmire"})
    await grant_consent(actor, purpose=Purpose.PUBLIC_BOARD, channel=Channel.PUBLIC)
    said = await write_post(actor, text="Zebulon brings soup.")
    answer = await write_post(actor_for(neighbour), text="Thank you!", reply_to=said.id)
    await report_post(actor_for(neighbour), post_id=said.id, reason=ReportReason.OTHER)
    await report_post(actor, post_id=answer.id, reason=ReportReason.OTHER)
    await set_team_goal(actor, minutes=600)
    task = await make_task(account, region_id=person.region_id, region_path=person.region_path)
    shift = await make_shift(task, capacity=9)
    await make_assignment(shift, person, state=AssignmentState.ATTENDED, rating=5, feedback="Zebulon was here.")
    await make_matches(task, await make_shift(task, capacity=9), person)


async def on_display(account: Account) -> str:
    """What the display of their state shows, as text."""
    return str(await data_of(named_operations()["RegionDisplay"], context_for(account), code="US-NY"))


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
        await live_in_the_newest_domains(account, person)
        await work_everything()
        assert "Zebulon the Great" in await on_display(account)
        assert await Badge.exists(account_id=account.id, person_id=person.id)
        before = await boards_in_redis()
        assert any(value for value in before.values())

        person = await Person.get(account_id=account.id, id=person.id)
        await erase_person(actor_for(person), confirm_email="zq@example.org")
        await work_everything()
        assert "Zebulon" not in await on_display(account)
    finally:
        await queue.close()

    left = f"{await everything_in_redis()}\n{await everything_in_the_database()}".lower()
    assert [string for string in STRINGS if string in left] == []
    assert str(person.id) not in str(await everything_in_redis())
    assert await boards_in_redis() == before
    assert await verify_boards(system_actor(account.id)) == []
