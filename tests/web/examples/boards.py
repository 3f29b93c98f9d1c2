"""Example boards, standings and the formula."""

from typing import Any

from tests.web.examples.values import day, moment


def row(place: int, name: str, points: int, mine: bool = False) -> dict[str, Any]:
    return {"place": place, "name": name, "points": points, "isMine": mine, "region": None, "team": None}


BOARD = {
    "kind": "REGION",
    "window": "WEEK",
    "startsOn": day(-3),
    "title": "Regions, this week",
    "updatedAt": moment(minutes=-1),
    "catchingUp": False,
    "state": "SHOWN",
    "rows": [
        row(1, "Kings County", 48210000),
        row(2, "New York County", 45120000, True),
        row(3, "Philadelphia County", 31875000),
        row(4, "Cook County", 30002000),
        row(5, "Maricopa County", 12400000),
    ],
}

STANDINGS = {
    "view": "FAIR",
    "state": "SHOWN",
    "league": 1,
    "leagues": 3,
    "favours": "Small and large regions can win.",
    "endsOn": day(3),
    "lines": [
        {
            "place": place,
            "shown": shown,
            "lowest": shown - 4200,
            "highest": shown + 4200,
            "activePeople": active,
            "points": shown * active,
            "perHead": 2750,
            "improvement": 12,
            "isMine": mine,
            "name": name,
            "league": 1,
            "nextLeague": 2 if place == 3 else None,
        }
        for place, name, shown, active, mine in [
            (1, "Kings County", 48210, 812, False),
            (1, "New York County", 45120, 31, True),
            (3, "Cook County", 31875, 240, False),
        ]
    ],
}


BOARDS = {
    "TEAM": BOARD | {"kind": "TEAM", "rows": [row(1, "East River", 712000), row(2, "Gowanus", 645000)]},
    "PERSON": BOARD | {"kind": "PERSON", "rows": [row(1, "Amina H.", 42000), row(2, "Riverside", 31000)]},
}
PAGE = STANDINGS | {
    "startsOn": day(-3),
    "endsOn": day(3),
    "region": {"code": "US-NY", "name": "New York"},
    "lines": [
        line | {"isMine": False, "region": {"code": f"US-NY-{at:03}"}} for at, line in enumerate(STANDINGS["lines"])
    ],
}
DISPLAY = {
    "region": {"code": "US-NY", "name": "New York", "ancestors": [{"code": "US", "name": "United States"}]},
    "standings": PAGE,
    "leagues": lambda _info, league=None, **_: [
        PAGE | {"league": number} for number in ([league] if league else (1, 2, 3))
    ],
    "fixtures": lambda _info, **_: answers()["fixtures"],
    "announcements": [
        {"name": "Amina H.", "title": "A hundred talks", "code": "hundred_talks", "text": "", "earnedOn": day(-1)}
    ],
    "map": {
        "viewBox": "0 0 30 10",
        "areas": [
            {
                "path": f"M{10 * at} 0l10 0 0 10 -10 0z",
                "shade": shade,
                "region": {"name": name},
                "line": line and line | {"league": 1},
            }
            for at, (name, shade, line) in enumerate(
                [
                    ("Kings County", 5, STANDINGS["lines"][0]),
                    ("Erie County", 1, STANDINGS["lines"][2]),
                    ("Lewis County", 0, None),
                ]
            )
        ],
    },
    "board": lambda _info, kind, **_: BOARDS[kind],
}
"""Of whichever region."""


def side(name: str, rate: int | None, ahead: bool = False, mine: bool = False) -> dict[str, Any]:
    return {"name": name, "rate": rate, "isAhead": ahead, "isMine": mine}


def match(
    week: int, state: str, one: dict[str, Any], other: dict[str, Any], points: int | None, target: int = 9_000_000
) -> dict[str, Any]:
    return {
        "startsOn": day(week * 7 - 3),
        "endsOn": day(week * 7 + 3),
        "league": 1,
        "state": state,
        "one": one,
        "other": other,
        "jointTarget": target,
        "jointPoints": points,
        "jointPercent": None if points is None else 100 * points // target,
    }


MINE = match(0, "RUNNING", side("New York County", 45120, mine=True), side("Cook County", 46875, True), 5_580_000)
FIXTURES = {
    "last": match(
        -1, "SETTLED", side("New York County", 41000, mine=True), side("Kings County", 43000, True), 9_100_000
    ),
    "now": MINE,
    "coming": match(1, "COMING", side("New York County", None, mine=True), side("Maricopa County", None), None),
}


def answers() -> dict[str, Any]:
    """Answers about them."""
    return {
        "announcements": DISPLAY["announcements"],
        "leaderboard": BOARD,
        "display": DISPLAY,
        "regionMap": DISPLAY["map"],
        "kioskLinks": [
            {"id": "SE7", "name": "Town hall", "permissions": ["display:US-NY"], "expiresAt": moment(days=30)}
        ],
        "kioskLinkCreate": {
            "__typename": "KioskLinkCreatePayload",
            "token": "told-once",
            "session": {"id": "SE8", "name": "Library"},
        },
        "regionStandings": STANDINGS,
        "fixtures": [
            MINE,
            match(0, "RUNNING", side("Kings County", 48210, True), side("Philadelphia County", 47800), 7_200_000),
            match(0, "RUNNING", side("Maricopa County", None), side("Wayne County", None), None, 4_000_000),
        ],
        "fixtureForecasts": {
            "matches": 96,
            "brier": 0.2437,
            "jointTargets": 0.59,
            "favourites": [
                {"fromPercent": 50, "toPercent": 55, "matches": 70, "predictedPercent": 52.1, "wonPercent": 51.4},
                {"fromPercent": 55, "toPercent": 60, "matches": 26, "predictedPercent": 57.0, "wonPercent": 61.5},
            ],
        },
        "seasons": [
            {"name": "Autumn", "startsOn": day(-3), "endsOn": day(60), "isOver": False, "isClosed": False},
            {"name": "Summer", "startsOn": day(-93), "endsOn": day(-4), "isOver": True, "isClosed": True},
        ],
        "standingsAroundMe": BOARD | {"rows": BOARD["rows"][:3]},
        "formula": {
            "version": 1,
            "validFrom": day(-100),
            "lastDay": None,
            "body": {"daily_cap": 480000, "groups": []},
            "dailyCap": 480000,
            "card": "A minute of work is a point, whatever the work is.",
            "kinds": [
                {"kind": "CANVASS", "unit": "doors", "pointsPerUnit": 2500, "dailyCap": 240000},
                {"kind": "CHILDCARE", "unit": "children", "pointsPerUnit": 1000, "dailyCap": None},
            ],
        },
    }
