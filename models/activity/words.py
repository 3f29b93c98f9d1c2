"""Kinds of work and what is counted in them, in words."""

from babel.numbers import format_decimal

from models.activity.tables import ActivityKind
from models.kernel.words import gettext, lazy, ngettext

POINT = 1000
"""Thousandths in a point."""

KINDS = {
    ActivityKind.CANVASS: lazy("Canvassing"),
    ActivityKind.PHONE_BANK: lazy("Phone banking"),
    ActivityKind.TEXT_BANK: lazy("Text banking"),
    ActivityKind.MEETING: lazy("Meeting"),
    ActivityKind.COMMUNITY: lazy("Community event"),
    ActivityKind.FUNDRAISER: lazy("Fundraiser"),
    ActivityKind.HOUSE_PARTY: lazy("House party"),
    ActivityKind.VOTER_REGISTRATION: lazy("Voter registration"),
    ActivityKind.TRAINING: lazy("Training"),
    ActivityKind.FRIEND_TO_FRIEND: lazy("Talking to friends"),
    ActivityKind.RALLY: lazy("Rally"),
    ActivityKind.SIGNATURE_GATHERING: lazy("Gathering signatures"),
    ActivityKind.CARPOOL: lazy("Carpool"),
    ActivityKind.LETTER_WRITING: lazy("Writing letters"),
    ActivityKind.LITERATURE_DROP: lazy("Dropping literature"),
    ActivityKind.VISIBILITY: lazy("Visibility"),
    ActivityKind.WORKSHOP: lazy("Workshop"),
    ActivityKind.CHILDCARE: lazy("Childcare"),
    ActivityKind.TRANSLATION: lazy("Translation"),
    ActivityKind.DATA_ENTRY: lazy("Data entry"),
    ActivityKind.COOKING: lazy("Cooking"),
    ActivityKind.DESIGN: lazy("Design"),
    ActivityKind.DRIVING: lazy("Driving"),
    ActivityKind.GREETING: lazy("Greeting newcomers"),
    ActivityKind.MENTORING: lazy("Mentoring"),
}

UNITS = {
    "doors": lazy("doors"),
    "calls": lazy("calls"),
    "messages": lazy("messages"),
    "meetings": lazy("meetings"),
    "events": lazy("events"),
    "registrations": lazy("registrations"),
    "conversations": lazy("conversations"),
    "signatures": lazy("signatures"),
    "rides": lazy("rides"),
    "letters": lazy("letters"),
    "leaflets": lazy("leaflets"),
    "children": lazy("children"),
    "pages": lazy("pages"),
    "records": lazy("records"),
    "meals": lazy("meals"),
    "designs": lazy("designs"),
    "people": lazy("people"),
}


def name_of_kind(kind: ActivityKind, language: str) -> str:
    """What a kind of work is called."""
    return gettext(language, KINDS[kind])


def name_of_unit(unit: str, language: str) -> str:
    """What a unit is called, in the plural."""
    return gettext(language, UNITS[unit])


def count_points(thousandths: int, language: str) -> str:
    """`1 point`, `45 points`, `1.5 points`, in the form that the number takes; negative if taken back."""
    if thousandths % POINT:
        number = format_decimal(thousandths / POINT, locale=language)
        return gettext(language, "{fraction} points", fraction=number)
    return ngettext(language, "{number} point", "{number} points", thousandths // POINT)
