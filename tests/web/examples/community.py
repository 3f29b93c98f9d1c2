"""Example answers of teams' rooms, reports and news."""

from typing import Any

from tests.web.examples.places import NEW_YORK
from tests.web.examples.values import connection, day, moment, payload


def team_room() -> dict[str, Any]:
    """The room of Maya's team, with a talk."""
    first: dict[str, Any] = {
        "id": "PO1",
        "text": "Who brings soup on Saturday?\nWe are twelve.",
        "createdAt": moment(days=-1),
        "authorName": "Amina K.",
        "isMine": False,
        "mayRemove": False,
        "replies": [],
    }
    mine = first | {"id": "PO2", "text": "I do. Lentils?", "authorName": "Maya R.", "isMine": True, "mayRemove": True}
    return {
        "goal": {"startsOn": day(-3), "minutes": 720, "done": 465, "proposed": False},
        "posts": connection([first | {"replies": [mine]}, mine | {"id": "PO3", "text": "Hello!"}], more=True),
    }


def answers() -> dict[str, Any]:
    """What can be asked of the domain."""
    news = {
        "id": "NE1",
        "title": "The office on 14th Street is open",
        "text": "Come by from Monday on.\n\nThere is tea.",
        "publishedAt": moment(days=-2),
        "region": NEW_YORK,
    }
    reported = {
        "id": "PO4",
        "text": "What a silly idea.",
        "createdAt": moment(hours=-5),
        "authorName": "Jo B.",
        "teamName": "East River",
        "reasons": ["HURTFUL", "OTHER"],
        "number": 2,
        "isMine": False,
    }
    return {
        "news": connection([news, news | {"id": "NE2", "title": "Thank you, Manhattan"}], more=True),
        "reportedPosts": [reported, reported | {"id": "PO5", "isMine": True}],
        "teamGoalSet": payload("TeamGoalSet", minutes=720),
        "postWrite": payload("PostWrite", post={"id": "PO9"}),
        "postRemove": payload("PostRemove", id="PO2"),
        "postReport": payload("PostReport", reason="HURTFUL"),
        "postDecide": payload("PostDecide", hidden=True),
        "newsPublish": payload("NewsPublish", news=news),
        "newsWithdraw": payload("NewsWithdraw", id="NE1"),
    }
