"""Teams' rooms, reports and news over the API: the operations of our own pages."""

from typing import Any

import pytest

from api.ids import global_id
from api.operations import named_operations
from models.community.tables import Post
from models.kernel.actor import Actor
from models.kernel.tables import Account
from tests.api.asking import context_for, data_of
from tests.factories import make_organizer, make_region
from tests.models.community.stage import make_member, make_team


async def run(name: str, account: Account, actor: Actor, **variables: Any) -> Any:
    """What an operation of our own answers."""
    return await data_of(named_operations()[name], context_for(account, actor), **variables)


async def send(name: str, account: Account, actor: Actor, **given: Any) -> Any:
    """What a mutation of our own answers, its only field."""
    (answer,) = (await run(name, account, actor, input=given)).values()
    return answer


async def test_a_team_talks_and_sets_its_goal(account: Account) -> None:
    team = await make_team(account)
    ada, bo = await make_member(team, last_name="Lovelace"), await make_member(team)
    assert (await send("PostWrite", account, ada, text="Soup?"))["__typename"] == "PostWritePayload"
    first = await Post.get(account_id=account.id)
    assert (await send("PostWrite", account, bo, text="Yes", replyTo=global_id("Post", first.id)))["__typename"] == (
        "PostWritePayload"
    )
    assert (await send("TeamGoalSet", account, bo, minutes=600))["__typename"] == "TeamGoalSetPayload"
    room = (await run("TeamPage", account, bo, after=None))["me"]["teamRoom"]
    assert (room["goal"]["minutes"], room["goal"]["done"], room["goal"]["proposed"]) == (600, 0, False)
    (edge,) = room["posts"]["edges"]
    assert (edge["node"]["text"], edge["node"]["authorName"], edge["node"]["mayRemove"]) == ("Soup?", "Ada L.", False)
    assert [(reply["text"], reply["isMine"]) for reply in edge["node"]["replies"]] == [("Yes", True)]


async def test_a_report_is_decided(account: Account) -> None:
    team = await make_team(account)
    ada, bo = await make_member(team), await make_member(team)
    await send("PostWrite", account, ada, text="Idiots.")
    post_id = global_id("Post", (await Post.get(account_id=account.id)).id)
    assert (await send("PostReport", account, bo, id=post_id, reason="HURTFUL"))["__typename"] == "PostReportPayload"
    organizer = await make_organizer(account)
    (shown,) = (await run("ReportedPosts", account, organizer))["reportedPosts"]
    assert (shown["id"], shown["text"], shown["reasons"], shown["number"]) == (post_id, "Idiots.", ["HURTFUL"], 1)
    assert (await send("PostDecide", account, organizer, id=post_id, hide=True))["__typename"] == "PostDecidePayload"
    assert (await run("TeamPage", account, bo, after=None))["me"]["teamRoom"]["posts"]["edges"] == []
    assert (await send("PostRemove", account, ada, id=post_id))["code"] == "NOT_FOUND"


@pytest.mark.parametrize(("text", "field"), [("", "text"), ("x" * 5001, "text")])
async def test_bad_news_name_their_field(account: Account, text: str, field: str) -> None:
    region = await make_region("US-NY")
    organizer = await make_organizer(account)
    refused = await send(
        "NewsPublish", account, organizer, regionId=global_id("Region", region.id), title="Hello", text=text
    )
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)
    assert (await run("NewsPage", account, organizer, after=None))["news"]["edges"] == []


async def test_news_are_published_and_withdrawn(account: Account) -> None:
    region = await make_region("US-NY")
    organizer = await make_organizer(account)
    sent = {"regionId": global_id("Region", region.id), "title": "Open", "text": "Come by."}
    assert (await send("NewsPublish", account, organizer, **sent))["__typename"] == "NewsPublishPayload"
    (edge,) = (await run("NewsPage", account, organizer, after=None))["news"]["edges"]
    assert (edge["node"]["title"], edge["node"]["text"]) == ("Open", "Come by.")
    assert (await send("NewsWithdraw", account, organizer, id=edge["node"]["id"]))[
        "__typename"
    ] == "NewsWithdrawPayload"
    assert (await run("NewsPage", account, organizer, after=None))["news"]["edges"] == []
