"""Example people, as organizers see them."""

from typing import Any

from tests.web.examples.places import COOKING, NEW_YORK
from tests.web.examples.qualifications import CONFIRMED, HELD
from tests.web.examples.qualifications import answers as answers_of_qualifications
from tests.web.examples.values import connection, day, moment


def person(key: str, name: str, **changes: Any) -> dict[str, Any]:
    """Somebody as organizers see them."""
    return {
        "id": key,
        "firstName": name.split()[0],
        "displayName": name,
        "lastName": "",
        "language": "en",
        "region": NEW_YORK,
        "place": "Manhattan, NY",
        "team": {"id": "TE1", "name": "East River", "memberCount": 7, "region": NEW_YORK, "members": []},
        "kind": "VOLUNTEER",
        "createdAt": moment(days=-40),
        "greetedAt": moment(days=-38),
        "lastActiveAt": moment(hours=-5),
        "skills": [{"skill": COOKING, "evidence": "DEMONSTRATED", "since": moment(days=-30)}],
        "willing": ["CANVASS", "COOKING"],
        "qualifications": [HELD[0], CONFIRMED],
        "hasPhone": True,
        "pausedUntil": None,
        "guardian": {"needed": False, "givenAt": None, "guardianName": None, "wording": "They may take part."},
        "contributions": {
            "minutes": 645,
            "points": 712000,
            "activities": 11,
            "lastOn": day(-1),
            "byKind": [
                {"kind": "CANVASS", "activities": 7, "quantity": 160, "minutes": 430, "points": 400000},
                {"kind": "COOKING", "activities": 4, "quantity": 90, "minutes": 215, "points": 312000},
            ],
        },
    } | changes


UNGUARDED = {"needed": True, "givenAt": None, "guardianName": None, "wording": "They may take part."}
PEOPLE = [
    person("P1", "Amina Haddad", language="ar", willing=["PHONE_BANK", "TRANSLATION", "GREETING", "MEETING", "RALLY"]),
    person("P2", "Jakub Wiśniewski", language="pl", place="Brooklyn, NY", lastActiveAt=moment(days=-3)),
    person("P3", "Sofia Marques", greetedAt=None, createdAt=moment(hours=-20), team=None, lastActiveAt=None),
    person("P4", "Theo Brandt", willing=[], skills=[], lastActiveAt=moment(days=-60), guardian=UNGUARDED),
]

NEWCOMERS = [
    {
        "ownerId": "P9",
        "ownerName": "Ben O.",
        "ownerRole": "TEAM_LEADER",
        "stage": "TEAM_LEADER",
        "dueAt": moment(hours=-2),
        "isOverdue": True,
        "attempts": 2,
        "lastResult": "LEFT_MESSAGE",
        "missedAt": moment(hours=-1),
        "next": "CLIMBS",
        "nextAt": moment(hours=5),
        "canHandOver": True,
        "greeters": [{"role": "VOLUNTEER", "inHand": 3, "person": PEOPLE[0]}],
        "person": PEOPLE[2],
    },
    {
        "ownerId": None,
        "ownerName": None,
        "ownerRole": None,
        "stage": None,
        "dueAt": None,
        "isOverdue": False,
        "attempts": 0,
        "lastResult": None,
        "missedAt": None,
        "next": "UNCLAIMED",
        "nextAt": None,
        "canHandOver": False,
        "greeters": [],
        "person": PEOPLE[3],
    },
]

MEMBERSHIP = {
    "id": "M7",
    "role": "ORGANIZER",
    "createdAt": moment(days=-80),
    "region": NEW_YORK,
    "team": None,
    "person": PEOPLE[1],
}

REPORT = {
    "importId": None,
    "columns": ["E-mail", "Given name", "Zip"],
    "fields": ["email", "first_name", "postal_code", "phone"],
    "rows": 48,
    "added": 41,
    "known": 4,
    "repeated": 1,
    "leftOut": 2,
    "problemCount": 1,
    "mapping": [
        {"field": "email", "columns": ["E-mail"]},
        {"field": "first_name", "columns": ["Given name"]},
        {"field": "postal_code", "columns": ["Zip"]},
    ],
    "problems": [
        {"row": 7, "column": "Zip", "value": "1000A", "advice": "We do not know this postal code.", "leftOut": True}
    ],
}


def answers() -> dict[str, Any]:
    """Answers about them."""
    return answers_of_qualifications(PEOPLE[1]) | {
        "greetingBatch": {
            "waiting": 14,
            "canTake": 8,
            "inHand": 2,
            "everybodyGreeted": False,
            "noted": [{"result": "REACHED", "person": PEOPLE[3]}],
            "greetings": [
                {
                    "leasedUntil": moment(days=7 - number),
                    "dueAt": moment(days=2 - number),
                    "words": ["Hello Sofia, this is Ada.", "What would you like to do with us?"],
                    "result": result,
                    "attempts": number,
                    "contact": {"email": "new@example.org", "phone": "+12125550199"},
                    "person": PEOPLE[2],
                }
                for number, result in enumerate([None, "LEFT_MESSAGE"])
            ],
        },
        "overused": [
            {
                "person": PEOPLE[0],
                "strains": [{"sign": "WEEK_OVERFULL", "number": 150}, {"sign": "DAYS_IN_A_ROW", "number": 5}],
            },
            {
                "person": PEOPLE[1],
                "strains": [{"sign": "LITTLE_REST", "number": 6}, {"sign": "ASKED_A_LOT", "number": 4}],
            },
        ],
        "people": connection(PEOPLE, more=True),
        "newcomers": connection(NEWCOMERS, more=True),
        "newcomer": NEWCOMERS[0],
        "person": PEOPLE[0],
        "personContact": {"email": "amina@example.org", "phone": "+12125550199"},
        "apiTokens": [
            {
                "id": "TOK1",
                "name": "Weekly report",
                "permissions": ["read"],
                "createdAt": moment(days=-20),
                "lastSeenAt": moment(hours=-3),
                "expiresAt": moment(days=70),
            }
        ],
        "memberships": [MEMBERSHIP, MEMBERSHIP | {"id": "M8", "role": "ADMIN", "region": None, "person": None}],
        "stepOffers": [
            {"at": moment(days=-1), "about": "Lead your team", "person": {"id": "P4", "displayName": "Grace H."}}
        ],
        "mailbox": [
            {
                "id": "MB1",
                "to": "maya@example.org",
                "subject": "Your way in to Groundswell",
                "text": "Hello Maya,\n\nSign in: http://localhost/sign-in/link/abc\n\nOn another device, type this code: 123456",
                "html": "",
                "receivedAt": moment(minutes=-1),
            }
        ],
        "thanksReport": {"signing": True, "thanked": 41, "thankedBack": 29, "heldOut": 38, "heldOutBack": 20},
        "myData": {"person": {"first_name": "Maya"}},
    }
