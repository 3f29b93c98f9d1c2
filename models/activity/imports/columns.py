"""
What other systems call the columns that we read: Mobilize, Action Network (OSDI), NGP VAN, Community, and people's own
tables. Names, addresses and phones go by what they are called in files of people.
"""

from models.activity.tables import ActivityKind
from models.kernel.tabular.look import looks_like_date, looks_like_email
from models.people.imports.columns import SYNONYMS as OF_PEOPLE

SYNONYMS: dict[str, list[str]] = {
    **{name: OF_PEOPLE[name] for name in ("email", "first_name", "last_name", "full_name", "phone")},
    "person_id": ["person id", "volunteer id", "user id", "leader id", "action_network:person_id", "person van id"],
    "kind": [
        *("kind", "activity kind", "activity type", "activity", "kind of work", "event type", "event type name"),
        *("event event_type", "type of work", "role name", "event name", "shift name", "event title", "title"),
        *("outbound message type", "type", "rodzaj", "art", "activité", "النشاط"),
    ],
    "started_at": [
        *("started at", "start time override", "override start date", "timeslot start_date", "timeslots start_date"),
        *("start date time", "start datetime", "start time", "start date", "start", "begins at", "event start date"),
        *("date day", "activity date", "event date", "date", "day", "timestamp", "occurred at", "created date"),
        *("data", "datum", "date de début", "التاريخ"),
    ],
    "ended_at": [
        *("ended at", "end time override", "override end date", "timeslot end_date", "timeslots end_date"),
        *("end date time", "end datetime", "end time", "end date", "end", "event end date"),
    ],
    "minutes": ["minutes", "duration minutes", "duration", "duration min", "minuty", "minuten", "الدقائق"],
    "hours": ["hours", "duration hours", "hours worked", "volunteer hours", "godziny", "stunden", "heures", "الساعات"],
    "doors": ["doors", "doors knocked", "drzwi", "türen"],
    "calls": ["calls", "calls made", "phone calls", "telefony", "anrufe"],
    "messages": ["message count", "messages", "messages sent", "texts", "texts sent"],
    "signatures": ["signatures", "signatures gathered", "podpisy", "unterschriften"],
    "letters": ["letters", "letters written", "postcards", "postcards written"],
    "registrations": ["registrations", "voters registered"],
    "quantity": ["quantity", "count", "number", "how many", "amount", "liczba", "ilość", "anzahl", "nombre", "العدد"],
    "status": ["status name", "status", "attendance status", "attendance"],
    "attended": ["attended", "showed up", "present"],
    "time_zone": ["time zone", "timezone", "event timezone"],
    "external_id": [
        *("event signup id", "identifiers", "participation id", "attendance id", "receipt id", "external id", "uuid"),
        "id",
    ],
}

COUNTED: dict[str, ActivityKind] = {
    "doors": ActivityKind.CANVASS,
    "calls": ActivityKind.PHONE_BANK,
    "messages": ActivityKind.TEXT_BANK,
    "signatures": ActivityKind.SIGNATURE_GATHERING,
    "letters": ActivityKind.LETTER_WRITING,
    "registrations": ActivityKind.VOTER_REGISTRATION,
}
"""Columns that say what they count: they tell the kind of work too, where nothing else does."""

CONTENTS = {"email": looks_like_email, "started_at": looks_like_date}

FIELDS = tuple(SYNONYMS)
