"""The API's enum values in words, for `_()`."""

from models.activity.tables import ActivityKind
from models.activity.words import KINDS
from models.kernel.words import lazy

KIND = {kind.name: words for kind, words in KINDS.items()}
KIND_NAMES = [kind.name for kind in ActivityKind]
QUICK_KINDS = ("CANVASS", "PHONE_BANK", "TEXT_BANK", "FRIEND_TO_FRIEND", "LETTER_WRITING", "LITERATURE_DROP")
QUICK_MINUTES = (5, 15, 30, 60, 120, 180)

ROLE = {
    "VOLUNTEER": lazy("Volunteer"),
    "TEAM_LEADER": lazy("Team leader"),
    "ORGANIZER": lazy("Organizer"),
    "ANALYST": lazy("Analyst"),
    "ADMIN": lazy("Administrator"),
}
PERMISSION = {"read": lazy("may read"), "organize": lazy("may change things")}
BOARD_KIND = {"REGION": lazy("Regions"), "TEAM": lazy("Teams"), "PERSON": lazy("People")}
WINDOW = {"DAY": lazy("Today"), "WEEK": lazy("This week"), "MONTH": lazy("This month"), "SEASON": lazy("Season")}
STANDINGS_VIEW = {
    "FAIR": lazy("Fair"),
    "TOTAL": lazy("Sum"),
    "PER_HEAD": lazy("Per resident"),
    "IMPROVEMENT": lazy("Improvement"),
}
PART = {"MORNING": lazy("Morning"), "AFTERNOON": lazy("Afternoon"), "EVENING": lazy("Evening")}
PURPOSE = {
    "PARTICIPATION": lazy("Taking part"),
    "ASKS": lazy("Being asked to help"),
    "NEWS": lazy("News"),
    "URGENT_CALLS": lazy("Urgent calls"),
    "PUBLIC_BOARD": lazy("My name on public boards"),
    "DUTIES": lazy("Letters about people whom I look after"),
    "SERVICE": lazy("News of my shifts"),
    "THANKS": lazy("Thanks"),
}
CHANNEL = {
    "APP": lazy("on this site"),
    "EMAIL": lazy("by e-mail"),
    "SMS": lazy("by text message"),
    "PUSH": lazy("by notification"),
    "PUBLIC": lazy("in public"),
    "PERSON": lazy("by a teammate, who then sees my phone number and what I did last"),
}
SILENT = {
    "EMAIL": lazy("We have sent you no e-mails since {day}."),
    "SMS": lazy("We have sent you no text messages since {day}."),
}
SUPPRESSED = {
    "BOUNCED": lazy("Messages came back: nobody is reached there."),
    "COMPLAINED": lazy("One of our messages was reported as unwanted."),
}
SESSION = {
    "BROWSER": lazy("Browser"),
    "MOBILE": lazy("Phone"),
    "API_TOKEN": lazy("Program"),
    "KIOSK": lazy("Display"),
}
ASSIGNMENT = {
    "INVITED": lazy("invited"),
    "ACCEPTED": lazy("accepted"),
    "WAITLISTED": lazy("waiting list"),
    "CONFIRMED": lazy("confirmed"),
    "ATTENDED": lazy("attended"),
    "NO_SHOW": lazy("did not come"),
    "CANCELLED": lazy("cancelled"),
    "DECLINED": lazy("declined"),
}
ANSWER = {
    "YES": lazy("Yes, I am in"),
    "NOT_NOW": lazy("Not now"),
    "TOO_FAR": lazy("Too far for me"),
    "NOT_MY_THING": lazy("Not my thing"),
    "ALREADY_DID": lazy("I did this already"),
    "NEVER": lazy("Please do not ask me any more"),
}
EVIDENCE = {
    "DECLARED": lazy("said so"),
    "DEMONSTRATED": lazy("has done it here"),
    "ENDORSED": lazy("endorsed"),
    "TAUGHT": lazy("teaches it"),
}
QUALIFICATION = {"LICENCE": lazy("Licence"), "TRAINING": lazy("Training")}
STANDING = {
    "VALID": lazy("counts"),
    "MISSING": lazy("missing"),
    "UNCONFIRMED": lazy("not confirmed yet"),
    "EXPIRED": lazy("has ended"),
}
MESSAGE_STATE = {
    "PENDING": lazy("waiting"),
    "ATTEMPTING": lazy("being sent"),
    "SENT": lazy("sent"),
    "UNKNOWN": lazy("perhaps sent"),
    "PRESUMED_SENT": lazy("most likely sent"),
    "DEAD": lazy("could not be sent"),
    "RECALLED": lazy("recalled"),
}
SORT = {
    "NAME": lazy("Name"),
    "NEWEST": lazy("Newest first"),
    "LAST_ACTIVE": lazy("Last active"),
}
LIMIT = {
    "TRAVEL": lazy("it is too far for them"),
    "FROM_HOME": lazy("they cannot work from home"),
    "UNWILLING": lazy("they do not want this kind of work"),
    "AGE": lazy("they are too young, or have not said their age"),
    "QUALIFICATION": lazy("they lack a licence or training"),
    "EXPERIENCE": lazy("they came to too few shifts of the work before"),
    "PAUSE": lazy("they take a break"),
    "AVAILABILITY": lazy("they have no time at this hour of the week"),
    "BUSY": lazy("they do something else then"),
    "WAY_BETWEEN": lazy("they are somewhere else too shortly before or after"),
    "REST": lazy("they would have too little rest after a late shift"),
    "IN_A_ROW": lazy("it would be their third shift without a break"),
    "CARE": lazy("their week is full"),
    "REFUSED": lazy("they said no, or have a part in it already"),
}
SPARED = {
    "EXPERIENCE": lazy("whom only earlier shifts are missing: perhaps fewer would do"),
    "WAY_BETWEEN": lazy("whom only the way from another shift keeps away: a lift, or another hour"),
    "REST": lazy("whom only the rest after a late shift keeps away: a later hour would do"),
    "IN_A_ROW": lazy("for whom only a break is missing before or after another shift"),
    "CARE": lazy("whose week only is full: a shorter shift, or another week"),
}
CARD = {
    "YES": lazy("Said yes"),
    "NOT_NOW": lazy("Not now"),
    "TOO_FAR": lazy("Too far for them"),
    "NOT_MY_THING": lazy("Not their thing"),
    "ALREADY_DID": lazy("Did it already"),
    "NEVER": lazy("Wants no asks at all"),
    "NOT_REACHED": lazy("Not reached"),
    "WRONG_NUMBER": lazy("Wrong number"),
}
ROUTE = {
    "TEAMMATE": lazy("in your team"),
    "TEAM_LEADER": lazy("in the team that you lead"),
    "ORGANIZER": lazy("in your region"),
}
GREETING = {
    "REACHED": lazy("reached"),
    "LEFT_MESSAGE": lazy("left a message"),
    "NOT_REACHED": lazy("not reached"),
    "WRONG_NUMBER": lazy("wrong number"),
    "REFUSED": lazy("does not want it"),
}
STAGE = {
    "GREETER": lazy("first step: somebody near them"),
    "TEAM_LEADER": lazy("second step: the leader of their team"),
    "ORGANIZER": lazy("third step: an organizer of the region"),
    "REGION": lazy("last step: further up the regions"),
}
DIMENSION = {
    "REGION": lazy("By region"),
    "AGE": lazy("By age"),
    "LANGUAGE": lazy("By language"),
    "NEWCOMER": lazy("New or known"),
}
GROUP = {
    "under_25": lazy("under 25"),
    "25_39": lazy("25 to 39"),
    "40_59": lazy("40 to 59"),
    "60_up": lazy("60 and older"),
    "unknown": lazy("not said"),
    "new": lazy("did nothing yet"),
    "known": lazy("did something before"),
}
REPORT_REASON = {
    "HURTFUL": lazy("It hurts somebody"),
    "PRIVATE": lazy("It tells something private"),
    "ADVERTISING": lazy("It is advertising"),
    "OTHER": lazy("Something else is wrong"),
}
VERDICT_FOR = {
    "CORROBORATED SEEN": lazy("It counts: I was there"),
    "CORROBORATED TALKED_IT_OVER": lazy("It counts: we talked it over"),
}
VERDICT_AGAINST = {
    "REVERSED COUNTED_TWICE": lazy("It is there twice"),
    "REVERSED NOT_PLAUSIBLE": lazy("It cannot have been so much"),
    "REVERSED DID_NOT_HAPPEN": lazy("It did not take place"),
}
URGENCY = {1: lazy("Whenever it suits"), 2: lazy("Soon"), 3: lazy("Urgent")}
CHANCE = {
    "YES": lazy("Saying yes when asked"),
    "SHOW": lazy("Coming after a yes"),
    "AGAIN": lazy("Being active again a week later"),
}
ASK_DIMENSION = {
    "HOUR": (lazy("The hour"), lazy("A message goes out at once, or waits for six in the evening.")),
    "TONE": (
        lazy("The thanks"),
        lazy(
            "A letter thanks for what its reader did last, or also for what that made possible, together with others."
        ),
    ),
    "SIZE": (
        lazy("The size"),
        lazy("A letter asks for the whole shift, or says that a part of it helps, too: where the work can be divided."),
    ),
    "ASKER": (
        lazy("Who asks"),
        lazy("The campaign signs a letter, or an organizer of the region who lends their name does."),
    ),
    "CHANNEL": (
        lazy("The way"),
        lazy("A notification is tried first, or a mail is, for those who chose both."),
    ),
}
"""What it is called, and what may differ."""
ASK_ARM = {
    "soon": lazy("At once"),
    "evening": lazy("At six in the evening"),
    "plain": lazy("Thanks for the last work"),
    "warm": lazy("Thanks for what came of it, too"),
    "whole": lazy("The whole shift"),
    "part": lazy("A part helps, too"),
    "campaign": lazy("The campaign signs"),
    "organizer": lazy("An organizer signs"),
    "notification": lazy("Notification first"),
    "mail": lazy("Mail first"),
}
ASK_WAY = {
    "logged": lazy("As it was done"),
    "uniform": lazy("By lot, half and half"),
    "learned": lazy("What was learned, always"),
    "exploring": lazy("What was learned, trying a little"),
}
CHANCE_BAND = (
    lazy("little chance to come (under three in twenty)"),
    lazy("some chance to come"),
    lazy("good chance to come (three in ten or more)"),
)
CHANCE_VERDICT = {
    "IN_USE": lazy("What was learned kept its word, so it is in use."),
    "TOO_FEW": lazy(
        "Too little is known yet. Everybody starts from the base rate, moved a little by their own record."
    ),
    "NOT_CALIBRATED": lazy(
        "What was learned promised too much or too little. So everybody starts from the base rate, moved by their record."
    ),
    "NO_BETTER": lazy(
        "What was learned was no better than one chance for all. So everybody starts from the base rate, moved by their record."
    ),
}
APPEAL = {
    "DRAFT": lazy("draft"),
    "RUNNING": lazy("running"),
    "FILLED": lazy("filled"),
    "TOO_LATE": lazy("too late"),
    "STOPPED": lazy("stopped"),
}
MERGE_FIELDS = (
    ("{first_name|there}", lazy("the first name")),
    ("{team|your team}", lazy("their team")),
    ("{region}", lazy("their home region")),
    ("{last_contribution|your help}", lazy("what they did last: it takes the place of our thanks")),
    ("{task}", lazy("what is to be done")),
    ("{date}", lazy("the day of the shift")),
    ("{time}", lazy("from when to when")),
    ("{place|online}", lazy("where it is")),
    ("{organizer}", lazy("your first name and initial")),
    ("{campaign}", lazy("the name of the campaign")),
)
"""Samples of the fields that texts of organizers may have, and what each puts in."""
