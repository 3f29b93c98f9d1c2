"""Kinds of work, for every domain of the API."""

from api.enums import described
from models.activity.tables import ActivityKind

__all__ = ["ActivityKind"]

described(
    ActivityKind,
    "A kind of work.",
    CANVASS="Knocking on doors and talking to people.",
    PHONE_BANK="Calling people.",
    TEXT_BANK="Writing text messages to people.",
    MEETING="Taking part in a meeting.",
    COMMUNITY="A community event.",
    FUNDRAISER="Raising money together.",
    HOUSE_PARTY="Inviting people home.",
    VOTER_REGISTRATION="Helping people to register to vote.",
    TRAINING="Learning how to do it.",
    FRIEND_TO_FRIEND="Talking to one's own friends and family.",
    RALLY="Being at a rally.",
    SIGNATURE_GATHERING="Gathering signatures.",
    CARPOOL="Taking others along in one's car.",
    LETTER_WRITING="Writing letters and postcards.",
    LITERATURE_DROP="Bringing leaflets to people's doors.",
    VISIBILITY="Being seen: signs, stalls, banners.",
    WORKSHOP="Holding or visiting a workshop.",
    CHILDCARE="Minding children, so that their parents can help.",
    TRANSLATION="Translating and interpreting.",
    DATA_ENTRY="Typing in what was gathered on paper.",
    COOKING="Cooking for the others.",
    DESIGN="Making leaflets, pictures, pages.",
    DRIVING="Driving people and things.",
    GREETING="Welcoming newcomers.",
    MENTORING="Helping others to find their way in.",
)
