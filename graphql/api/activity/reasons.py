"""Why work is corrected or judged, and with which verdict."""

from api.enums import described
from models.activity.tables import CorrectionReason, ReviewReason, Verdict

__all__ = ["CorrectionReason", "ReviewReason", "Verdict"]

described(
    CorrectionReason,
    "Why work is corrected.",
    MISTYPED="A number was mistyped.",
    WRONG_KIND="It was another kind of work.",
    WRONG_TIME="It was at another time.",
    COUNTED_TWICE="It was logged twice.",
    DID_NOT_HAPPEN="It did not take place.",
    OTHER="Something else.",
    IMPORT_UNDONE="The import that brought it was undone. Only undoing an import says so.",
)
described(
    ReviewReason,
    "Why work is judged so.",
    SEEN="Somebody was there and saw it.",
    TALKED_IT_OVER="It was talked over with whoever did it.",
    NOT_PLAUSIBLE="It cannot have been so much in that time.",
    COUNTED_TWICE="It was logged twice.",
    DID_NOT_HAPPEN="It did not take place.",
    REVIEWED_IN_ERROR="An earlier verdict was an error.",
)
described(
    Verdict,
    "What is said of work.",
    CORROBORATED="It was so.",
    REVERSED="It does not count.",
    RESTORED="It counts again.",
)
