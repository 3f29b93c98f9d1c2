"""Kinds of reasons in a few words, where many people are counted."""

from collections.abc import Mapping

from models.kernel.words import gettext, lazy

NAMES: Mapping[str, str] = {
    "did_before": lazy("have done this kind of work"),
    "willing": lazy("would like to do this kind of work"),
    "skill": lazy("have the skills"),
    "qualified": lazy("have the licence or training"),
    "near": lazy("live near"),
    "within_reach": lazy("live within reach"),
    "same_region": lazy("live in the region"),
    "remote": lazy("can do it from home"),
    "available": lazy("have time then"),
    "step_up": lazy("are ready for the next step"),
    "newcomer": lazy("are new"),
    "reliable": lazy("always came"),
}


def name_reason(code: str, language: str) -> str:
    """Such as “live near”; the code itself, for one that this version does not know."""
    return gettext(language, NAMES[code]) if code in NAMES else code
