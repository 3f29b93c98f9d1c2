"""What others call kinds of work, and what became of a sign-up."""

from models.activity.tables import ActivityKind
from models.activity.words import KINDS
from models.kernel.search_keys import search_key
from models.kernel.words import LANGUAGES, gettext

_OTHERS: dict[ActivityKind, tuple[str, ...]] = {
    ActivityKind.CANVASS: ("canvass", "canvassing", "community canvass", "door knocking", "doors", "haustürwahlkampf"),
    ActivityKind.PHONE_BANK: ("phone bank", "phonebank", "advocacy call", "automated phone bank", "calls", "calling"),
    ActivityKind.TEXT_BANK: ("text bank", "textbank", "texting", "text to voters", "sms"),
    ActivityKind.MEETING: ("meeting", "town hall", "barnstorm", "group"),
    ActivityKind.COMMUNITY: ("community", "meet greet", "debate watch party", "office opening", "solidarity event"),
    ActivityKind.FUNDRAISER: ("fundraiser", "fundraising", "donation campaign"),
    ActivityKind.HOUSE_PARTY: ("house party",),
    ActivityKind.VOTER_REGISTRATION: ("voter reg", "voter registration", "registering voters"),
    ActivityKind.TRAINING: ("training",),
    ActivityKind.FRIEND_TO_FRIEND: ("friend to friend", "friend to friend outreach", "relational organizing"),
    ActivityKind.RALLY: ("rally", "march", "demonstration"),
    ActivityKind.SIGNATURE_GATHERING: ("signature gathering", "petition", "petitioning"),
    ActivityKind.CARPOOL: ("carpool",),
    ActivityKind.LETTER_WRITING: ("letter writing", "postcard writing", "postcard to voters", "postcards"),
    ActivityKind.LITERATURE_DROP: ("literature drop", "literature drop off", "lit drop", "leafleting"),
    ActivityKind.VISIBILITY: ("visibility", "visibility event", "sign waving", "honk and wave"),
    ActivityKind.WORKSHOP: ("workshop",),
    ActivityKind.CHILDCARE: ("childcare", "child care", "babysitting"),
    ActivityKind.DATA_ENTRY: ("data entry",),
    ActivityKind.DRIVING: ("driving", "rides to the polls", "ride"),
    ActivityKind.GREETING: ("greeting", "welcoming"),
}
_MISSED = frozenset(
    {"cancelled", "canceled", "no show", "declined", "invited", "rejected", "registered", "left msg", "needs action"}
)
_NO = frozenset({"false", "no", "n", "0", "f", "nie", "nein", "non", "لا"})


def _dictionary() -> dict[str, ActivityKind]:
    words = {search_key(kind.value.replace("_", " ")): kind for kind in ActivityKind}
    words |= {search_key(name): kind for kind, names in _OTHERS.items() for name in names}
    words |= {search_key(gettext(language, name)): kind for language in LANGUAGES for kind, name in KINDS.items()}
    return words


_WORDS = _dictionary()
_LONGEST_FIRST = sorted(_WORDS, key=lambda word: (-len(word), word))


def read_kind(text: str) -> ActivityKind | None:
    """The kind of work that a text names (`PHONE_BANK`, `Phone bank`) or holds (`Canvass 01`); None if none."""
    key = search_key(text.replace("_", " "))
    found = _WORDS.get(key)
    if found is not None or not key:
        return found
    padded = f" {key} "
    return next((_WORDS[word] for word in _LONGEST_FIRST if f" {word} " in padded), None)


def was_missed(status: str, attended: str) -> bool:
    """Whether the row says that nobody came."""
    return search_key(status.replace("_", " ")) in _MISSED or search_key(attended) in _NO
