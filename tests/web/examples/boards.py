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
    "league": 1,
    "leagues": 3,
    "favours": "Small and large regions can win.",
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
DISPLAY = {
    "region": {"code": "US-NY", "name": "New York", "ancestors": [{"code": "US", "name": "United States"}]},
    "standings": STANDINGS
    | {
        "startsOn": day(-3),
        "endsOn": day(3),
        "region": {"code": "US-NY", "name": "New York"},
        "lines": [
            line | {"isMine": False, "region": {"code": f"US-NY-{at:03}"}} for at, line in enumerate(STANDINGS["lines"])
        ],
    },
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


def answers() -> dict[str, Any]:
    """Answers about them."""
    return {
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
        "standingsAroundMe": BOARD | {"rows": BOARD["rows"][:3]},
        "formula": {
            "version": 1,
            "validFrom": day(-100),
            "dailyCap": 480000,
            "card": "A minute of work is a point, whatever the work is.",
            "kinds": [
                {"kind": "CANVASS", "unit": "doors", "pointsPerUnit": 2500, "dailyCap": 240000},
                {"kind": "CHILDCARE", "unit": "children", "pointsPerUnit": 1000, "dailyCap": None},
            ],
        },
    }
