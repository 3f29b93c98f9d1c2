"""The words of the asks domain as GraphQL enums."""

from api.enums import described
from models.asks.tables import AskAnswer, AskStatus, DeliveryState, MessagePurpose

__all__ = ["AskAnswer", "AskStatus", "DeliveryState", "MessagePurpose"]

described(
    AskAnswer,
    "What people answer with one tap.",
    YES="I come: a place is taken at once.",
    NOT_NOW="Not this time.",
    TOO_FAR="It is too far away; nothing as far will be asked again.",
    NOT_MY_THING="Not this kind of work; it will not be asked again.",
    ALREADY_DID="It was done already.",
    NEVER="No more asks at all: the consent is taken back.",
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
    MessagePurpose,
    "Why a message goes out.",
    SIGN_IN="Somebody wants to sign in.",
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
    DEAD="Could not be sent.",
    RECALLED="Was taken back before it was sent.",
)
