"""Decisions about asking in a sentence each, for the person themself as for organizers: no numbers of others, no blame."""

from collections.abc import Mapping

from models.asks.rules.decisions import Decision
from models.kernel.words import gettext, lazy

_SENTENCES: Mapping[Decision, str] = {
    Decision.ASKED: lazy("Asked: it was the best fit among all that was needed."),
    Decision.WAITING: lazy("Not asked: an earlier ask is still on its way."),
    Decision.QUIET_DAYS: lazy("Not asked: after each ask there are three quiet days."),
    Decision.WEEK_FULL: lazy("Not asked: two asks in seven days are enough."),
    Decision.MONTH_FULL: lazy("Not asked: five asks in thirty days are enough."),
    Decision.BUDGET_SPENT: lazy(
        "Not asked: attention is spent for now. Each answer, a no as well, gives some of it back."
    ),
    Decision.ENOUGH_ASKED: lazy("Not asked: enough others were asked for the free places."),
    Decision.OTHER_ASK: lazy("Not asked for this: another shift fitted better, and one ask a day is enough."),
    Decision.GONE: lazy("Not asked: the shift is no longer open."),
    Decision.HOLDOUT: lazy(
        "Not asked: one person in twenty, drawn by lot, is never asked automatically, so that we learn whether asking helps. "
        "The site still suggests what fits."
    ),
    Decision.PAUSED: lazy("Not asked: there is a pause."),
    Decision.DECLINED: lazy("Not asked: this task, or this kind of work, was declined before."),
    Decision.HAS_PLACE: lazy("Not asked: there already is a sign-up for this shift."),
    Decision.NOT_QUALIFIED: lazy("Not asked: it requires a licence or training that does not count at the moment."),
    Decision.NO_CONSENT: lazy("Not asked: nobody is asked by e-mail without having agreed to it."),
    Decision.NO_ADDRESS: lazy("Not asked: there is no e-mail address."),
    Decision.NO_VOLUNTEER: lazy("Not asked: nobody is asked before they have confirmed their address."),
    Decision.NOT_WORTH: lazy(
        "Not asked: asking again now would cost more of the attention that is left than it would likely bring."
    ),
    Decision.OTHERS_TURN: lazy("Not asked: enough others were asked that day; whoever has waited longest comes first."),
    Decision.THANKED: lazy("Thanked, and asked for nothing: nothing would have been worth the attention."),
    Decision.TO_TEAMMATE: lazy(
        "To be called first: a teammate who offered to ask got the number. If nobody has called within a day, a message follows "
        "where one was agreed to."
    ),
    Decision.TO_TEAM_LEADER: lazy(
        "To be called first: the leader of the team got the number. If nobody has called within a day, a message follows "
        "where one was agreed to."
    ),
    Decision.TO_ORGANIZER: lazy(
        "To be called first: an organizer got the number. If nobody has called within a day, a message follows "
        "where one was agreed to."
    ),
    Decision.NOBODY_TO_ASK: lazy(
        "Asked by a message: it was the best fit, and nobody near has offered to ask people personally."
    ),
    Decision.ASKERS_BUSY: lazy(
        "Asked by a message: it was the best fit, and those who ask people personally had three to ask that day already."
    ),
    Decision.NO_NUMBER: lazy(
        "Asked by a message: it was the best fit, and there is no phone number for a personal call, or none is wanted."
    ),
    Decision.NO_CALLER: lazy(
        "Not asked: a personal call is the only way that was agreed to, and nobody near could make one."
    ),
    Decision.OVERTAKEN: lazy("Not asked in the end: meanwhile somebody else had asked, or the places were taken."),
}


def put_decision_into_words(decision: Decision, language: str) -> str:
    """Why somebody was asked, or was not, as a sentence."""
    return gettext(language, _SENTENCES[decision])
