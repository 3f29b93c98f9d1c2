"""Asks that are no shift, in words: what is asked, what can be answered with one tap, what we say to it, and where a yes leads."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.asks.composing import ANSWER_LABELS
from models.asks.rules.next_steps import Subject
from models.asks.step_reasons import name_in
from models.asks.tables import Ask, AskAnswer, AskKind
from models.kernel.words import gettext, isolated, lazy


@dataclass(frozen=True, slots=True)
class Wording:
    """
    `title`: in a few words; `question`: as a letter asks it; `yes`: on its button; `reply` to a yes, which leads to `path`
    (see `where_yes_leads`).
    """

    title: str
    question: str
    yes: str
    reply: str
    path: str
    next: str


WORDINGS: Mapping[Subject, Wording] = {
    Subject.WHAT_IS_NEAR: Wording(
        lazy("What is near you"),
        lazy("There is always something that needs a hand. Would you like to hear what is near you?"),
        lazy("Yes, show me"),
        lazy("Good, {name}! This is what is near you."),
        "/tasks",
        lazy("See what is near"),
    ),
    Subject.BRING_FRIEND: Wording(
        lazy("Bring a friend"),
        lazy("Would you bring a friend next time? Things are easier together, and a friend's word counts most."),
        lazy("Yes, I bring somebody"),
        lazy("Wonderful, {name}! Here is an invitation that you can give to your friend."),
        "/invitation/",
        lazy("My invitation"),
    ),
    Subject.HOST: Wording(
        lazy("Host a meeting"),
        lazy("Would you open your home, or a room that you know, for an evening with neighbours?"),
        lazy("Yes, I would host"),
        lazy("Wonderful, {name}! The organizers of your region see it, and get in touch with you."),
        "/profile",
        lazy("My profile"),
    ),
    Subject.LEAD_TEAM: Wording(
        lazy("Lead your team"),
        lazy("Would you lead your team? You welcome those who are new and keep an eye on what comes next."),
        lazy("Yes, I would lead"),
        lazy("Wonderful, {name}! The organizers of your region see it, and get in touch with you."),
        "/team",
        lazy("My team"),
    ),
    Subject.WILLING: Wording(
        lazy("What you like to do"),
        lazy("What do you like to do?"),
        lazy("Yes, I will tell you"),
        lazy("Thank you, {name}! Tick what you like."),
        "/profile",
        lazy("Answer in my profile"),
    ),
    Subject.SKILLS: Wording(
        lazy("What you are good at"),
        lazy("What are you good at? Cooking for forty, three languages, driving a van: it all helps somewhere."),
        lazy("Yes, I will tell you"),
        lazy("Thank you, {name}! Choose your skills."),
        "/profile#skills",
        lazy("Answer in my profile"),
    ),
    Subject.AVAILABILITY: Wording(
        lazy("When you have time"),
        lazy("When do you usually have time?"),
        lazy("Yes, I will tell you"),
        lazy("Thank you, {name}! Tick the times that suit you."),
        "/profile",
        lazy("Answer in my profile"),
    ),
    Subject.BIRTH_YEAR: Wording(
        lazy("Your year of birth"),
        lazy("In which year were you born? Some tasks are for adults only. Nobody else sees it."),
        lazy("Yes, I will tell you"),
        lazy("Thank you, {name}! Fill in the year."),
        "/profile",
        lazy("Answer in my profile"),
    ),
    Subject.QUALIFICATION: Wording(
        lazy("Licences and trainings"),
        lazy("Do you have this: {qualification}?"),
        lazy("Yes, I have it"),
        lazy("Thank you, {name}! Add it to your licences and trainings."),
        "/profile#qualifications",
        lazy("Answer in my profile"),
    ),
}
_LABELS: Mapping[AskKind, Mapping[AskAnswer, str]] = {
    AskKind.STEP: {
        AskAnswer.TOO_FAR: lazy("Too big a step for me"),
        AskAnswer.NOT_MY_THING: lazy("Not my thing"),
        AskAnswer.ALREADY_DID: lazy("I do this already"),
    },
    AskKind.RETURN: {
        AskAnswer.TOO_FAR: lazy("I live too far away"),
        AskAnswer.NOT_MY_THING: lazy("Not for me any more"),
        AskAnswer.ALREADY_DID: lazy("I am back already"),
    },
    AskKind.PROFILE: {
        AskAnswer.TOO_FAR: lazy("I would rather not say"),
        AskAnswer.NOT_MY_THING: lazy("It does not apply to me"),
        AskAnswer.ALREADY_DID: lazy("I told you already"),
    },
}
_REPLIES: Mapping[AskAnswer, str] = {
    AskAnswer.NOT_NOW: lazy("That is fine, {name}. Thank you for telling us."),
    AskAnswer.TOO_FAR: lazy("Good to know, {name}: for a year we will not ask you this again."),
    AskAnswer.NOT_MY_THING: lazy("Good to know, {name}: for a year we will not ask you this again."),
    AskAnswer.ALREADY_DID: lazy("Even better, {name}: thank you for having done it already!"),
    AskAnswer.NEVER: lazy("Of course, {name}: we will not ask you any more. You are welcome whenever you like."),
}


def subject_asked(ask: Ask) -> Subject:
    """What an ask that is no shift is about."""
    assert ask.subject is not None
    return Subject(ask.subject)


def wording_of(ask: Ask) -> Wording:
    """The words of an ask that is no shift."""
    return WORDINGS[subject_asked(ask)]


def title_of(subject: Subject, language: str) -> str:
    """What it is about, in a few words."""
    return gettext(language, WORDINGS[subject].title)


def say_question(ask: Ask, language: str) -> str:
    """What is asked, in a sentence or two."""
    named = next((each for each in ask.reasons if "names" in each), {})
    return gettext(language, wording_of(ask).question, qualification=isolated(name_in(named, language)))


def about_of(ask: Ask, language: str) -> str | None:
    """What it asks for, in a few words, where that is no shift."""
    return None if ask.kind is AskKind.SHIFT else title_of(subject_asked(ask), language)


def question_of(ask: Ask, language: str) -> str | None:
    """What is asked, where that is no shift."""
    return None if ask.kind is AskKind.SHIFT else say_question(ask, language)


def answer_labels(ask: Ask, language: str) -> dict[AskAnswer, str]:
    """What each answer is called for this ask, the yes first."""
    own = {} if ask.kind is AskKind.SHIFT else {AskAnswer.YES: wording_of(ask).yes, **_LABELS[ask.kind]}
    labels = ANSWER_LABELS | own
    return {answer: gettext(language, label) for answer, label in labels.items()}


def reply_to_step(ask: Ask, answer: AskAnswer, language: str, name: str) -> str:
    """What we say to an answer."""
    sentence = wording_of(ask).reply if answer is AskAnswer.YES else _REPLIES[answer]
    return gettext(language, sentence, name=isolated(name))
