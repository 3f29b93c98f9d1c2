"""What a page says after something was done: `?done=<key>`."""

from models.kernel.words import lazy
from models.matching.rules.correction_words import CHANGED
from models.matching.rules.corrections import Correction

NOTICES = {
    "asked": lazy("Look into your mailbox: a letter with a button and a six-digit code is on its way."),
    "signed_out": lazy("You are signed out. See you soon!"),
    "saved": lazy("Saved."),
    "answered": lazy("Thank you for your answer."),
    "renewed": lazy("Your calendar has a new address. Subscribe to it again."),
    "signed_up": lazy("You are in. Thank you!"),
    "waitlisted": lazy("You are on the waiting list. We write to you as soon as a place is free."),
    "cancelled": lazy("Your place is free for somebody else now. Thanks for telling us."),
    "checked_in": lazy("Welcome! Your work is being counted."),
    "thanks": lazy("Thank you for telling us how it was."),
    "logged": lazy("Logged. Thank you, that counts!"),
    "taken_back": lazy("Taken back. The points are adjusted."),
    "purpose_stopped": lazy("It has stopped, on every channel, with what was about to go out."),
    "texted": lazy("A code is on its way to your phone. It works for a quarter of an hour."),
    "revoked": lazy("That session has ended."),
    "token_ended": lazy("That program has no access any more."),
    "taken": lazy("They are yours for seven days. Nobody else greets them meanwhile."),
    "given_back": lazy("Given back: somebody else can greet them now."),
    "undone": lazy("It stands as it stood before."),
    "missed": lazy("Thank you for telling us. We are sorry; somebody else takes it over now."),
    "noted": lazy("Noted. Thank you for making people welcome."),
    "card_noted": lazy("Noted. Thank you for asking them yourself."),
    "taken_over": lazy("They are yours for seven days: call them, and note what became of it."),
    "handed_over": lazy("Handed over: they have seven days, and the countdown runs on."),
    "greeted": lazy("Noted: greeted. Thank you for making them welcome."),
    "created": lazy("The task is out. Suggestions follow in a moment."),
    "released": lazy("Released. The first people are being asked."),
    "stopped": lazy("Stopped: nobody else is asked."),
    "matched": lazy("We are looking for the right people. Come back in a moment."),
    "said": lazy("Said. Your team sees it."),
    "removed": lazy("Removed."),
    "reported": lazy("Thank you for telling us. An organizer of your region looks at it."),
    "decided": lazy("Decided. It is settled."),
    "published": lazy("Published: everybody there sees it now."),
    "badges_published": lazy("Published. Everybody's days are being counted by them."),
    "formula_published": lazy("Published. It scores the days from then on; the card tells everybody."),
    "withdrawn": lazy("Withdrawn: nobody sees it any more."),
    "called_off": lazy("Called off. Everybody who signed up gets a message."),
} | {
    f"corrected_{correction.value}": CHANGED.get(correction, CHANGED[Correction.NOT_THIS_TASK])
    for correction in Correction
}
