"""The words of the asks domain as GraphQL enums."""

from api.enums import described
from models.asks.own_places import PlaceQuestion
from models.asks.rules.decisions import Decision
from models.asks.tables import (
    AppealState,
    AskAnswer,
    AskKind,
    AskRoute,
    AskStatus,
    CardResult,
    DeliveryState,
    MessagePurpose,
)

__all__ = [
    "AppealState",
    "AskAnswer",
    "AskKind",
    "AskRoute",
    "AskStatus",
    "CardResult",
    "Decision",
    "DeliveryState",
    "MessagePurpose",
    "PlaceQuestion",
]

described(
    AskAnswer,
    "What people answer with one tap.",
    YES="Yes: a place is taken at once, if it is a shift.",
    NOT_NOW="Not this time.",
    TOO_FAR="It is too far away; nothing as far will be asked again. A step: it is too big; a question: no answer.",
    NOT_MY_THING="Not this kind of work; it will not be asked again. What is no shift: not for a year.",
    ALREADY_DID="It was done already.",
    NEVER="No more asks at all: the consent is taken back.",
)
described(
    AskKind,
    "What an ask is for.",
    SHIFT="A shift of a task.",
    STEP="The next rung of the ladder: to bring a friend, to host, to lead a team.",
    RETURN="To hear again what is near.",
    PROFILE="An answer to a question about oneself.",
)
described(
    AskRoute,
    "Who asks somebody first, and if nobody does, why.",
    TEAMMATE="A teammate who offered to.",
    TEAM_LEADER="The leader of their team.",
    ORGANIZER="An organizer of their region.",
    NOBODY="A message: nobody near offered to ask.",
    BUSY="A message: all who offered had three to ask that day.",
    PRIVATE="A message: there is no number that anybody may call.",
    NO_CALLER="Nobody: they agreed to a call only, and nobody could make one.",
)
described(
    CardResult,
    "What became of asking somebody personally.",
    YES="They come: a place is taken at once.",
    NOT_NOW="Not this time.",
    TOO_FAR="It is too far away for them.",
    NOT_MY_THING="Not their kind of work.",
    ALREADY_DID="They did it already.",
    NEVER="They want no asks at all: the consent is taken back.",
    NOT_REACHED="They could not be reached: our message goes out.",
    WRONG_NUMBER="The number is not theirs: it is not used any more, our message goes out.",
)
described(
    AskStatus,
    "Where an ask stands.",
    CHOSEN="Chosen; its message is on the way.",
    SENT="Sent, and not answered yet.",
    ANSWERED="Answered.",
    RECALLED="Taken back before it was sent.",
)
described(
    AppealState,
    "Where an appeal stands.",
    DRAFT="Being written: nobody is asked.",
    RUNNING="The best few are asked, then the next.",
    FILLED="Ended: all places are filled.",
    TOO_LATE="Ended: no shift is far enough ahead.",
    STOPPED="Ended: somebody stopped it, its task was called off, or whoever released it organizes there no more.",
)
described(
    MessagePurpose,
    "Why a message goes out.",
    SIGN_IN="Somebody wants to sign in.",
    PROOF="Somebody wants to show that a phone number is theirs.",
    ASK="Somebody is asked for help.",
    THANKS="To say thank you.",
    SERVICE="News of something that the person has signed up for.",
)
described(
    DeliveryState,
    "The life of one message.",
    PENDING="Waits until it is due.",
    ATTEMPTING="Is being sent.",
    SENT="Was taken by the provider.",
    UNKNOWN="Perhaps sent: what was under way at a crash is never blindly repeated.",
    PRESUMED_SENT="Counts as sent: for three days nobody could say, and it is never sent again.",
    DEAD="Could not be sent.",
    RECALLED="Was taken back before it was sent.",
)
described(
    Decision,
    "What a round of choosing decided about somebody and a shift, and why.",
    ASKED="They were asked.",
    WAITING="Later: an earlier ask is still on its way.",
    QUIET_DAYS="Later: three quiet days after each ask.",
    WEEK_FULL="Later: two asks in seven days.",
    MONTH_FULL="Later: five asks in thirty days.",
    BUDGET_SPENT="Later: their attention is spent.",
    ENOUGH_ASKED="Enough others were asked for the free places.",
    OTHER_ASK="Another shift was asked for instead: it fits better.",
    GONE="The shift was no longer open.",
    HOLDOUT="They belong to the one in twenty who is never asked automatically.",
    PAUSED="They pause.",
    DECLINED="They declined this task, or this kind of work, before.",
    HAS_PLACE="They have signed up for it, or have given it up.",
    NOT_QUALIFIED="A licence or training that it requires does not count at the moment.",
    NO_CONSENT="They have not agreed to be asked by e-mail.",
    NO_ADDRESS="They have no e-mail address.",
    NOT_WORTH="Asking would cost more of the attention that is left than it would likely bring.",
    OTHERS_TURN="Enough others were asked that day for something besides a shift: it was the turn of those who had waited longest.",
    NO_VOLUNTEER="They have not confirmed their address.",
    TO_TEAMMATE="They were asked, by a teammate first.",
    TO_TEAM_LEADER="They were asked, by the leader of their team first.",
    TO_ORGANIZER="They were asked, by an organizer first.",
    NOBODY_TO_ASK="They were asked by a message: nobody near offered to ask personally.",
    ASKERS_BUSY="They were asked by a message: all who ask personally had three to ask that day.",
    NO_NUMBER="They were asked by a message: there is no phone number for a call, or they want none.",
    NO_CALLER="They agreed to be called only, and nobody near could call.",
    THANKED="They were thanked, and asked for nothing.",
    OVERTAKEN="They were to be asked; meanwhile others asked them, or the places were taken.",
)
described(
    PlaceQuestion,
    "What somebody can say of their place in a shift now.",
    COMING="Whether they come: the shift is not over.",
    RATING="How it was: they came.",
)
