"""Why somebody looks at work, and what they said: in words that blame nobody (`rules.md` G8, G14)."""

from babel.numbers import format_decimal

from models.activity.tables import Concern, ReviewReason, Verdict
from models.kernel.distances import say_distance
from models.kernel.words import gettext, lazy

_CONCERNS = {
    Concern.RATE: lazy("{measured} in an hour are more than usual ({bound}). Perhaps a finger slipped."),
    Concern.DISTANCE: lazy(
        "It is {measured} from the place of the work before; in the time between, {bound} can be done. Perhaps the hour is wrong."
    ),
    Concern.BURST: lazy("Pieces of work that began within one hour: {measured}. Up to {bound} are usual."),
    Concern.DUPLICATE: lazy(
        "Somebody else wrote down the same number for the same time. Perhaps you were together, and it is there twice."
    ),
}
_REASONS = {
    ReviewReason.SEEN: lazy("Somebody was there and saw it."),
    ReviewReason.TALKED_IT_OVER: lazy("It was talked over with whoever did it."),
    ReviewReason.NOT_PLAUSIBLE: lazy(
        "It cannot have been so much in that time. If it was, say so: it can be put back."
    ),
    ReviewReason.COUNTED_TWICE: lazy("It was there twice. The other entry counts."),
    ReviewReason.DID_NOT_HAPPEN: lazy("It did not take place. If it did, say so: it can be put back."),
    ReviewReason.REVIEWED_IN_ERROR: lazy("The earlier decision was an error of ours."),
}
_VERDICTS = {
    Verdict.CORROBORATED: lazy("An organizer has looked at it: it counts."),
    Verdict.REVERSED: lazy("An organizer has looked at it: it does not count."),
    Verdict.RESTORED: lazy("An organizer has put it back: it counts again."),
}


def say_concern(concern: Concern, measured: int, bound: int, language: str, *, miles: bool) -> str:
    """What is unusual, in a sentence or two."""
    if concern is Concern.DISTANCE:
        numbers = [say_distance(number, language, miles=miles) for number in (measured, bound)]
    else:
        numbers = [format_decimal(number, locale=language) for number in (measured, bound)]
    return gettext(language, _CONCERNS[concern], measured=numbers[0], bound=numbers[1])


def say_verdict(verdict: Verdict, reason: ReviewReason, language: str) -> str:
    """What was decided, and why."""
    return f"{gettext(language, _VERDICTS[verdict])} {gettext(language, _REASONS[reason])}"
