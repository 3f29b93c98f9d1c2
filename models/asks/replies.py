"""What we say to an answer, and why we wrote at all: one sentence in the person's language."""

from models.asks.composing import Occasion, say_when
from models.asks.tables import AskAnswer
from models.kernel.words import gettext, isolated, lazy

PLACE = lazy("Wonderful, {name}: your place is kept. {title}, {when}.")
QUEUE = lazy(
    "Thank you, {name}! All places are taken just now; as soon as one is free, it may be yours. {title}, {when}."
)
REPLIES = {
    AskAnswer.NOT_NOW: lazy("That is fine, {name}. Thank you for telling us; we come back with something else."),
    AskAnswer.TOO_FAR: lazy("Good to know, {name}: from now on we look for something closer to you."),
    AskAnswer.NOT_MY_THING: lazy("Good to know, {name}: we will not ask you for this kind of work again."),
    AskAnswer.ALREADY_DID: lazy("Even better, {name}: thank you for having done it already!"),
    AskAnswer.NEVER: lazy("Of course, {name}: we will not ask you any more. You are welcome whenever you like."),
}
WHY = {
    "ask": lazy("You agreed to be asked for help in this way."),
    "next_step": lazy("You agreed to be asked for help in this way."),
    "sign_in": lazy("Somebody, most likely you, wanted to sign in with your address."),
    "phone_code": lazy("You wanted to show that a phone number is yours."),
    "cancelled": lazy("You had signed up for a shift that was called off."),
    "changed": lazy("You had signed up for a shift that has changed."),
    "duties": lazy("People were given to you whom you are to greet or to ask. Such letters come once a day at most."),
    "thanks": lazy("You helped in your first month, and an organizer wanted to thank you."),
    "thanks_for_work": lazy("You helped, and we wanted to thank you. We ask you for nothing."),
    "promoted": lazy("You were on the waiting list of a shift."),
    "unqualified": lazy("You had signed up for a shift that needs a licence or training."),
    "shift_near": lazy("You signed up for a shift."),
    "shift_tomorrow": lazy("You signed up for a shift."),
    "shift_soon": lazy("You signed up for a shift."),
    "shift_feedback": lazy("You came to a shift."),
    "shift_thanks": lazy("You came to a shift."),
}
SUBJECTS = {
    "ask": lazy("A question for you"),
    "next_step": lazy("A question for you"),
    "sign_in": lazy("Your way in to Groundswell"),
    "phone_code": lazy("Your code"),
    "cancelled": lazy("A shift is called off"),
    "changed": lazy("A shift has changed"),
    "duties": lazy("People wait for you"),
    "promoted": lazy("You have a place"),
    "unqualified": lazy("Your place was given back"),
    "thanks": lazy("Thank you"),
    "thanks_for_work": lazy("Thank you"),
    "shift_near": lazy("Your shift in a few days"),
    "shift_tomorrow": lazy("Your shift"),
    "shift_soon": lazy("Your shift begins before long"),
    "shift_feedback": lazy("How was it?"),
    "shift_thanks": lazy("Thank you"),
}


def reply_to(answer: AskAnswer, language: str, *, name: str, occasion: Occasion, placed: bool) -> str:
    """A warm sentence; `placed`: whether a yes got a place (else it got one in the queue)."""
    if answer is not AskAnswer.YES:
        return gettext(language, REPLIES[answer], name=name)
    sentence = PLACE if placed else QUEUE
    return gettext(
        language, sentence, name=isolated(name), title=isolated(occasion.title), when=say_when(occasion, language)
    )


def why_sent(template: str, language: str) -> str:
    """Why somebody got a message of this template."""
    return gettext(language, WHY[template])


def subject_of(template: str, language: str) -> str:
    """What a message is about that has not been written yet."""
    return gettext(language, SUBJECTS[template])
