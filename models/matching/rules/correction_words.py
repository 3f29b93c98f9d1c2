"""Corrections in words: what somebody says, and what we answer."""

from collections.abc import Mapping

from models.kernel.words import gettext, lazy
from models.matching.rules.corrections import Correction, Objection

SAID: Mapping[Correction, str] = {
    Correction.NOT_THIS_WORK: lazy("I do not want this kind of work"),
    Correction.NOT_THIS_SKILL: lazy("I cannot do this: {skill}"),
    Correction.NOT_QUALIFIED: lazy("I do not have this any more: {skill}"),
    Correction.TOO_FAR: lazy("That is too far for me"),
    Correction.NOT_THERE: lazy("I cannot get there"),
    Correction.NOT_FROM_HOME: lazy("I cannot work from home"),
    Correction.NOT_THEN: lazy("I cannot come at that time"),
    Correction.NOT_TO_START: lazy("Not as my first task"),
    Correction.NEED_A_BREAK: lazy("I need a break of two weeks"),
    Correction.NOT_THIS_TASK: lazy("Not this one"),
}
CHANGED: Mapping[Correction, str] = {
    Correction.NOT_THIS_WORK: lazy(
        "Changed: this kind of work is not suggested to you any more. Tick it in your profile if you like it again."
    ),
    Correction.NOT_THIS_SKILL: lazy(
        "Changed: that is not among your skills any more. You can add it again in your profile."
    ),
    Correction.NOT_QUALIFIED: lazy(
        "Changed: that licence or training is not among yours any more. You can add it again in your profile."
    ),
    Correction.TOO_FAR: lazy(
        "Changed: from now on only what is nearer. In your profile you can say again how far you go."
    ),
    Correction.NOT_FROM_HOME: lazy(
        "Changed: no work from home is suggested to you any more. You can allow it again in your profile."
    ),
    Correction.NOT_THEN: lazy(
        "Changed: that time of the week is not yours any more. You can tick it again in your profile."
    ),
    Correction.NEED_A_BREAK: lazy(
        "Take good care of yourself. For two weeks nothing is suggested to you; in your profile you can end the break."
    ),
    Correction.NOT_THIS_TASK: lazy(
        "This task is not suggested to you any more. You can still sign up for it where all tasks stand."
    ),
}


def word_objection(objection: Objection, language: str) -> str:
    """What the person says, as on a button."""
    labels = objection.labels or {}
    return gettext(language, SAID[objection.correction], skill=labels.get(language, labels.get("en", "")))


def word_change(correction: Correction, language: str) -> str:
    """What has changed, and how it is undone."""
    return gettext(language, CHANGED.get(correction, CHANGED[Correction.NOT_THIS_TASK]))
