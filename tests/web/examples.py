"""Example answers for every operation of the site."""

from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime.now(UTC).replace(microsecond=0)


def moment(**ahead: float) -> str:
    """A moment from now, in ISO 8601."""
    return (NOW + timedelta(**ahead)).isoformat()


def day(ahead: int = 0) -> str:
    """A date from today, in ISO 8601."""
    return (NOW.date() + timedelta(days=ahead)).isoformat()


def payload(name: str, **values: Any) -> dict[str, Any]:
    """The payload of a mutation."""
    return {"__typename": f"{name}Payload", **values}


def refusal(kind: str, message: str, code: str, field: str | None = None, **details: Any) -> dict[str, Any]:
    """A refusal."""
    return {"__typename": kind, "message": message, "code": code, "field": field, **details}


NEW_YORK = {
    "id": "R1",
    "code": "US-NY-061",
    "name": "New York County",
    "level": "COUNTY",
    "population": 1694251,
    "timeZone": "America/New_York",
}
STATE = NEW_YORK | {"id": "R2", "code": "US-NY", "name": "New York", "level": "STATE", "population": 20201249}
KINGS = NEW_YORK | {"id": "R3", "code": "US-NY-047", "name": "Kings County", "population": 2736074}
COOKING = {"id": "S1", "label": "cook for large groups", "description": "Preparing meals for forty people and more."}
ARABIC = {"id": "S2", "label": "Arabic", "description": "Speaking and writing Arabic."}
DRIVING = {"id": "S3", "label": "drive vans", "description": "Driving vans up to 3.5 t."}


def reason(code: str, text: str) -> dict[str, Any]:
    return {"code": code, "parameters": {}, "text": text}


REASONS = [
    reason("near", "It is a ten-minute walk from you."),
    reason("done_before", "You have knocked on doors twice, and it went well."),
    reason("free", "You said you have time on Saturday mornings."),
]
OBJECTIONS = [
    {"correction": "TOO_FAR", "skillId": None, "text": "That is too far for me"},
    {"correction": "NOT_THIS_SKILL", "skillId": "SK2", "text": "I cannot do this: drive vehicles"},
    {"correction": "NOT_THEN", "skillId": None, "text": "I cannot come at that time"},
    {"correction": "NOT_THIS_TASK", "skillId": None, "text": "Not this one"},
]

ABOUT = [
    reason("did_before", "Did this 4 times, last in October 2026: Canvassing."),
    reason("near", "Lives nearby: 0.7 mi away."),
    reason("available", "Is free then: Saturday, in the morning."),
]
"""The same, said to an organizer."""


def _shift(key: str, days: float, capacity: int, free: int, **more: Any) -> dict[str, Any]:
    return {
        "id": key,
        "startsAt": moment(days=days),
        "endsAt": moment(days=days, hours=2),
        "capacity": capacity,
        "confirmed": capacity - free,
        "freePlaces": free,
        "myAssignment": None,
        "assignments": [],
    } | more


def task(key: str = "T1", **changes: Any) -> dict[str, Any]:
    """A task with shifts that know it."""
    made: dict[str, Any] = {
        "id": key,
        "kind": "CANVASS",
        "title": "Knock on doors around Tompkins Square",
        "description": "We meet at the fountain, go in pairs, and are done after two hours.\nBring good shoes.",
        "region": NEW_YORK,
        "place": "Tompkins Square Park",
        "remote": False,
        "timeZone": "America/New_York",
        "skills": [],
        "minimumAge": 16,
        "urgency": 3,
        "status": "OPEN",
        "version": 3,
        "host": {"displayName": "Maya R."},
        "distanceKm": 1.4,
        "shifts": [_shift("SH1", 5.6, 8, 3), _shift("SH2", 6.7, 8, 0), _shift("SH3", 12.6, 10, 10)],
        "asks": {"chosen": 12, "sent": 9, "yes": 4, "no": 2},
        "suggestions": [],
        "emptiness": None,
        "mySuggestion": {"shift": {"id": "SH1"}, "reasons": REASONS, "objections": OBJECTIONS},
    } | changes
    for each in made["shifts"]:
        each["task"] = made
    return made


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
        "hasPhone": True,
        "pausedUntil": None,
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


PEOPLE = [
    person("P1", "Amina Haddad", language="ar", willing=["PHONE_BANK", "TRANSLATION", "GREETING", "MEETING", "RALLY"]),
    person("P2", "Jakub Wiśniewski", language="pl", place="Brooklyn, NY", lastActiveAt=moment(days=-3)),
    person("P3", "Sofia Marques", greetedAt=None, createdAt=moment(hours=-20), team=None, lastActiveAt=None),
    person("P4", "Theo Brandt", willing=[], skills=[], lastActiveAt=moment(days=-60)),
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


def connection(nodes: list[dict[str, Any]], more: bool = False) -> dict[str, Any]:
    """A page of a list."""
    edges = [{"cursor": f"c{place}", "node": node} for place, node in enumerate(nodes)]
    info = {"hasNextPage": more, "hasPreviousPage": False, "startCursor": None, "endCursor": "c9" if more else None}
    return {"edges": edges, "pageInfo": info}


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
        "skills": [{"skill": COOKING, "evidence": "DEMONSTRATED", "since": moment(days=-9)}],
        "willing": ["CANVASS", "PHONE_BANK", "COOKING"],
        "availability": [{"weekday": 5, "part": "MORNING"}, {"weekday": 2, "part": "EVENING"}],
        "maximumDistanceKm": 15,
        "weeklyMinutes": 240,
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
        "consents": [
            consent("PARTICIPATION", "APP", True, "I want to take part."),
            consent("ASKS", "EMAIL", True, "You may ask me by e-mail to help, at most twice a week."),
            consent("PUBLIC_BOARD", "PUBLIC", False, "My public name may stand on public boards."),
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
            },
            {
                "id": "AS2",
                "state": "WAITLISTED",
                "queuePosition": 2,
                "shift": open_task["shifts"][1],
                "checkedInAt": None,
                "rating": None,
            },
        ],
        "messages": connection(
            [
                {
                    "id": "ME1",
                    "purpose": "ASK",
                    "channel": "EMAIL",
                    "subject": "Maya, can you help with “Knock on doors”?",
                    "body": "Hello Maya,\n\nThank you for your 14 calls.",
                    "state": "SENT",
                    "createdAt": moment(days=-1),
                    "sentAt": moment(days=-1),
                    "why": "You agreed to be asked, and this task is near you.",
                },
                {
                    "id": "ME2",
                    "purpose": "SIGN_IN",
                    "channel": "EMAIL",
                    "subject": "Your way in to Groundswell",
                    "body": "",
                    "state": "SENT",
                    "createdAt": moment(days=-3),
                    "sentAt": moment(days=-3),
                    "why": "You asked for a way in.",
                },
            ]
        ),
        "calendarUrl": "https://rivers.example/calendar/abc.ics",
    }


def _group(key: str, *counts: int | None, region: Any = None) -> dict[str, Any]:
    """A group of the fairness page; what is not said is hidden."""
    names = ("people", "suggested", "asked", "accepted", "came")
    return {"key": key, "region": region} | dict(zip(names, [*counts, *[None] * 5], strict=False))


def _outlook(**numbers: float) -> dict[str, Any]:
    near = {"code": "near", "people": 9, "text": "live near"}
    return {
        "places": 13,
        "reasons": [near, {"code": "willing", "people": 6, "text": "would like to do this"}],
    } | numbers


def _bin(low: float, outcomes: int, share: float) -> dict[str, Any]:
    return {
        "low": low,
        "high": low + 0.1,
        "outcomes": outcomes,
        "given": low + 0.05,
        "share": share,
        "shareFrom": max(0.0, share - 0.1),
        "shareTo": min(1.0, share + 0.1),
        "text": f"Of those to whom we gave so much, {share} came.",
    }


def _chance(kind: str, verdict: str, *, made_up: bool) -> dict[str, Any]:
    return {
        "kind": kind,
        "version": 3,
        "fittedAt": moment(hours=-8),
        "verdict": verdict,
        "madeUp": made_up,
        "outcomes": 1467,
        "error": 0.0298,
        "brier": 0.2172,
        "baseBrier": 0.2419,
        "few": 3,
        "bins": [_bin(0.2, 267, 0.26), _bin(0.3, 309, 0.33), _bin(0.5, 188, 0.54), _bin(0.7, 77, 0.65)],
    }


def answers() -> dict[str, Any]:
    """Everything that can be asked, and an example answer."""
    home = task(
        "T2",
        kind="PHONE_BANK",
        title="Call people who signed the petition",
        remote=True,
        place="",
        distanceKm=None,
        urgency=1,
        skills=[ARABIC],
    )
    to_fill = task(
        suggestions=[
            {
                "person": PEOPLE[0],
                "shift": _shift("SH1", 5.6, 8, 3),
                "score": 0.9,
                "chance": 0.42,
                "distanceKm": 1.2,
                "reasons": ABOUT,
                "sentence": "",
            },
            {
                "person": PEOPLE[1],
                "shift": _shift("SH3", 12.6, 10, 10),
                "score": 0.7,
                "chance": 0.31,
                "distanceKm": 6.3,
                "reasons": ABOUT[:2],
                "sentence": "",
            },
        ]
    )
    to_fill["shifts"][0]["assignments"] = [
        {"id": "AS9", "state": "CONFIRMED", "queuePosition": None, "person": PEOPLE[0]}
    ]
    to_fill["emptiness"] = [
        {
            "free": 3,
            "lookedAt": 240,
            "possible": 18,
            "shift": to_fill["shifts"][0],
            "effects": [
                {"limit": "TRAVEL", "inTurn": 120, "alone": 120},
                {"limit": "AGE", "inTurn": 30, "alone": 61},
                {"limit": "AVAILABILITY", "inTurn": 72, "alone": 150},
            ],
            "loosenings": [
                {"limit": "AGE", "people": 9, "km": None, "startsAt": None},
                {"limit": "TRAVEL", "people": 14, "km": 30, "startsAt": None},
                {"limit": "AVAILABILITY", "people": 12, "km": None, "startsAt": moment(days=6)},
            ],
        }
    ]
    for each in to_fill["suggestions"]:
        each["task"] = to_fill
    mine = {"id": "AS1", "state": "CONFIRMED", "queuePosition": None, "checkedInAt": None, "rating": None}
    return {
        "chanceModels": [_chance("YES", "IN_USE", made_up=True), _chance("SHOW", "TOO_FEW", made_up=False)],
        "account": {
            "name": "Rivers First",
            "defaultCountry": "US",
            "defaultLanguage": "en",
            "languages": ["en", "pl", "ar"],
        },
        "me": me(),
        "countries": [
            {"code": "US", "name": "United States", "hasPostalCodes": True},
            {"code": "PL", "name": "Poland", "hasPostalCodes": True},
            {"code": "EG", "name": "Egypt", "hasPostalCodes": False},
        ],
        "places": [{"label": "New York City, NY 10009", "postalCode": "10009", "cityId": None, "distanceKm": None}],
        "skills": [ARABIC, DRIVING],
        "region": NEW_YORK | {"ancestors": [STATE], "children": [KINGS], "summary": None},
        "tasks": connection(
            [task(), home, task("T3", kind="COOKING", title="Cook for the canvass team", urgency=1, distanceKm=4.2)],
            more=True,
        ),
        "task": to_fill,
        "taskWhatIf": {
            "now": _outlook(possible=18, suggested=11, expected=2.4),
            "then": _outlook(possible=32, suggested=13, expected=2.9),
        },
        "greetingBatch": {
            "waiting": 14,
            "canTake": 8,
            "greetings": [
                {
                    "leasedUntil": moment(days=7 - number),
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
        "fairness": {
            "days": 90,
            "tables": [
                {
                    "dimension": "REGION",
                    "groups": [_group("US/NY/", 812, 90, 300, 88, 71, region=STATE), _group("US/NJ/", 40)],
                },
                {"dimension": "AGE", "groups": [_group("25_39", 400, 50, 160, 40, 31), _group("under_25", 9, None, 6)]},
                {"dimension": "LANGUAGE", "groups": [_group("en", 700, 80, 280, 70, 60), _group("ar", None)]},
                {
                    "dimension": "NEWCOMER",
                    "groups": [_group("known", 600, 70, 250, 80, 70), _group("new", 252, 20, 50)],
                },
            ],
        },
        "people": connection(PEOPLE, more=True),
        "person": PEOPLE[0],
        "personContact": {"email": "amina@example.org", "phone": "+12125550199"},
        "leaderboard": BOARD,
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
        "ask": {
            "firstName": "Maya",
            "task": task(),
            "shift": task()["shifts"][0],
            "answer": None,
            "closed": False,
            "reasons": REASONS,
            "objections": OBJECTIONS,
        },
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
        "myData": {"person": {"first_name": "Maya"}},
        "signUp": payload("SignUp", delivered=True),
        "signInRequest": payload("SignInRequest", delivered=True),
        "signIn": payload("SignIn", accessToken=None, expiresAt=moment(days=30), me=me()),
        "signOut": payload("SignOut", signedOut=True),
        "sessionRevoke": payload("SessionRevoke", revoked=True),
        "meUpdate": payload("MeUpdate", me=me()),
        "consentGrant": payload("ConsentGrant", consents=[]),
        "consentRevoke": payload("ConsentRevoke", consents=[]),
        "myDataErase": payload("MyDataErase", certificateId="C-1"),
        "teamLeave": payload("TeamLeave"),
        "teamFound": payload("TeamFound"),
        "activityLog": payload(
            "ActivityLog",
            activity={"id": "A3", "clientKey": "k3", "kind": "CANVASS", "quantity": 1, "minutes": 5, "points": 5000},
        ),
        "activityCorrect": payload("ActivityCorrect", activity={"id": "A1", "voided": True, "points": 0}),
        "taskCreate": payload("TaskCreate", task=task("T9")),
        "taskCancel": payload("TaskCancel", task=task(status="CANCELLED")),
        "taskMatch": payload("TaskMatch", task=task()),
        "taskAsk": payload("TaskAsk", chosen=7),
        "shiftSignUp": payload("ShiftSignUp", assignment=mine),
        "shiftCancel": payload("ShiftCancel", assignment=mine | {"state": "CANCELLED"}),
        "shiftCheckIn": payload("ShiftCheckIn", assignment=mine | {"checkedInAt": moment()}),
        "shiftFeedback": payload("ShiftFeedback", assignment=mine | {"rating": 5}),
        "shiftAttendance": payload("ShiftAttendance", assignment=mine),
        "askAnswer": payload(
            "AskAnswer", message="We look forward to you.", ask={"id": "ASK1", "answer": "YES"}, assignment=mine
        ),
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
        "apiTokenCreate": payload(
            "ApiTokenCreate", token="gsw_secret-told-once", session={"id": "TOK2", "name": "Sheets"}
        ),
        "apiTokenRevoke": payload("ApiTokenRevoke", apiTokens=[]),
        "memberships": [MEMBERSHIP, MEMBERSHIP | {"id": "M8", "role": "ADMIN", "region": None, "person": None}],
        "membershipGrant": payload("MembershipGrant", membership=MEMBERSHIP),
        "membershipEnd": payload("MembershipEnd", membership=MEMBERSHIP),
        "peopleImport": payload("PeopleImport", report=REPORT),
        "importUndo": payload("ImportUndo", removed=41, kept=2),
        "activityImport": payload("ActivityImport", report=REPORT | {"importId": "IMP1"}),
        "activityImportUndo": payload("ActivityImportUndo", withdrawn=41),
        "taskUpdate": payload("TaskUpdate", task={"id": "T1", "version": 4}),
        "suggestionCorrect": payload("SuggestionCorrect", changed="Changed.", taskDeclined=False),
        "askCorrect": payload("AskCorrect", changed="Changed: only nearer.", ask={"id": "ASK1", "answer": "TOO_FAR"}),
        "greetingBatchTake": payload("GreetingBatchTake", taken=8),
        "greetingBatchReturn": payload("GreetingBatchReturn", returned=2),
        "greetingRecord": payload("GreetingRecord", result="REACHED", attempts=1),
        "personGreet": payload("PersonGreet", person=PEOPLE[2]),
    }
