"""Maya, who has done a few things."""

from typing import Any

from tests.web.examples.asked import ATTENTION, card, messages
from tests.web.examples.boards import BOARDS, FIXTURES, row
from tests.web.examples.community import team_room
from tests.web.examples.decisions import decisions
from tests.web.examples.looks import CONCERN, DECISION
from tests.web.examples.places import ARABIC, COOKING, DRIVING, KINGS, NEW_YORK, STATE
from tests.web.examples.qualifications import HELD
from tests.web.examples.tasks import OBJECTIONS, REASONS, task
from tests.web.examples.values import connection, day, moment

MEMBERS = ["You", "Amina H.", "Jakub W.", "Sofia M.", "Theo B.", "A volunteer"]

TEAM = {
    "id": "TE1",
    "name": "East River",
    "memberCount": 6,
    "region": NEW_YORK,
    "members": [{"displayName": name, "isMe": not place} for place, name in enumerate(MEMBERS)],
}


def consent(purpose: str, channel: str, granted: bool, wording: str) -> dict[str, Any]:
    return {
        "purpose": purpose,
        "channel": channel,
        "granted": granted,
        "wording": wording,
        "wordingVersion": 1,
        "decidedAt": moment(days=-2) if granted else None,
    }


def me() -> dict[str, Any]:
    """Maya, who has done a few things."""
    open_task = task()
    return {
        "id": "ME",
        "firstName": "Maya",
        "lastName": "Rivera",
        "email": "maya@example.org",
        "language": "en",
        "alias": "Riverside",
        "publicName": "INITIAL",
        "displayName": "Maya R.",
        "phone": "+12125550123",
        "birthYear": 1991,
        "country": "US",
        "postalCode": "10009",
        "place": "Manhattan, NY",
        "timeZone": "America/New_York",
        "region": NEW_YORK,
        "team": TEAM,
        "fixtures": FIXTURES,
        "progress": {
            "points": 42000,
            "nextStep": "REACH_NORM",
            "norm": 60000,
            "goal": None,
            "around": BOARDS["PERSON"] | {"rows": [row(4, "A neighbour", 45000), row(5, "Maya", 42000, True)]},
        },
        "badges": [
            {
                "code": "first_step",
                "title": "First step",
                "text": "You did something for the first time.",
                "value": 1,
                "threshold": 1,
                "earnedOn": day(-40),
            },
            {
                "code": "hundred_talks",
                "title": "A hundred talks",
                "text": "A hundred doors, calls and talks with friends.",
                "value": 84,
                "threshold": 100,
                "earnedOn": None,
            },
        ],
        "streak": {"weeks": 3, "thisWeek": True, "skips": 1, "paused": False},
        "greeting": {"greeterName": "Ben", "dueAt": moment(days=2), "isOver": False, "tried": True, "missedAt": None},
        "greetingsInHand": 2,
        "cardsInHand": 2,
        "offersAsking": True,
        "restsFromAsking": False,
        "askCards": [
            card("C1", "Amina H.", "+12125550100", "en", "TEAMMATE"),
            card("C2", "Jakub W.", "+12125550101", "pl", "ORGANIZER"),
        ],
        "impact": [
            {"kind": "TOGETHER", "people": 9, "came": 9, "title": "Doors in Chelsea", "on": day(-3), "minutes": 1080},
            {"kind": "WELCOMED", "people": 5, "came": 3, "title": "", "on": None, "minutes": 0},
            {"kind": "INVITED", "people": 1, "came": 1, "title": "", "on": None, "minutes": 0},
        ],
        "teamRoom": team_room(),
        "skills": [{"skill": COOKING, "evidence": "DEMONSTRATED", "since": moment(days=-9)}],
        "qualifications": HELD,
        "willing": ["CANVASS", "PHONE_BANK", "COOKING"],
        "availability": [{"weekday": 5, "part": "MORNING"}, {"weekday": 2, "part": "EVENING"}],
        "maximumDistanceKm": 15,
        "weeklyMinutes": 240,
        "restHours": None,
        "mostInARow": None,
        "pausedUntil": None,
        "rankHidden": False,
        "roles": ["VOLUNTEER"],
        "memberships": [
            {
                "id": "M1",
                "role": "ORGANIZER",
                "region": NEW_YORK
                | {
                    "ancestors": [STATE],
                    "children": [KINGS],
                    "summary": {
                        "people": 1284,
                        "activeThisWeek": 212,
                        "newcomersWaiting": 9,
                        "openTasks": 14,
                        "unfilledPlaces": 63,
                        "bySkill": [
                            {"skill": COOKING, "people": 42},
                            {"skill": ARABIC, "people": 31},
                            {"skill": DRIVING, "people": 12},
                        ],
                        "byKind": [{"kind": "CANVASS", "people": 410}, {"kind": "PHONE_BANK", "people": 233}],
                        "byWillingness": [{"kind": "COOKING", "people": 151}, {"kind": "CHILDCARE", "people": 87}],
                    },
                },
            }
        ],
        "suppressedAddresses": [],
        "consents": [
            consent("PARTICIPATION", "APP", True, "I want to take part."),
            consent("ASKS", "EMAIL", True, "You may ask me by e-mail to help, at most twice a week."),
            consent("PUBLIC_BOARD", "PUBLIC", False, "My public name may stand on public boards."),
            consent("ASKS", "PUSH", False, "You may notify me."),
            consent("ASKS", "SMS", True, "You may text me."),
            consent("ASKS", "PERSON", False, "You may ask me."),
            consent("SERVICE", "EMAIL", True, "You may tell me what changes."),
            consent("SERVICE", "PUSH", False, "You may tell me what changes."),
            consent("THANKS", "EMAIL", True, "You may thank me."),
            consent("NEWS", "EMAIL", False, "You may send me news."),
            consent("DUTIES", "EMAIL", True, "You may write to me about people whom I am to greet."),
        ],
        "sessions": [
            {
                "id": "SE1",
                "kind": "BROWSER",
                "name": "Firefox",
                "createdAt": moment(days=-3),
                "lastSeenAt": moment(minutes=-2),
                "isCurrent": True,
            },
            {
                "id": "SE2",
                "kind": "MOBILE",
                "name": "Pixel",
                "createdAt": moment(days=-30),
                "lastSeenAt": moment(days=-2),
                "isCurrent": False,
            },
        ],
        "nextQuestion": "WILLING",
        "thanks": {"kind": "PHONE_BANK", "quantity": 14, "minutes": 45, "on": day(-1)},
        "week": {
            "startsOn": day(-6),
            "minutes": 165,
            "points": 181500,
            "activities": 3,
            "days": [
                {"date": day(place - 6), "minutes": minutes} for place, minutes in enumerate([0, 45, 0, 0, 75, 45, 0])
            ],
        },
        "activities": connection(
            [
                {
                    "id": "A1",
                    "clientKey": "k1",
                    "kind": "PHONE_BANK",
                    "quantity": 14,
                    "minutes": 45,
                    "startedAt": moment(days=-1),
                    "localDate": day(-1),
                    "points": 45000,
                    "provisional": True,
                    "voided": False,
                    "reversed": False,
                    "concerns": [CONCERN],
                    "decision": None,
                    "note": "Two of them want to help on Saturday.",
                    "explanation": [
                        {
                            "points": 45000,
                            "formulaVersion": 1,
                            "reason": "SCORED",
                            "recordedAt": moment(),
                            "explanation": "45 minutes of phone banking",
                        }
                    ],
                },
                {
                    "id": "A2",
                    "clientKey": "k2",
                    "kind": "COOKING",
                    "quantity": 40,
                    "minutes": 120,
                    "startedAt": moment(days=-3),
                    "localDate": day(-3),
                    "points": 120000,
                    "provisional": False,
                    "voided": False,
                    "reversed": False,
                    "concerns": [CONCERN | {"isOpen": False}],
                    "decision": DECISION,
                    "note": None,
                    "explanation": [],
                },
            ],
            more=True,
        ),
        "suggestions": [
            {
                "person": None,
                "task": open_task,
                "shift": open_task["shifts"][0],
                "score": 0.8,
                "distanceKm": 1.4,
                "reasons": REASONS,
                "objections": OBJECTIONS,
                "sentence": "",
            }
        ],
        "unwilling": ["DRIVING"],
        "fromHome": True,
        "openAsk": None,
        "assignments": [
            {
                "id": "AS1",
                "state": "CONFIRMED",
                "queuePosition": None,
                "shift": task("T3", title="Cook for the canvass team", kind="COOKING")["shifts"][0],
                "checkedInAt": None,
                "rating": None,
                "feedback": "",
            },
            {
                "id": "AS2",
                "state": "WAITLISTED",
                "queuePosition": 2,
                "shift": open_task["shifts"][1],
                "checkedInAt": None,
                "rating": None,
                "feedback": "",
            },
        ],
        "messages": messages(),
        "askDecisions": decisions(),
        "phoneProvenAt": None,
        "pushSubscriptions": [{"id": "PS1", "name": "My phone", "createdAt": moment(days=-9), "isCurrent": True}],
        "attention": ATTENTION,
        "calendarUrl": "https://rivers.example/calendar/abc.ics",
    }


def answers() -> dict[str, Any]:
    """Answers about them."""
    return {
        "me": me(),
        "askDecisions": decisions(),
        "pushKey": "BPublicKey",
        "channelsOffered": ["EMAIL", "SMS", "PUSH"],
    }
