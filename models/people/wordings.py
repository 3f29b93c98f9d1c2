"""
What people read when they consent: data with versions. A text that was shown is never changed; a new version is added.
"""

from models.kernel.words import gettext, lazy
from models.people.tables import Purpose

WORDINGS: dict[Purpose, tuple[str, ...]] = {
    Purpose.PARTICIPATION: (
        lazy(
            "I want to volunteer. My supporting this campaign is a political opinion, and you may keep it, with my profile "
            "and the work I log, so that the campaign's organizers can work with me. I can take this back at any time."
        ),
    ),
    Purpose.ASKS: (
        lazy(
            "You may ask me for help when something fits me: at most two asks in seven days, each with its reason. "
            "I can stop this with one tap."
        ),
    ),
    Purpose.NEWS: (lazy("You may send me news of the campaign. I can stop this with one tap."),),
    Purpose.URGENT_CALLS: (
        lazy("You may ask me at short notice when a shift urgently needs somebody, even soon after another ask."),
    ),
    Purpose.PUBLIC_BOARD: (
        lazy("You may show the name that I chose, and my points, on public boards. Nothing else about me is shown."),
    ),
    Purpose.DUTIES: (
        lazy(
            "You may write to me, once a day at most, when people are given to me whom I am to greet or to ask. I can stop this "
            "with one tap; then I find them on the site only."
        ),
    ),
    Purpose.SERVICE: (
        lazy(
            "You may tell me what changes about shifts that I signed up for. Without it I find that on the site only."
        ),
    ),
    Purpose.THANKS: (lazy("You may thank me, and tell me what came of my work. Nothing is asked in such a letter."),),
}

GUARDIAN_WORDINGS: tuple[str, ...] = (
    lazy(
        "I am this volunteer's parent or guardian. They may take part. The campaign may keep their profile and the work they "
        "log, which says what they think politically, and may ask them for help. I can take this back at any time."
    ),
)
"""What a parent or guardian of somebody under 16 agrees to."""


def guardian_wording(language: str, version: int | None = None) -> str:
    """The text of a version (the current one, if not said) in a language."""
    return gettext(language, GUARDIAN_WORDINGS[(version or len(GUARDIAN_WORDINGS)) - 1])


def current_version(purpose: Purpose) -> int:
    """The version of the wording that is shown now, from 1."""
    return len(WORDINGS[purpose])


def wording(purpose: Purpose, language: str, version: int | None = None) -> str:
    """The text of a version (the current one, if not said) in a language."""
    return gettext(language, WORDINGS[purpose][(version or current_version(purpose)) - 1])
