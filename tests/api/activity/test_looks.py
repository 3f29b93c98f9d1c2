"""Work that somebody has to look at, by the operations of our own pages."""

from datetime import UTC, datetime, timedelta
from typing import Any

from api.ids import global_id
from api.operations import named_operations
from models.activity import actions
from models.activity.tables import ActivityFlag, ActivityKind, ActivityReview
from models.kernel import clock
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from models.tasks.actions import check_work
from tests.api.asking import ask, context_for, data_of
from tests.factories import actor_for, make_organizer, make_person

NOW = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)


async def run(name: str, account: Account, actor: Actor, **variables: Any) -> Any:
    """What an operation of our own answers."""
    with clock.freeze(NOW + timedelta(hours=5)):
        return await data_of(named_operations()[name], context_for(account, actor), **variables)


async def decide(account: Account, actor: Actor, activity_id: str, verdict: str) -> Any:
    given = {"id": activity_id, "verdict": verdict, "reasonCode": "NOT_PLAUSIBLE"}
    return (await run("ActivityReview", account, actor, input=given))["activityReview"]


async def test_from_the_queue_to_the_words_that_the_volunteer_reads(account: Account) -> None:
    maker, organizer = await make_person(account), await make_organizer(account, "US/NY/")
    with clock.freeze(NOW + timedelta(hours=4)):
        slip = await actions.log_activity(
            actor_for(maker),
            client_key="key-0001",
            kind=ActivityKind.CANVASS,
            quantity=41,
            minutes=60,
            started_at=NOW,
        )
        await check_work(system_actor(account.id), [(maker.ledger_id, slip.local_date)])
    (waiting,) = (await run("WorkToLookAt", account, organizer))["waiting"]
    unusual = "41 in an hour are more than usual (26). Perhaps a finger slipped."
    assert waiting["activity"]["concerns"] == [{"concern": "RATE", "text": unusual, "isOpen": True}]
    assert (waiting["person"]["id"], waiting["isMine"]) == (global_id("Person", maker.id), False)
    elsewhere = await make_organizer(account, "US/TX/")
    assert (await decide(account, elsewhere, waiting["activity"]["id"], "REVERSED"))["code"] == "NOT_FOUND"
    assert (await decide(account, actor_for(maker), waiting["activity"]["id"], "CORROBORATED"))["code"] == "NOT_ALLOWED"
    assert await ActivityReview.filter(account_id=account.id).count() == 0
    assert await ActivityFlag.filter(account_id=account.id, decided_at__isnull=True).count() == 1
    mine = await run("LogWork", account, actor_for(maker))
    (edge,) = mine["me"]["activities"]["edges"]
    assert (edge["node"]["provisional"], edge["node"]["points"]) == (True, 30_000)
    assert (edge["node"]["concerns"], edge["node"]["decision"]) == ([{"text": unusual, "isOpen": True}], None)
    decided = await decide(account, organizer, waiting["activity"]["id"], "REVERSED")
    assert decided["activity"] == {"id": waiting["activity"]["id"], "points": 0, "reversed": True}
    (edge,) = (await run("LogWork", account, actor_for(maker)))["me"]["activities"]["edges"]
    assert edge["node"]["decision"]["text"] == (
        "An organizer has looked at it: it does not count. "
        "It cannot have been so much in that time. If it was, say so: it can be put back."
    )
    after = await run("WorkToLookAt", account, organizer)
    assert (after["waiting"], len(after["decided"])) == ([], 1)


async def test_volunteers_have_no_queue(account: Account) -> None:
    answer = await ask(named_operations()["WorkToLookAt"], context_for(account, actor_for(await make_person(account))))
    assert {fault["extensions"]["code"] for fault in answer.errors} == {"NOT_ALLOWED"}
